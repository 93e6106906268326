package org.mesascope.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.mesascope.infer.ChoiceData;
import org.mesascope.infer.ConditionalLogit;
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
 * A whole fit of conditional logit, 100,000 choices among 5 alternatives with 10 features, to a
 * gradient of 1e-8 a choice or less; the job {@code logit} of the Python side.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ConditionalLogitBenchmark {

  private static final int CHOICES = 100_000;
  private static final int MENU = 5;
  private static final int FEATURES = 10;

  private ChoiceData data;

  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(0);
    double[] x = new double[CHOICES * MENU * FEATURES];
    int[] chosen = new int[CHOICES];
    for (int i = 0; i < CHOICES; i++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < MENU; j++) {
        double utility = -Math.log(-Math.log(random.nextDouble()));
        for (int k = 0; k < FEATURES; k++) {
          double value = random.nextGaussian();
          x[(i * MENU + j) * FEATURES + k] = value;
          utility += value * (2.0 * k / (FEATURES - 1) - 1);
        }
        if (utility > best) {
          best = utility;
          chosen[i] = j;
        }
      }
    }
    List<String> names = IntStream.range(0, FEATURES).mapToObj(k -> "x" + k).toList();
    data = ChoiceData.of(names, MENU, x, chosen);
  }

  @Benchmark
  public double[] fit() {
    return ConditionalLogit.defaults().weights(data);
  }
}
