package org.mesascope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import tech.tablesaw.api.Table;

class TraceStoreTest {

  private static final StoredRun RUN =
      new StoredRun("monday", "prompt 3", Map.of("model", "m1", "note", "a 'quoted' \n 😀 text"));

  @TempDir Path folder;

  /** Invariant: what is taken out is what was put in, menus, numbers and missing outcomes too. */
  @Test
  void tracesComeBackToTheBit() throws Exception {
    Menu menu =
        new Menu(List.of("a", "b, c"), List.of("cost", "wait"), new double[] {.1, -0.0, 1e-300, 3});
    TraceLog log =
        TraceLog.of(
            List.of(
                new Trace(
                    "z first",
                    List.of(
                        new Step("s0", menu, "b, c", "1.0"),
                        new Step("s1", Menu.of(List.of("x")), "x", null),
                        new Step("", null, "free", "")),
                    Map.of("seed", "7", "unit", "u\"1")),
                new Trace("a second", List.of(), Map.of())));
    Path file = folder.resolve("runs.duckdb");
    try (TraceStore store = TraceStore.open(file)) {
      assertThat(store.append(RUN, log)).isEqualTo(new Appended(2, 0));
    }
    try (TraceStore store = TraceStore.read(file)) {
      assertThat(store.runs()).containsExactly(RUN);
      assertThat(store.traces("monday")).isEqualTo(log);
    }
  }

