package org.mesascope.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.mesascope.align.RevealedPreference;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.infer.StationaryPlan;
import org.mesascope.infer.SuccessorTable;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.LogFormat;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.ReadReport;
import org.mesascope.trace.TraceLog;
import org.mesascope.trace.TraceReader;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;

/**
 * One row of the table of inference in a Java of its own, from a cold start: its wall and CPU time
 * and the process' greatest memory. {@code inference.sh} runs them all.
 */
public final class InferenceRow {

  private static final int FEATURES = 10;
  private static final double RIGHT = .1;

  private InferenceRow() {}

  /** Runs the row of that name, with its file or size. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "states" -> states(Integer.parseInt(args[1]));
      case "features" -> features(Integer.parseInt(args[1]));
      case "consistency" -> consistency(Integer.parseInt(args[1]));
      case "write" -> write(Path.of(args[1]), Long.parseLong(args[2]));
      case "choices" -> choices(Path.of(args[1]));
      case "stream" -> stream(Path.of(args[1]));
      default ->
          throw new IllegalArgumentException(
              "expected states, features, consistency, write, choices or stream, got " + args[0]);
    }
    System.out.printf("%-52s %8s MB%n", args[0] + ": memory at most, the JVM included", peak());
  }

  private static void states(int side) throws Exception {
    Gridworld grid = grid(side);
    double[] occupancy = occupancy(grid, 0);
    InferredObjective found =
        timed(
            "fit of %,d rewards by state, grid of %d²".formatted(side * side, side),
            () -> MaxCausalEntropyIrl.in("grid", grid.mdp()).inferFromOccupancies(occupancy));
    compare(grid, occupancy, found);
  }

  private static void features(int side) throws Exception {
    Gridworld grid = grid(side);
    double[] occupancy = occupancy(grid, RIGHT);
    int last = side * side - 1;
    MaxCausalEntropyIrl irl =
        MaxCausalEntropyIrl.in("grid", grid.mdp())
            .withFeatures(
                TransitionReward.entering("end", last),
                TransitionReward.entering("middle", last / 2),
                TransitionReward.of("row", (s, a, next) -> Math.sin(7.0 * grid.row(next) / side)),
                TransitionReward.of(
                    "column", (s, a, next) -> Math.cos(5.0 * grid.column(next) / side)),
                TransitionReward.of("right", (s, a, next) -> a == 1 ? 1 : 0));
    InferredObjective found =
        timed(
            "fit of 5 features, grid of %d²".formatted(side),
            () -> irl.inferFromOccupancies(occupancy));
    compare(grid, occupancy, found);
  }

  private static Gridworld grid(int side) {
    return Gridworld.builder(side, side).slip(.2).discount(.99).build();
  }

  private static TransitionReward truth(Gridworld grid, double right) {
    int last = grid.rows() * grid.columns() - 1;
    return TransitionReward.of(
        "truth",
        (s, a, next) ->
            (next == last ? 3 : 0)
                - (next == last / 2 ? 1 : 0)
                + .3 * Math.sin(7.0 * grid.row(next) / grid.rows())
                + .2 * Math.cos(5.0 * grid.column(next) / grid.columns())
                + (a == 1 ? right : 0));
  }

  private static double[] occupancy(Gridworld grid, double right) {
    FiniteMdp mdp = grid.mdp();
    return plan(mdp, truth(grid, right)).occupancy(mdp.start());
  }

  private static StationaryPlan plan(FiniteMdp mdp, TransitionReward reward) {
    return StationaryPlan.of(SuccessorTable.of(mdp), mdp.expectedReward(reward), null, 1e-10);
  }

  /** A fast wrong answer is none: how far the fit's agent is from the expert. */
  private static void compare(Gridworld grid, double[] expert, InferredObjective found) {
    FiniteMdp mdp = grid.mdp();
    double[] learned = plan(mdp, (TransitionReward) found.objective()).occupancy(mdp.start());
    double apart = 0;
    for (int i = 0; i < expert.length; i++) {
      apart += Math.abs(learned[i] - expert[i]) * (1 - mdp.discount()) / 2;
    }
    System.out.printf("%-52s %8.1e%n", "  visits that differ from the expert's, share", apart);
  }

