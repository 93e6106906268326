package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.incontext.AttentionFigure;
import org.mesascope.incontext.LinearSelfAttention;
import org.mesascope.probe.ProbeMap;
import org.mesascope.probe.ProbeResult;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.stats.Aggregate;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.stats.TaskScores;
import org.mesascope.trace.TraceLog;
import org.mesascope.train.PolicyGradient;
import org.mesascope.train.TrainingCurves;
import org.mesascope.world.Corridor;
import org.mesascope.world.GridFigure;
import org.mesascope.world.Gridworld;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/** The figures that people expect, each by a short call, and what holds for all of them. */
class FigureKindsTest {

  private static final Seed SEED = Seed.of(9);
  private static final Gridworld GRID =
      Gridworld.builder(4, 5)
          .wall(1, 1)
          .wall(1, 2)
          .reward(3, 4, 1)
          .reward(2, 0, -.5)
          .terminal(3, 4)
          .start(0, 0)
          .slip(.1)
          .build();

  @TempDir Path folder;

  static Map<String, Supplier<Figure>> figures() {
    Map<String, Supplier<Figure>> all = new LinkedHashMap<>();
    World world = Corridor.of(9);
    all.put("gap", () -> noisy(4).figure());
    all.put("plane", () -> noisy(12).plane());
    all.put(
        "profiles",
        () -> ScoreFigure.profiles(systems(8), new double[] {0, .25, .5, .75}, options(), SEED));
    all.put(
        "aggregates",
        () ->
            ScoreFigure.aggregates(
                "interquartile mean", Aggregate.interquartileMean(), systems(12), options(), SEED));
    all.put("landscape", () -> GridFigure.reward(GRID, GRID.baseObjective()));
    all.put("trajectories", FigureKindsTest::trajectories);
    all.put(
        "attention",
        () -> AttentionFigure.layer(LinearSelfAttention.constructedGradientDescent(4, .7), 0));
    all.put("probes", () -> probes(true));
    all.put("training", () -> PolicyGradient.defaults().train(world, SEED).figure());
    all.put(
        "curves",
        () ->
            TrainingCurves.of(
                "loss",
                new TreeMap<>(
                    Map.of("seed 1", new double[] {3, 2, 1}, "seed 2", new double[] {3, 1}))));
    all.put(
        "forest",
        () -> Figure.forest("Coefficients", List.of(estimate("door", .8), estimate("exit", .1))));
    return all;
  }

