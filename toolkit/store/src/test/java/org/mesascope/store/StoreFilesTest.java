package org.mesascope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** What happens to the file of a store: shared, copied, damaged, in the wrong place. */
class StoreFilesTest {

  private static final StoredRun RUN = StoredRun.of("monday", "prompt 3");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("runs.duckdb");
  }

  @Test
  void oneProcessHasOneWriter() throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      store.append(RUN, log("s"));
      assertThatThrownBy(() -> TraceStore.open(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("open for writing in this process: use that store");
      assertThatThrownBy(
              () -> TraceStore.open(folder.resolve("../" + folder.getFileName() + "/runs.duckdb")))
          .hasMessageContaining("in this process");
      assertThatThrownBy(() -> TraceStore.read(file))
          .hasMessageContaining("open to write in this process: use that store");
      assertThat(store.runs()).containsExactly(RUN);
    }
    try (TraceStore one = TraceStore.read(file);
        TraceStore two = TraceStore.read(file)) {
      assertThatThrownBy(() -> TraceStore.open(file)).hasMessageContaining("open to read in this");
      assertThat(one.runs()).isEqualTo(two.runs());
      assertThatThrownBy(() -> one.append(RUN, log("t"))).isInstanceOf(IOException.class);
    }
    try (TraceStore store = TraceStore.open(file)) {
      assertThat(store.traces("monday")).isEqualTo(log("s"));
    }
  }

  /** Invariant: whoever closes twice, as a notebook's cell may, lets no second writer in. */
  @Test
  void aSecondCloseChangesNothing() throws Exception {
    TraceStore first = TraceStore.open(file);
    first.close();
    try (TraceStore store = TraceStore.open(file)) {
      first.close();
      assertThatThrownBy(() -> TraceStore.open(file))
          .hasMessageContaining("open for writing in this process");
      assertThat(store.runs()).isEmpty();
    }
  }

  /** Readers in processes of their own see the same rows at once; no writer comes in meanwhile. */
  @Test
  void processesReadTogether() throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      store.append(RUN, log("s"));
    }
    try (TraceStore here = TraceStore.read(file)) {
      assertThat(outcome(child("read"))).isEqualTo("[monday]");
      assertThat(outcome(child("open")))
          .contains("open to read or write in another process")
          .contains("(" + ProcessHandle.current().pid() + ")");
      assertThat(here.runs()).hasSize(1);
    }
    assertThat(outcome(child("open"))).isEqualTo("[monday]");
  }

  @Test
  void othersReadASnapshotWhileOneWrites() throws Exception {
    Path copy = folder.resolve("it's a copy.duckdb");
    try (TraceStore store = TraceStore.open(file)) {
      store.append(RUN, log("s"));
      store.tag("monday", "baseline");
      store.snapshot(copy);
      store.append(StoredRun.of("tuesday", "prompt 4"), log("s"));
      try (TraceStore read = TraceStore.read(copy)) {
        assertThat(read.tagged("baseline")).containsExactly(RUN);
        assertThat(read.runs()).containsExactly(RUN);
        assertThat(read.traces("monday")).isEqualTo(log("s"));
      }
      store.snapshot(copy);
      assertThatThrownBy(() -> store.snapshot(file)).hasMessageContaining("the store itself");
      assertThat(store.runs()).hasSize(2);
    }
    try (TraceStore open = TraceStore.open(copy)) {
      assertThat(open.append(RUN, log("s"))).isEqualTo(new Appended(0, 1));
      assertThat(open.runs()).hasSize(2);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, copy);
    }
  }

  @Test
  void damageIsToldAndNothingIsWrittenOverIt() throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      for (int i = 0; i < 3; i++) {
        store.append(StoredRun.of("run " + i, "1"), log("s".repeat(100_000)));
      }
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    for (int i = 3 * 4096; i < flipped.length; i += 512) {
      flipped[i] ^= 0x55;
    }
    byte[] header = whole.clone();
    header[20] ^= 0x55;
    for (byte[] damaged :
        List.of(
            flipped, header, Arrays.copyOf(whole, 5000), Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(file, damaged);
      assertThatThrownBy(
              () -> {
                try (TraceStore store = TraceStore.open(file)) {
                  store.traces("run 0");
                  store.traces("run 1");
                  store.traces("run 2");
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("runs.duckdb is damaged: go back to a copy of it");
    }
    Files.write(file, whole);
    try (TraceStore store = TraceStore.read(file)) {
      assertThat(store.runs()).hasSize(3);
    }
  }

  @Test
  void placesWhereNoFileCanBeAreNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("notes"), "");
    assertThatThrownBy(() -> TraceStore.open(folder.resolve("absent/runs.duckdb")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expects a folder that is there, found none at");
    assertThatThrownBy(() -> TraceStore.open(text.resolve("runs.duckdb")))
        .hasMessageContaining("expects a folder");
    assertThatThrownBy(() -> TraceStore.open(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> TraceStore.open(text)).hasMessageContaining("is no trace store");
    assertThatThrownBy(() -> TraceStore.read(file)).hasMessageContaining("is not there");
  }

  /** Whoever may write everywhere, such as root, has no folder that refuses. */
  @Test
  void aStoreInAReadOnlyFolderIsReadAndNotMade() throws Exception {
    TraceStore.open(file).close();
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assumeFalse(Files.isWritable(folder));
      TraceStore.read(file).close();
      assertThatThrownBy(() -> TraceStore.open(folder.resolve("new.duckdb")))
          .hasMessageContaining("cannot be written: make new.duckdb where you may write");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  /** Invariant: whatever text UTF-8 has comes back; what it has not is refused, not changed. */
  @Test
  void everyTextComesBackOrIsRefused() throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      for (String text :
          List.of(
              "", "'; DROP TABLE steps; --", "a\0b", "😀 ﷽ e\u0301\r\n\t", "x".repeat(3_000_000))) {
        StoredRun run = new StoredRun("run " + text.hashCode(), "v " + text, Map.of(text, text));
        TraceLog log =
            TraceLog.of(
                List.of(
                    new Trace(
                        text, List.of(new Step(text, null, text, text)), Map.of(text, text))));
        store.append(run, log);
        assertThat(store.runs()).contains(run);
        assertThat(store.traces(run.id())).isEqualTo(log);
      }
      for (String half : List.of("a\uD83D", "\uDE00b", "\uD83D\uD83D\uDE00")) {
        assertThatThrownBy(() -> store.append(StoredRun.of("half", "1"), log(half)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("half a character");
        assertThatThrownBy(() -> store.append(StoredRun.of(half, "1"), log("s")))
            .hasMessageContaining("half a character");
      }
      assertThat(store.runs()).hasSize(5);
    }
  }

  @Test
  void aRunMayBeEmptyAndAScoreNoNumber() throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      assertThat(store.append(RUN, TraceLog.of(List.of()))).isEqualTo(new Appended(0, 0));
      assertThat(store.runs()).containsExactly(RUN);
      assertThat(store.traces("monday").traces()).isEmpty();
      StoredRun scored = StoredRun.of("scored", "1");
      store.append(
          scored,
          TraceLog.of(
              List.of(
                  new Trace("a", List.of(new Step("s", null, "c", "0.5")), Map.of()),
                  new Trace("b", List.of(new Step("s", null, "c", "NaN")), Map.of()))));
      assertThatThrownBy(() -> store.diff("monday", "scored")).hasMessageContaining("in common");
      String mean =
          "SELECT avg(outcome::DOUBLE) AS mean FROM steps WHERE NOT isnan(outcome::DOUBLE)";
      assertThat(store.query(mean).doubleColumn("mean").get(0)).isEqualTo(.5);
      String all = "SELECT avg(outcome::DOUBLE) AS mean FROM steps";
      assertThat(store.query(all).doubleColumn("mean").isMissing(0)).isTrue();
    }
  }

  /** Invariant: an append looks up its few names as it would all of them. */
  @Test
  void shortAndLongAppendsToAFullRunAgree() throws Exception {
    try (TraceStore store = TraceStore.open(file)) {
      assertThat(store.append(RUN, many(0, 1500))).isEqualTo(new Appended(1500, 0));
      assertThat(store.append(RUN, many(1499, 1501))).isEqualTo(new Appended(1, 1));
      assertThat(store.append(RUN, many(300, 2000))).isEqualTo(new Appended(499, 1201));
      assertThat(store.traces("monday").traces()).isEqualTo(many(0, 2000).toList());
      Trace other = new Trace("t7", List.of(), Map.of());
      assertThatThrownBy(() -> store.append(RUN, Stream.of(other))).hasMessageContaining("\"t7\"");
    }
  }

  private static Stream<Trace> many(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i -> new Trace("t" + i, List.of(new Step("s", null, "c" + i % 3, null)), Map.of()));
  }

  private static TraceLog log(String situation) {
    return TraceLog.of(
        List.of(new Trace("t", List.of(new Step(situation, null, "c", "1")), Map.of())));
  }

  /** Opens or reads a store, prints its runs or the refusal, and ends. */
  static final class Visiting {

    private Visiting() {}

    public static void main(String[] args) {
      Path file = Path.of(args[1]);
      try (TraceStore store =
          args[0].equals("read") ? TraceStore.read(file) : TraceStore.open(file)) {
        System.out.print(store.runs().stream().map(StoredRun::id).toList());
      } catch (IOException e) {
        System.out.print(e.getMessage());
      }
    }
  }

  private Process child(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Visiting.class.getName(),
            how,
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String outcome(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }
}
