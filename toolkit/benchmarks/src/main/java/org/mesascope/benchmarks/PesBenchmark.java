package org.mesascope.benchmarks;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.mesascope.optimizer.EvolutionStrategy;
import org.mesascope.optimizer.MlpOptimizer;
import org.mesascope.optimizer.OuterGradient;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One meta-step of persistent evolution strategies: 256 particles of an MLP optimizer 6-32-32-2,
 * each 10 steps on a quadratic of ten dimensions, unrolls without end; the job {@code pes} of the
 * Python side.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PesBenchmark {

  @Param({"1", "2"})
  private int threads;

  private ForkJoinPool pool;
  private OuterGradient.Run run;
  private float[] weights;
  private float[] gradient;

  @Setup
  public void prepare() {
    Seed seed = Seed.of(1);
    MlpOptimizer optimizer = MlpOptimizer.defaults().withBound(10);
    pool = new ForkJoinPool(threads);
    run =
        EvolutionStrategy.persistent(10, EvolutionStrategy.UNBOUNDED)
            .withLoss(EvolutionStrategy.WindowLoss.SUM)
            .start(optimizer, Quadratics.random(10), seed.split("problems"));
    weights = optimizer.initial(seed.split("weights"));
    gradient = new float[weights.length];
  }

  @TearDown
  public void end() {
    pool.shutdown();
  }

  /** Perturb, unroll, estimate, descend. */
  @Benchmark
  public double step() {
    return pool.submit(this::metaStep).join();
  }

  private double metaStep() {
    double loss = run.estimate(weights, gradient);
    for (int w = 0; w < weights.length; w++) {
      weights[w] -= 1e-6f * gradient[w];
    }
    return loss;
  }
}