  @Test
  void anImportMayBeRepeated() throws Exception {
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      store.append(RUN, log(0, 10));
      assertThat(store.append(RUN, log(5, 20))).isEqualTo(new Appended(10, 5));
      assertThat(store.traces("monday")).isEqualTo(log(0, 20));
      assertThat(store.query("SELECT count(*) AS n FROM steps").row(0).getLong("n")).isEqualTo(20);
    }
  }

  @Test
  void whatContradictsTheStoreAddsNothing() throws Exception {
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      store.append(RUN, log(0, 3));
      Trace other = new Trace("t1", List.of(new Step("s", null, "other", null)), Map.of());
      assertThatThrownBy(
              () -> store.append(RUN, Stream.concat(log(3, 9).traces().stream(), Stream.of(other))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another trace \"t1\"");
      assertThatThrownBy(() -> store.append(StoredRun.of("monday", "prompt 4"), log(3, 4)))
          .hasMessageContaining("an id of its own");
      StoredRun broken = StoredRun.of("tuesday", "prompt 4");
      assertThatThrownBy(
              () ->
                  store.append(
                      broken,
                      log(0, 5).traces().stream()
                          .peek(
                              trace -> {
                                if (trace.id().equals("t3")) {
                                  throw new IllegalStateException("the reader failed");
                                }
                              })))
          .hasMessage("the reader failed");
      assertThat(store.runs()).containsExactly(RUN);
      assertThat(store.traces("monday")).isEqualTo(log(0, 3));
    }
  }

  /** Invariant: after a replacement the store is as if the new traces had been appended. */
  @Test
  void tracesAreReplacedInTheirPlacesAllOrNone() throws Exception {
    Path file = folder.resolve("runs.duckdb");
    List<Trace> mended = List.of(mended("t3"), mended("t1"));
    try (TraceStore store = TraceStore.open(file)) {
      store.append(RUN, log(0, 5));
      store.append(StoredRun.of("tuesday", "1"), log(0, 5));
      for (String wrong : List.of("t9", "t1")) {
        assertThatThrownBy(
                () -> store.replace("monday", List.of(mended("t3"), mended("t1"), mended(wrong))))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("no trace \"" + wrong + "\" to replace, or it was given twice");
      }
      assertThatThrownBy(() -> store.replace("sunday", mended)).hasMessageContaining("no run");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.replace("monday", mended))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.traces("monday")).isEqualTo(log(0, 5));
      store.replace("monday", mended);
    }
    List<Trace> all = new ArrayList<>(log(0, 5).traces());
    all.set(1, mended("t1"));
    all.set(3, mended("t3"));
    try (TraceStore store = TraceStore.open(file)) {
      assertThat(store.traces("monday").traces()).isEqualTo(all);
      assertThat(store.append(RUN, TraceLog.of(all))).isEqualTo(new Appended(0, 5));
      assertThat(store.traces("tuesday")).isEqualTo(log(0, 5));
      assertThat(store.query("SELECT count(*) AS n FROM steps").row(0).getLong("n")).isEqualTo(11);
    }
  }

  private static Trace mended(String id) {
    Menu menu = Menu.of(List.of("a", "b"));
    List<Step> steps = List.of(new Step("s", menu, "b", null), new Step("s", menu, "a", "1"));
    return new Trace(id, id.equals("t1") ? steps : steps.subList(0, 1), Map.of("mended", "yes"));
  }

  @Test
  void anInterruptedAppendAddsNothing() throws Exception {
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.append(RUN, log(0, 3)))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.runs()).isEmpty();
    }
  }

  @Test
  void tagsNameRuns() throws Exception {
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      store.append(RUN, log(0, 1));
      store.append(StoredRun.of("tuesday", "prompt 4"), log(0, 1));
      store.tag("monday", "baseline");
      store.tag("monday", "baseline");
      assertThat(store.tagged("baseline")).containsExactly(RUN);
      store.untag("monday", "baseline");
      assertThat(store.tagged("baseline")).isEmpty();
      assertThatThrownBy(() -> store.tag("sunday", "baseline"))
          .hasMessageContaining("no run \"sunday\": it has [monday, tuesday]");
    }
  }

  /** Oracle: counts by hand. */
  @Test
  void aDiffShowsWhatMoved() throws Exception {
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      store.append(StoredRun.of("before", "1"), answers("yes", "yes", "no"));
      store.append(StoredRun.of("after", "2"), answers("yes", "no", "no"));
      assertThat(store.diff("before", "after").toCsv())
          .isEqualToNormalizingNewlines(
              "situation,choice,before,after\ncase 1,no,0,1\ncase 1,yes,1,0\n");
      store.append(
          StoredRun.of("elsewhere", "3"),
          TraceLog.of(
              List.of(new Trace("x", List.of(new Step("new", null, "a", null)), Map.of()))));
      assertThatThrownBy(() -> store.diff("before", "elsewhere"))
          .hasMessageContaining("no situation in common");
    }
  }

  @Test
  void queriesReadAndChangeNothing() throws Exception {
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      store.append(RUN, answers("yes", "yes", "no"));
      Table table =
          store.query(
              "SELECT choice, count(*) AS n, avg(length(choice)) AS mean, NULL AS none"
                  + " FROM steps WHERE run = ? GROUP BY choice ORDER BY n DESC",
              "monday");
      assertThat(table.columnNames()).containsExactly("choice", "n", "mean", "none");
      assertThat(table.row(0).getLong("n")).isEqualTo(2);
      assertThat(table.doubleColumn("mean").get(0)).isEqualTo(3.0);
      assertThat(store.query("SELECT metadata['model'] AS m FROM runs").stringColumn("m").get(0))
          .isEqualTo("m1");
      Path copied = folder.resolve("steps.csv");
      for (String change :
          List.of(
              "DELETE FROM steps",
              "DROP TABLE runs",
              "not sql",
              "",
              "COMMIT; DELETE FROM steps",
              "SELECT 1; COMMIT; DELETE FROM steps; SELECT 2",
              "SELECT 1); COMMIT; DELETE FROM steps; SELECT (2",
              "/* ; */ COMMIT; DELETE FROM steps RETURNING choice; -- SELECT 1",
              "COMMIT",
              "SELECT 1; SELECT 2",
              "SET threads = 1",
              "ATTACH ':memory:' AS other",
              "COPY steps TO '" + copied + "'")) {
        assertThatThrownBy(() -> store.query(change))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("runs.duckdb expects one SELECT, got ")
            .hasMessageEndingWith(": " + change);
      }
      assertThatThrownBy(() -> store.query("SELECT 1; SELECT 2"))
          .hasMessageContaining("got 2 statements");
      assertThatThrownBy(() -> store.query("not sql")).hasMessageContaining("syntax error");
      assertThatThrownBy(() -> store.query("SELECT nothing FROM steps"))
          .hasMessageContaining("\"nothing\" not found");
      assertThat(copied).doesNotExist();
      assertThat(store.traces("monday").traces()).hasSize(3);
      for (String read :
          List.of(
              "FROM steps",
              "SELECT 'a;b' AS \"c;d\" FROM steps; -- ; COMMIT",
              "WITH three AS (SELECT * FROM steps) SELECT * FROM three;",
              "(SELECT choice FROM steps) UNION ALL (SELECT outcome FROM steps LIMIT 0)")) {
        assertThat(store.query(read).rowCount()).isEqualTo(3);
      }
      assertThat(store.query("DESCRIBE steps").rowCount()).isEqualTo(9);
      assertThat(store.query("PIVOT steps ON choice IN ('yes', 'no') USING count(*)").rowCount())
          .isPositive();
    }
  }

  @Test
  void filesThatAreNoStoresAreRefused() throws Exception {
    Path text = folder.resolve("notes.txt");
    Files.writeString(text, "not a database at all, but text of some length".repeat(300));
    assertThatThrownBy(() -> TraceStore.open(text)).hasMessageContaining("is no trace store");
    assertThat(Files.readString(text)).startsWith("not a database");

    Path other = folder.resolve("other.duckdb");
    execute(other, "CREATE TABLE mine (x INTEGER)");
    assertThatThrownBy(() -> TraceStore.open(other)).hasMessageContaining("other tables");

    Path newer = folder.resolve("newer.duckdb");
    TraceStore.open(newer).close();
    execute(newer, "UPDATE layout SET version = 99");
    assertThatThrownBy(() -> TraceStore.open(newer))
        .hasMessageContaining("layout 99")
        .hasMessageContaining("update Mesascope");
    assertThatThrownBy(() -> TraceStore.read(folder.resolve("absent.duckdb")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent.duckdb");
  }

  /** Invariant: a reader sees whole appends alone, while they go on. */
  @Test
  void readersSeeWholeAppends() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try (TraceStore store = TraceStore.open(folder.resolve("runs.duckdb"))) {
      Callable<Void> reading =
          () -> {
            for (int i = 0; i < 40; i++) {
              long n = store.query("SELECT count(*) AS n FROM steps").row(0).getLong("n");
              assertThat(n % 50).isZero();
            }
            return null;
          };
      Future<Void> one = pool.submit(reading);
      Future<Void> two = pool.submit(reading);
      for (int i = 0; i < 20; i++) {
        store.append(StoredRun.of("run " + i, "1"), log(0, 50));
      }
      one.get();
      two.get();
      assertThat(store.runs()).hasSize(20);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Oracle: every append that was confirmed before the kill is there, and no part of another. */
  @Test
  void aKilledProcessLosesNothingConfirmed() throws Exception {
    Path file = folder.resolve("runs.duckdb");
    Path said = folder.resolve("confirmed.txt");
    Process process = child(file, said);
    try {
      while (confirmed(said).size() < 5) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(10);
      }
      assertThatThrownBy(() -> TraceStore.open(file)).hasMessageContaining("in another process");
      assertThatThrownBy(() -> TraceStore.read(file)).hasMessageContaining("in another process");
    } finally {
      process.destroyForcibly().waitFor();
    }
    List<String> confirmed = confirmed(said);
    try (TraceStore store = TraceStore.open(file)) {
      List<String> runs = store.runs().stream().map(StoredRun::id).toList();
      assertThat(runs).startsWith(confirmed.toArray(String[]::new));
      assertThat(runs.size()).isBetween(confirmed.size(), confirmed.size() + 1);
      for (String run : runs) {
        assertThat(store.traces(run)).isEqualTo(log(0, Appending.TRACES));
      }
      store.append(RUN, log(0, 1));
    }
  }

  /** Appends runs for ever, and says so after each. */
  static final class Appending {

    static final int TRACES = 300;

    private Appending() {}

    public static void main(String[] args) throws IOException {
      try (TraceStore store = TraceStore.open(Path.of(args[0]))) {
        for (int i = 1000; ; i++) {
          store.append(StoredRun.of("run " + i, "1"), log(0, TRACES));
          System.out.println("run " + i);
          System.out.flush();
        }
      }
    }
  }

  /** The whole lines of a file that is being written. */
  private static List<String> confirmed(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static Process child(Path file, Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Appending.class.getName(),
            file.toString())
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static TraceLog log(int from, int to) {
    return TraceLog.of(
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    new Trace(
                        "t" + i,
                        List.of(new Step("s" + i % 7, null, "choice " + i % 3, "" + i)),
                        Map.of("unit", "u" + i)))
            .toList());
  }

  private static TraceLog answers(String... choices) {
    return TraceLog.of(
        IntStream.range(0, choices.length)
            .mapToObj(
                i ->
                    new Trace(
                        "t" + i, List.of(new Step("case " + i, null, choices[i], null)), Map.of()))
            .toList());
  }

  private static void execute(Path file, String sql) throws Exception {
    try (Connection connection =
            new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
