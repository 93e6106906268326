package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.train.PolicyGradient;
import org.mesascope.world.Corridor;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

class SweepJournalTest {

  private static final GapReport UNDISTURBED = KeptSweep.sweep(0).run();
  private static final String WHAT = "noisy agents";

  @TempDir Path folder;

  @Test
  void aKilledSweepGoesOnWithTheSameBits() throws IOException, InterruptedException {
    Path journal = folder.resolve("sweep.journal");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                KeptSweep.class.getName(),
                journal.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    while (other.isAlive() && lines(journal) < 4) {
      other.waitFor(10, TimeUnit.MILLISECONDS);
    }
    assertThatThrownBy(() -> kept(journal).run())
        .as("two processes on one journal")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use by another sweep");
    other.destroyForcibly().waitFor();
    int done = lines(journal) - 1;
    assertThat(done).as(Files.readString(folder.resolve("log"))).isBetween(3, KeptSweep.SEEDS - 1);
    KeptSweep.TRAINED.set(0);
    assertThat(kept(journal).run()).isEqualTo(UNDISTURBED);
    assertThat(KeptSweep.TRAINED).hasValue(KeptSweep.SEEDS - done);
    KeptSweep.TRAINED.set(0);
    assertThat(kept(journal).run()).isEqualTo(UNDISTURBED);
    assertThat(KeptSweep.TRAINED).as("all was done").hasValue(0);
  }

  @Test
  void anyOrderGivesTheSameBits() {
    for (int shuffle = 0; shuffle < 5; shuffle++) {
      Workers shuffled = new InOrder(shuffle);
      assertThat(KeptSweep.sweep(0).on(shuffled).run()).isEqualTo(UNDISTURBED);
      Path journal = folder.resolve("order" + shuffle);
      assertThat(kept(journal).on(shuffled).run()).isEqualTo(UNDISTURBED);
      assertThat(kept(journal).run()).isEqualTo(UNDISTURBED);
    }
  }

  @Test
  void aTornLastLineIsRunAgain() throws IOException {
    Path whole = folder.resolve("whole");
    kept(whole).run();
    byte[] bytes = Files.readAllBytes(whole);
    int last = lastLine(bytes);
    for (int length : new int[] {0, 1, 40, last, last + 1, last + 20, bytes.length - 1}) {
      Path torn = folder.resolve("torn" + length);
      Files.write(torn, Arrays.copyOf(bytes, length));
      KeptSweep.TRAINED.set(0);
      assertThat(kept(torn).run()).as("cut at %d", length).isEqualTo(UNDISTURBED);
      assertThat(KeptSweep.TRAINED).hasValue(length < last ? KeptSweep.SEEDS : 1);
      assertThat(lines(torn)).isEqualTo(KeptSweep.SEEDS + 1);
    }
    byte[] garbled = bytes.clone();
    garbled[bytes.length - 5] ^= 1;
    Path end = folder.resolve("garbled-end");
    Files.write(end, garbled);
    assertThat(kept(end).run()).isEqualTo(UNDISTURBED);
  }

  @Test
  void damageInTheMiddleIsRefused() throws IOException {
    Path journal = folder.resolve("damaged");
    kept(journal).run();
    String text = Files.readString(journal);
    String damaged = text.replaceFirst("\"job\":(\\d+)", "\"job\":1$1");
    Files.writeString(journal, damaged);
    assertThatThrownBy(() -> kept(journal).run()).hasMessageContaining("damaged at line 2");
    assertThat(Files.readString(journal)).as("left as it was").isEqualTo(damaged);
  }

