package org.mesascope.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mesascope.store.Appended;
import org.mesascope.store.StoredRun;
import org.mesascope.store.TraceStore;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/**
 * One row of the table of stores in a Java of its own, from a cold start. {@code store.sh} runs
 * them all.
 */
public final class StoreRow {

  private static final List<String> REPLIES = List.of("refund", "ask back", "hand over", "explain");

  private StoreRow() {}

  /** Runs the row of that name on a store, with the number of traces where it makes them. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "append" -> append(file, Long.parseLong(args[2]));
      case "query" -> query(file);
      case "traces" -> traces(file);
      case "diff" -> diff(file);
      default ->
          throw new IllegalArgumentException(
              "expected append, query, traces or diff, got " + args[0]);
    }
  }

  /** Two versions, half of the traces each: one step, a menu of 4 replies by 3 features. */
  private static void append(Path file, long traces) throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      for (String version : List.of("1", "2")) {
        Appended added =
            timed(
                "append of %,d traces".formatted(traces / 2),
                () ->
                    store.append(
                        StoredRun.of("run " + version, version), log(traces / 2, version)));
        System.out.println("  " + added);
      }
    }
    System.out.printf("%-52s %8.1f MB%n", "  file", Files.size(file) / 1e6);
  }

  private static void query(Path file) throws Exception {
    String shares =
        "SELECT run, situation, choice, count(*) AS n, avg(outcome::DOUBLE) AS score"
            + " FROM steps GROUP BY ALL ORDER BY ALL";
    String metadata =
        "SELECT version, metadata['model'] AS model, count(*) AS n"
            + " FROM traces JOIN (SELECT run, version FROM runs) USING (run) GROUP BY ALL";
    timed(
        "opening of a store, and counts and scores by choice",
        () -> {
          try (TraceStore store = TraceStore.read(file)) {
            return store.query(shares);
          }
        });
    try (TraceStore store = TraceStore.read(file)) {
      timed("counts and scores by run, situation and choice", () -> store.query(shares));
      timed("counts by version and metadata", () -> store.query(metadata));
    }
  }

  private static void traces(Path file) throws Exception {
    try (TraceStore store = TraceStore.read(file)) {
      for (String run : List.of("run 1", "run 2")) {
        int count = timed("traces of " + run, () -> store.traces(run)).traces().size();
        System.out.printf("  %,d traces%n", count);
      }
    }
  }

  private static void diff(Path file) throws Exception {
    try (TraceStore store = TraceStore.read(file)) {
      timed("diff of two runs", () -> store.diff("run 1", "run 2"));
    }
  }

  private static Stream<Trace> log(long traces, String version) {
    return Stream.iterate(0L, i -> i < traces, i -> i + 1).map(i -> trace(i, version));
  }

  private static Trace trace(long i, String version) {
    double[] values = new double[12];
    for (int k = 0; k < values.length; k++) {
      values[k] = (i * 31 + k * 7L) % 100 / 10.0;
    }
    Menu menu = new Menu(REPLIES, List.of("resolves", "confident", "minutes"), values);
    String choice = REPLIES.get((int) (i * (version.equals("1") ? 7L : 11L) % 4));
    Step step = new Step("case " + i % 1000, menu, choice, Double.toString(i % 11 / 10.0));
    return new Trace("t" + i, List.of(step), Map.of("model", "m" + i % 3, "unit", "u" + i % 5000));
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
}