  private static void consistency(int observations) throws Exception {
    SplittableRandom random = new SplittableRandom(0);
    double[][] prices = new double[observations][FEATURES];
    double[][] quantities = new double[observations][FEATURES];
    for (int i = 0; i < observations; i++) {
      for (int k = 0; k < FEATURES; k++) {
        prices[i][k] = .5 + random.nextDouble();
        quantities[i][k] = random.nextDouble() / prices[i][k];
      }
    }
    RevealedPreference choices = RevealedPreference.of(prices, quantities);
    String size = ", %,d observations of %d goods".formatted(observations, FEATURES);
    RevealedPreference.Garp garp = timed("GARP" + size, choices::garp);
    double ccei = timed("CCEI" + size, choices::ccei);
    System.out.printf("  %s, CCEI %.6f%n", garp, ccei);
  }

  /** Choices among 5 alternatives with 10 features of 3 decimals, about 500 bytes each. */
  private static void write(Path file, long choices) throws IOException {
    SplittableRandom random = new SplittableRandom(0);
    double[] weights = new double[FEATURES];
    Arrays.setAll(weights, k -> 2.0 * k / (FEATURES - 1) - 1);
    String names = "\"x0\",\"x1\",\"x2\",\"x3\",\"x4\",\"x5\",\"x6\",\"x7\",\"x8\",\"x9\"";
    StringBuilder values = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long i = 0; i < choices; i++) {
        values.setLength(0);
        double best = Double.NEGATIVE_INFINITY;
        int chosen = 0;
        for (int j = 0; j < 5; j++) {
          double utility = -Math.log(-Math.log(random.nextDouble()));
          for (int k = 0; k < FEATURES; k++) {
            double value = Math.rint(1000 * random.nextGaussian()) / 1000;
            utility += weights[k] * value;
            values.append(k == 0 ? j == 0 ? "[" : ",[" : ",").append(value);
          }
          values.append(']');
          if (utility > best) {
            best = utility;
            chosen = j;
          }
        }
        out.write("{\"id\":\"t" + i + "\",\"steps\":[{\"situation\":\"s\",\"menu\":");
        out.write("{\"alternatives\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"features\":[" + names);
        out.write("],\"values\":[" + values + "]},\"choice\":\"" + "abcde".charAt(chosen));
        out.write("\"}]}\n");
      }
    }
    System.out.printf("%-52s %8.1f MB%n", "written", Files.size(file) / 1e6);
  }

  private static void choices(Path file) throws Exception {
    TraceLog log = timed("reading of a JSONL log", () -> TraceReader.jsonl().read(file));
    System.gc(); // What reading left behind is no cost of the fit.
    String name = "conditional logit on its %,d choices".formatted(log.stepCount());
    InferredObjective found = timed(name, () -> ConditionalLogit.defaults().fit(log).objective());
    System.out.printf("  first weight %s%n", found.parameters().get(0));
  }

  private static void stream(Path file) throws Exception {
    ReadReport report =
        timed(
            "streaming of a log of %.1f GB".formatted(Files.size(file) / 1e9),
            () ->
                LogReader.of(LogMapping.defaults(LogFormat.MESASCOPE)).forEach(file, trace -> {}));
    System.out.printf("  %,d traces, %d unreadable%n", report.read(), report.unreadable());
  }

  private static <T> T timed(String what, Callable<T> work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    T result = work.call();
    double seconds = (System.nanoTime() - wall) / 1e9;
    double busy = (system.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf("%-52s %8.2f s, CPU of all threads %.2f s%n", what, seconds, busy);
    return result;
  }

  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "?";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> Long.toString(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024))
        .findFirst()
        .orElse("?");
  }
}
