package org.mesascope.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mesascope.incontext.LinearAttentionGradient;
import org.mesascope.incontext.LinearAttentionShape;
import org.mesascope.incontext.LinearSelfAttention;
import org.mesascope.numeric.Adam;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;
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
 * One training step of one linear self-attention layer in the reassociated form, d = 10, 2,048
 * prompts, Adam, on the same prompts each time; the jobs {@code lsa 10} and {@code lsa 20} of the
 * Python side, "torch eager, reassociated".
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LsaBenchmark {

  private static final int BATCH = 2048;
  private static final LinearAttentionShape SHAPE = LinearAttentionShape.oneLayer(10);

  @Param({"10", "20"})
  int context;

  @Param({"1", "2"})
  int threads;

  private LinearAttentionGradient gradient;
  private Adam adam;
  private float[] weights;
  private float[] derivatives;

  @Setup
  public void prepare() {
    gradient =
        new LinearAttentionGradient(
            SHAPE,
            new RegressionPrompts(
                    new InputLaw.Uniform(10, 1), new WeightLaw.Gaussian(1), context, 0)
                .sample(BATCH, Seed.of(0)),
            threads);
    double[] start = LinearSelfAttention.untrained(SHAPE, .05, Seed.of(1)).weights();
    weights = new float[start.length];
    for (int i = 0; i < start.length; i++) {
      weights[i] = (float) start[i];
    }
    derivatives = new float[start.length];
    adam = new Adam(start.length, Double.POSITIVE_INFINITY);
  }

  @Benchmark
  public double step() {
    double loss = gradient.at(weights, derivatives);
    adam.step(weights, derivatives, 1e-3);
    return loss;
  }

  @TearDown
  public void close() {
    gradient.close();
  }
}
