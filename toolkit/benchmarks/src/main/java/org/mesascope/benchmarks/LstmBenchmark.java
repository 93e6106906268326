package org.mesascope.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mesascope.numeric.Adam;
import org.mesascope.optimizer.LstmOptimizer;
import org.mesascope.optimizer.OuterGradient;
import org.mesascope.optimizer.TruncatedBackpropagation;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
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
 * One meta-iteration of the LSTM optimizer: 128 quadratics of 10 dimensions, 100 steps in 5 windows
 * of 20, each with a step of Adam; the job {@code lstm} of the Python side.
 *
 * <p>More work than there: new problems are drawn for each unroll, and the gradient goes in as
 * magnitude and sign.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LstmBenchmark {

  private static final int WINDOWS = 5;

  private OuterGradient.Run windows;
  private Adam adam;
  private float[] weights;
  private float[] gradient;

  @Setup
  public void prepare() {
    LstmOptimizer optimizer = LstmOptimizer.defaults();
    windows =
        TruncatedBackpropagation.defaults().start(optimizer, Quadratics.random(10), Seed.of(1));
    weights = optimizer.initial(Seed.of(2));
    gradient = new float[weights.length];
    adam = new Adam(weights.length, Double.POSITIVE_INFINITY);
  }

  /** All windows of one unroll. */
  @Benchmark
  public double unroll() {
    double loss = 0;
    for (int i = 0; i < WINDOWS; i++) {
      loss += windows.estimate(weights, gradient);
      adam.step(weights, gradient, 1e-3);
    }
    return loss;
  }
}