  static Stream<String> kinds() {
    return figures().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindIsSmallDescribedExportedAndOneInThreeFormats(String kind) throws IOException {
    Figure figure = figures().get(kind).get();
    assertThat(figure.alt()).startsWith(figure.title()).hasSizeGreaterThan(50);
    assertThat(figure.data().toCsv().lines().count()).isGreaterThan(2);
    for (String ending : List.of("png", "svg", "pdf", "csv")) {
      Path file = folder.resolve(kind + "." + ending);
      figure.save(file);
      assertThat(Files.size(file)).as(ending).isBetween(30L, 80_000L);
      figures().get(kind).get().save(folder.resolve("again." + ending));
      assertThat(Files.mismatch(file, folder.resolve("again." + ending))).as(ending).isEqualTo(-1);
    }
    try (PDDocument document = Loader.loadPDF(folder.resolve(kind + ".pdf").toFile())) {
      assertThat(new PDFTextStripper().getText(document)).contains(figure.title());
    }
  }

  /** The path ends where the episode did, and visits a cell as often as traces say. */
  @Test
  void trajectoriesAreThoseOfTheTraces() {
    String data = trajectories().data().toCsv();
    assertThat(data).contains("episode 1,", "episode 3,");
    double visits =
        data.lines()
            .filter(line -> Character.isDigit(line.charAt(0)))
            .map(line -> line.split(",", -1)[2])
            .filter(value -> !value.isEmpty())
            .mapToDouble(Double::parseDouble)
            .sum();
    TraceLog log = walks();
    double steps =
        log.traces().stream().mapToInt(trace -> trace.steps().size() + 1).average().orElseThrow();
    assertThat(visits).isCloseTo(steps, within(1e-9));
    assertThatThrownBy(() -> GridFigure.trajectories(GRID, log, 7)).hasMessageContaining("1 to 6");
  }

  @Test
  void whatAMapCannotShowIsSaid() {
    assertThat(GridFigure.reward(GRID, GRID.baseObjective()).data().toCsv())
        .contains("3,4,1,", "2,0,-0.5,", "1,1,,");
    assertThatThrownBy(() -> probes(false)).hasMessageContaining("nothing is decodable");
    assertThatThrownBy(() -> ProbeMap.of("P", List.of("a"), List.of("b"), List.of()))
        .hasMessageContaining("expects as many results");
    assertThatThrownBy(
            () -> AttentionFigure.layer(LinearSelfAttention.constructedGradientDescent(4, .7), 1))
        .hasMessageContaining("layers 0 to 0, got 1");
    assertThatThrownBy(() -> TrainingCurves.of("loss", Map.of())).hasMessageContaining("got none");
  }

  /** In the layer built for one gradient step, labels are never compared, only inputs. */
  @Test
  void anAttentionMapShowsTheConstruction() {
    String data =
        AttentionFigure.layer(LinearSelfAttention.constructedGradientDescent(4, .7), 0)
            .data()
            .toCsv();
    assertThat(data.lines().filter(line -> line.contains("Compared")))
        .hasSize(25)
        .filteredOn(line -> line.contains(",y,"))
        .allMatch(line -> line.contains(",0,") || line.contains(",-0,"));
  }

  @Test
  void fewUnitsAreSaidOnTheFigure() {
    assertThat(figures().get("gap").get().alt()).contains("Only 4 seeds");
    assertThat(figures().get("plane").get().alt()).doesNotContain("Only");
    assertThat(figures().get("profiles").get().alt()).contains("8 units: a bootstrap interval");
    assertThat(figures().get("aggregates").get().alt()).doesNotContain("fewer than");
    GapReport one = noisy(1);
    assertThat(one.figure().alt()).contains("One seed: no interval").doesNotContain("with band");
  }

  /** Oracle: the scores themselves, of which each is the mean of one run. */
  @Test
  void fewRunsAreShownOneByOne() {
    Map<String, TaskScores> systems = systems(4);
    Figure few = ScoreFigure.aggregates("mean", Aggregate.mean(), systems, options(), SEED);
    String data = few.data().toCsv();
    systems.forEach(
        (name, scores) ->
            assertThat(
                    data.lines()
                        .filter(line -> line.startsWith("\"" + name + ", point\""))
                        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[3]))
                        .toArray())
                .containsExactly(
                    DoubleStream.concat(
                            Arrays.stream(scores.runs(0)), Arrays.stream(scores.runs(1)))
                        .toArray()));
    assertThat(few.alt())
        .contains("with 8 points between", "4 units: a bootstrap interval", "Rings");
    assertThat(figures().get("aggregates").get().data().toCsv()).doesNotContain("point");
  }

  private static GapReport noisy(int seeds) {
    return KeptSweep.sweep(0).seeds(seeds).run();
  }

  private static Figure trajectories() {
    return GridFigure.trajectories(GRID, walks(), 3);
  }

  private static TraceLog walks() {
    return TabularPolicy.uniform(GRID.mdp().states(), GRID.mdp().actions()).rollOut(GRID, 20, SEED);
  }

  private static Figure probes(boolean decodable) {
    double low = decodable ? .2 : -.2;
    ProbeResult read =
        new ProbeResult("door", bounded(.9, .8), bounded(.4, .3), bounded(.5, low), .3, 100);
    ProbeResult not =
        new ProbeResult("exit", bounded(.4, .3), bounded(.4, .3), bounded(0, -.2), .3, 100);
    return ProbeMap.of(
        "The goal, by tick",
        List.of("door", "exit"),
        List.of("tick 1", "tick 4"),
        List.of(List.of(read, read), List.of(not, read)));
  }

  private static Estimate bounded(double value, double low) {
    return Estimate.of("accuracy", value, new Interval(low, 2 * value - low, .95), 40, "probe");
  }

  private static Estimate estimate(String name, double value) {
    return Estimate.of(name, value, new Interval(value - .2, value + .2, .95), 100, "logit");
  }

  private static Map<String, TaskScores> systems(int runs) {
    Map<String, TaskScores> all = new LinkedHashMap<>();
    for (String name : List.of("one", "two")) {
      Map<String, double[]> tasks = new LinkedHashMap<>();
      for (String task : List.of("near", "far")) {
        var random = SEED.split(name).split(task).random();
        tasks.put(task, random.doubles(runs, 0, name.equals("one") ? .7 : 1).toArray());
      }
      all.put(name, TaskScores.of(tasks));
    }
    return all;
  }

  private static BootstrapOptions options() {
    return BootstrapOptions.defaults().withResamples(500);
  }
}
