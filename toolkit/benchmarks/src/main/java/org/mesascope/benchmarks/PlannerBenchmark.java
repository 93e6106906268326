package org.mesascope.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mesascope.numeric.Adam;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.MazeOptions;
import org.mesascope.search.PlannerGradient;
import org.mesascope.search.RandomMazes;
import org.mesascope.search.RecurrentPlanner;
import org.mesascope.stats.Seed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training step of the recurrent planner: 64 mazes of 8 × 8, 10 ticks, 32 channels; the job
 * {@code planner} of the Python side.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlannerBenchmark {

  private static final int TICKS = 10;

  private MazeBatch mazes;
  private float[] weights;
  private PlannerGradient gradient;
  private Adam adam;

  @Setup
  public void prepare() {
    Seed seed = Seed.of(1);
    mazes = RandomMazes.of(MazeOptions.defaults()).sample(64, seed.split("mazes"));
    weights = RecurrentPlanner.untrained(seed.split("weights")).weights();
    gradient = new PlannerGradient(mazes.side(), mazes.size(), TICKS);
    adam = new Adam(weights.length, 1);
  }

  /** Forward, backward, clip, Adam. */
  @Benchmark
  public double step() {
    double loss = gradient.of(weights, mazes, TICKS);
    adam.step(weights, gradient.gradient(), 3e-3);
    return loss;
  }
}
