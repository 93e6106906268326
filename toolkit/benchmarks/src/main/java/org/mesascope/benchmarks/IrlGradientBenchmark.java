package org.mesascope.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.mesascope.infer.StationaryPlan;
import org.mesascope.infer.SuccessorTable;
import org.mesascope.world.FiniteMdp;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * One gradient step of maximum causal entropy IRL: soft values and occupancy in a square gridworld
 * of four actions, slip .1, γ = .95; the job {@code mce} of the Python side.
 *
 * <p>Values are within 1e-6 of the fixed point; the Python side stops when a sweep changes no value
 * by 1e-6, which bounds the error by 1.9e-5.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class IrlGradientBenchmark {

  private static final double TOLERANCE = 1e-6;

  @Param({"32", "100"})
  int side;

  private SuccessorTable table;
  private double[] reward;
  private double[] nearby;
  private double[] start;

  @Setup
  public void prepare() {
    int states = side * side;
    FiniteMdp.Builder builder = FiniteMdp.builder(states, 4).discount(.95);
    reward = new double[4 * states];
    for (int s = 0; s < states; s++) {
      int[] to = neighbours(s);
      for (int a = 0; a < 4; a++) {
        builder.transition(s, a, to[a], .9);
        for (int slipped : to) {
          builder.transition(s, a, slipped, .025);
        }
        reward[4 * s + a] = .3 * Math.sin(.7 * s);
      }
    }
    table = SuccessorTable.of(builder.build());
    start = new double[states];
    Arrays.fill(start, 1.0 / states);
    double[] before = Arrays.stream(reward).map(r -> 1.02 * r).toArray();
    nearby = StationaryPlan.of(table, before, null, TOLERANCE).values();
  }

  private int[] neighbours(int s) {
    int row = s / side;
    int column = s % side;
    return new int[] {
      Math.max(row - 1, 0) * side + column,
      row * side + Math.min(column + 1, side - 1),
      Math.min(row + 1, side - 1) * side + column,
      row * side + Math.max(column - 1, 0)
    };
  }

  /** From values of 0 knowledge, as the Python side. */
  @Benchmark
  public double[] cold() {
    return StationaryPlan.of(table, reward, null, TOLERANCE)
        .occupancy(start, TOLERANCE / start.length);
  }

  /** From the values of a reward 2 % larger, as inside a fit. */
  @Benchmark
  public double[] warm() {
    return StationaryPlan.of(table, reward, nearby, TOLERANCE)
        .occupancy(start, TOLERANCE / start.length);
  }
}