  @Test
  void aJournalOfAnotherSweepIsRefused() throws IOException {
    Path journal = folder.resolve("one");
    kept(journal).run();
    String before = Files.readString(journal);
    Map<String, ShiftSweep<Policy, World>> others = new HashMap<>();
    others.put("seeds: 12", kept(journal).seeds(13));
    others.put("strengths: [0.0, 1.0", kept(journal).at(0, 8));
    others.put("systems: noisy", KeptSweep.sweep(0).resuming(journal, "calm agents"));
    others.put(
        "root seed: 11",
        ShiftSweep.of(seed -> new LinearAgent(1, 1), Seed.of(12))
            .over(Corridor.of(9).withCoinAt(8).coinPositions())
            .seeds(12)
            .resuming(journal, WHAT));
    Measure<Policy, World> half = (policy, world, seed) -> .5;
    others.put(
        "outcomes: reaches", kept(journal).measuring(new Outcomes<>("a", half, "b", half, "c")));
    others.forEach(
        (difference, sweep) ->
            assertThatThrownBy(sweep::run)
                .as(difference)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is of another sweep: it has [" + difference));
    assertThat(Files.readString(journal)).isEqualTo(before);
  }

  @Test
  void whatIsNoJournalIsLeftAlone() throws IOException {
    for (String text : List.of("my notes", "my notes\n", "{\"journal\":\"mesascope sweep 9\"}\n")) {
      Path notes = folder.resolve("notes");
      Files.writeString(notes, text);
      assertThatThrownBy(() -> kept(notes).run()).isInstanceOf(IllegalArgumentException.class);
      assertThat(Files.readString(notes)).isEqualTo(text);
    }
    assertThatThrownBy(() -> KeptSweep.sweep(0).resuming(folder.resolve("x"), " "))
        .hasMessageContaining("expects words for what is swept");
  }

  @Test
  void aFailureKeepsWhatOthersGave() {
    Path journal = folder.resolve("failing");
    AtomicInteger calls = new AtomicInteger();
    Training<Policy> training =
        seed -> {
          if (calls.incrementAndGet() == 3) {
            throw new IllegalStateException("the third one fails");
          }
          return new LinearAgent(seed.random().nextGaussian(), 1);
        };
    var sweep =
        ShiftSweep.of(training, Seed.of(3))
            .over(Corridor.of(9).withCoinAt(8).coinPositions())
            .seeds(5)
            .on(Workers.threads(1))
            .resuming(journal, "fails once");
    assertThatThrownBy(sweep::run).isInstanceOf(Workers.JobFailedException.class);
    int before = calls.get();
    assertThat(before).isGreaterThanOrEqualTo(3);
    sweep.run();
    assertThat(calls.get() - before).as("run again").isBetween(1, 3);
    int after = calls.get();
    sweep.run();
    assertThat(calls).as("all was done").hasValue(after);
  }

  @Test
  void trainingStepsAreKeptToo() throws IOException {
    Path journal = folder.resolve("steps");
    AtomicInteger trained = new AtomicInteger();
    World at8 = Corridor.of(9).withCoinAt(8);
    var sweep =
        ShiftSweep.overSteps(
                seed -> {
                  trained.incrementAndGet();
                  return PolicyGradient.defaults().train(at8, seed);
                },
                Seed.of(5))
            .between(at8, Corridor.of(9).withCoinAt(0))
            .seeds(3);
    GapReport fresh = sweep.run();
    GapReport first = sweep.resuming(journal, "corridor of 9").run();
    assertThat(trained).hasValue(6);
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 30));
    assertThat(sweep.resuming(journal, "corridor of 9").run()).isEqualTo(first).isEqualTo(fresh);
    assertThat(trained).hasValue(7);
  }

  @Test
  void numbersReadBackToTheBit() {
    double[] places = {0, 1.0 / 3, 1e300};
    double[] row = {Double.MIN_VALUE, -0.0, Math.nextUp(1), Math.PI};
    SeedScores scores = new SeedScores(places, new double[][] {row, row, row});
    JournalLine line = JournalLine.parse(new JournalLine(7, scores).text());
    assertThat(line).isEqualTo(new JournalLine(7, scores));
    assertThat(Double.doubleToRawLongBits(line.scores().scores()[0][1]))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  private static ShiftSweep<Policy, World> kept(Path journal) {
    return KeptSweep.sweep(0).resuming(journal, WHAT);
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file)
        ? (int) Files.readString(file).chars().filter(c -> c == '\n').count()
        : 0;
  }

  private static int lastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  /** One thread, in an order of its own. */
  private record InOrder(int shuffle) implements Workers {
    @Override
    public <T> List<T> run(String label, List<? extends Callable<T>> jobs, Done<? super T> done) {
      List<Integer> order = new ArrayList<>();
      List<T> results = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        order.add(i);
        results.add(null);
      }
      Collections.shuffle(order, new java.util.Random(shuffle));
      for (int job : order) {
        try {
          results.set(job, jobs.get(job).call());
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        done.accept(job, results.get(job));
      }
      return results;
    }
  }
}
