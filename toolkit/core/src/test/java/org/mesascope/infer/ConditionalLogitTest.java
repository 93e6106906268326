package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** TravelMode: choice.json, and to the printed digits Greene, Econometric Analysis, table 21.11. */
class ConditionalLogitTest {

  private static final List<String> MODES = List.of("air", "train", "bus", "car");
  private static final List<String> FEATURES = List.of("gc", "ttme", "hinc_air");
  private static final ConditionalLogitOptions OPTIONS =
      ConditionalLogitOptions.defaults().withConstants("car");

  static TraceLog travelMode() {
    List<Trace> traces = new ArrayList<>();
    List<String> rows = Oracle.lines("modechoice.csv");
    for (int r = 1; r < rows.size(); r += 4) {
      double[] values = new double[12];
      String choice = "";
      String traveller = "";
      for (int j = 0; j < 4; j++) {
        String[] cell = rows.get(r + j).split(";", -1);
        traveller = cell[0];
        values[3 * j] = Double.parseDouble(cell[6]);
        values[3 * j + 1] = Double.parseDouble(cell[3]);
        values[3 * j + 2] = j == 0 ? Double.parseDouble(cell[7]) : 0;
        choice = Double.parseDouble(cell[2]) == 1 ? MODES.get(j) : choice;
      }
      Menu menu = new Menu(MODES, FEATURES, values);
      traces.add(new Trace(traveller, List.of(new Step(traveller, menu, choice, null)), Map.of()));
    }
    return TraceLog.of(traces);
  }

  @Test
  void travelModeReproducesGreene() {
    LogitFit fit = ConditionalLogit.of(OPTIONS).fit(travelMode());
    InferredObjective found = fit.objective();
    double[] estimates = found.parameters().stream().mapToDouble(e -> e.value()).toArray();
    double[] errors =
        found.parameters().stream().mapToDouble(e -> fit.standardError(e.name())).toArray();
    assertThat(found.identifiability().parameters())
        .containsExactly("air", "train", "bus", "gc", "ttme", "hinc_air");
    assertThat(estimates)
        .containsExactly(Oracle.numbers("choice.json", "travelmode", "b"), within(1e-8));
    assertThat(errors)
        .containsExactly(Oracle.numbers("choice.json", "travelmode", "se"), within(1e-8));
    assertThat(estimates)
        .containsExactly(
            new double[] {5.207443, 3.869043, 3.163194, -.015502, -.096125, .013287}, within(1e-6));
    assertThat(fit.logLikelihood()).isCloseTo(-199.128369, within(1e-6));
    assertThat(fit.againstEqualShares().statistic())
        .isCloseTo(
            2 * (-199.1283687159816 - Oracle.number("choice.json", "travelmode", "ll_equal")),
            within(1e-8));
    assertThat(fit.mcFaddenR2())
        .isCloseTo(Oracle.number("choice.json", "travelmode", "mcfadden"), within(1e-9));
    assertThat(fit.againstConstants().statistic()).isCloseTo(169.2608, within(1e-4));
    assertThat(fit.againstConstants().df()).isEqualTo(3);
    assertThat(fit.accuracy())
        .isCloseTo(Oracle.number("choice.json", "travelmode", "accuracy"), within(1e-12));
    assertThat(found.identifiability().identified()).isTrue();
    assertThat(found.beatsRivals()).isTrue();
  }

  /** Oracle: the sandwich in NumPy, over choices, and over clusters of five travellers. */
  @Test
  void robustAndClusteredErrors() {
    LogitFit robust =
        ConditionalLogit.of(OPTIONS.withErrors(StandardErrors.ROBUST)).fit(travelMode());
    assertThat(errors(robust))
        .containsExactly(
            new double[] {
              .9811546803139714, .5186947362435909, .5475632375013618,
              .004959377104451226, .015096189076179541, .009295563563802506
            },
            within(1e-8));
    List<Trace> clusters = new ArrayList<>();
    List<Trace> single = travelMode().traces();
    for (int i = 0; i < single.size(); i += 5) {
      List<Step> steps =
          single.subList(i, i + 5).stream().flatMap(trace -> trace.steps().stream()).toList();
      clusters.add(new Trace("c" + i, steps, Map.of()));
    }
    LogitFit clustered =
        ConditionalLogit.of(OPTIONS.withErrors(StandardErrors.CLUSTERED))
            .fit(TraceLog.of(clusters));
    assertThat(errors(clustered))
        .containsExactly(
            new double[] {
              .8652591109707035, .4039562979142479, .46101986375615356,
              .005809170529244429, .013144669041691575, .008921713613733591
            },
            within(1e-8));
  }

  private static double[] errors(LogitFit fit) {
    return fit.objective().parameters().stream()
        .mapToDouble(e -> fit.standardError(e.name()))
        .toArray();
  }

  /** Oracle: Manski and Lerman's weights and the stratified sandwich in NumPy; shares of 1987. */
  @Test
  void choiceBasedSamplesAreWeighted() {
    Map<String, Double> shares = Map.of("air", .14, "train", .13, "bus", .09, "car", .64);
    LogitFit fit = ConditionalLogit.of(OPTIONS.withPopulationShares(shares)).fit(travelMode());
    assertThat(fit.objective().parameters().stream().mapToDouble(e -> e.value()).toArray())
        .containsExactly(
            new double[] {
              6.594033441122144, 3.6189542589008177, 3.3218079589748255,
              -.013332598510359745, -.13404655834758566, -.0010759115846388782
            },
            within(1e-7));
    assertThat(fit.logLikelihood()).isCloseTo(-147.58955300328452, within(1e-8));
    assertThat(errors(fit))
        .containsExactly(
            new double[] {
              1.1528347533689196, .5920703037322156, .5909502219861348,
              .004661081463202778, .0178171682825046, .009932687077586181
            },
            within(1e-7));
    assertThatThrownBy(fit::againstConstants).hasMessageContaining("pseudo-likelihood");
    assertThat(fit.fitTable().toText()).contains("pseudo-likelihoods");
    assertThatThrownBy(
            () ->
                ConditionalLogit.of(OPTIONS.withPopulationShares(Map.of("air", 1.0)))
                    .fit(travelMode()))
        .hasMessageContaining("one for each alternative that was chosen");
    assertThatThrownBy(() -> OPTIONS.withPopulationShares(Map.of("air", .5)))
        .hasMessageContaining("sum 1");
  }

  @Test
  void heldOutChoicesArePredictedWorseThanFittedOnesAndBetterThanBlindly() {
    LogitFit fit = ConditionalLogit.of(OPTIONS).fit(travelMode());
    CrossValidation held = ConditionalLogit.of(OPTIONS).crossValidate(travelMode(), 10, Seed.of(1));
    assertThat(held.n()).isEqualTo(210);
    assertThat(held.logLikelihood())
        .isLessThan(fit.logLikelihood())
        .isGreaterThan(held.equalShares());
    assertThat(held.perChoice().value() * 210).isCloseTo(held.logLikelihood(), within(1e-9));
    assertThat(held.hitRate().value()).isBetween(.6, .7);
    assertThat(ConditionalLogit.of(OPTIONS).crossValidate(travelMode(), 10, Seed.of(1)))
        .isEqualTo(held);
    assertThatThrownBy(
            () -> ConditionalLogit.of(OPTIONS).crossValidate(travelMode(), 1, Seed.of(1)))
        .hasMessageContaining("folds expect a number from 2 to 210");
  }

  @Test
  void independenceOfIrrelevantAlternativesIsRejectedWithoutAir() {
    IiaTest test = ConditionalLogit.of(OPTIONS).fit(travelMode()).iiaTest("air");
    assertThat(test.n()).isEqualTo(152);
    assertThat(test.parameters()).containsExactly("train", "bus", "gc", "ttme");
    assertThat(test.outcome())
        .isInstanceOfSatisfying(
            IiaTest.Statistic.class,
            s -> {
              assertThat(s.chi2()).isCloseTo(33.336680661836205, within(1e-5));
              assertThat(s.df()).isEqualTo(4);
              assertThat(s.p()).isCloseTo(1.0191251703512914e-6, within(1e-11));
            });
    assertThat(test.summary()).contains("is rejected");
  }

  @Test
  void predictionsSumToOneAndScoreTheSampleAsTheFitDoes() {
    TraceLog log = travelMode();
    LogitFit fit = ConditionalLogit.of(OPTIONS).fit(log);
    Menu first = java.util.Objects.requireNonNull(log.traces().get(0).steps().get(0).menu());
    assertThat(java.util.Arrays.stream(fit.predict(first)).sum()).isCloseTo(1, within(1e-12));
    assertThat(fit.score(log).logLikelihood()).isCloseTo(fit.logLikelihood(), within(1e-9));
  }

  @Test
  void aSeparatedWeightIsNotIdentifiableAndStaysSmall() {
    TraceLog log = always(3, step -> new double[] {1, step % 3, 0, (step * 7) % 3}, "a");
    InferredObjective found = ConditionalLogit.defaults().infer(log);
    assertThat(found.identified("x")).isFalse();
    assertThat(Math.abs(found.parameter("x").value())).isLessThan(20);
    assertThat(found.parameter("x").interval().high()).isInfinite();
    assertThat(found.identifiability().summary()).contains("without exception");
  }

  /** Oracle: the published weights, each divided by what its feature was multiplied with. */
  @Test
  void theUnitsOfFeaturesChangeNothing() {
    double[] units = {1e4, 1e-4};
    List<Trace> scaled = new ArrayList<>();
    for (Trace trace : travelMode().traces()) {
      Step step = trace.steps().get(0);
      Menu menu = java.util.Objects.requireNonNull(step.menu());
      double[] values = menu.values().clone();
      int width = menu.features().size();
      for (int v = 0; v < values.length; v++) {
        values[v] *= v % width < 2 ? units[v % width] : 1;
      }
      Menu other = new Menu(menu.alternatives(), menu.features(), values);
      scaled.add(
          new Trace(
              trace.id(), List.of(new Step("s", other, step.choice(), null)), trace.metadata()));
    }
    LogitFit fit = ConditionalLogit.of(OPTIONS).fit(TraceLog.of(scaled));
    assertThat(fit.logLikelihood()).isCloseTo(-199.128369, within(1e-6));
    assertThat(fit.objective().parameter("gc").value() * units[0])
        .isCloseTo(-.015502, within(1e-6));
    assertThat(fit.standardError("ttme") * units[1]).isCloseTo(.010440, within(1e-6));
    assertThat(fit.objective().identifiability().identified()).isTrue();
  }

  @Test
  void collinearFeaturesMoveTogether() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double v = Math.sin(i);
      Menu menu = new Menu(List.of("a", "b"), List.of("x", "y"), new double[] {v, 2 * v, 0, 0});
      traces.add(trace(i, menu, 2 * Math.sin(7 * i + 1) + v > 0 ? "a" : "b"));
    }
    InferredObjective found = ConditionalLogit.defaults().infer(TraceLog.of(traces));
    assertThat(found.identifiability().rank()).isEqualTo(1);
    assertThat(found.identifiability().notes())
        .containsExactly("x and y move together in these data");
    assertThat(found.parameter("y").value())
        .as("least norm")
        .isCloseTo(2 * found.parameter("x").value(), within(1e-8));
    assertThat(found.contrast("x + 2y", Map.of("x", 1.0, "y", 2.0)).interval().width()).isFinite();
  }

  @Test
  void menusMayVaryInSizeAndOrder() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<String> names = i % 2 == 0 ? List.of("a", "b") : List.of("c", "b", "a");
      double[] values = new double[2 * names.size()];
      for (int v = 0; v < values.length; v++) {
        values[v] = Math.sin(1 + 5 * i + v);
      }
      List<String> features = i % 3 == 0 ? List.of("x", "y") : List.of("y", "x");
      traces.add(trace(i, new Menu(names, features, values), names.get(i % names.size())));
    }
    LogitFit fit = ConditionalLogit.defaults().fit(TraceLog.of(traces));
    double[] gradient = new double[2];
    for (Trace trace : traces) {
      Menu menu = java.util.Objects.requireNonNull(trace.steps().get(0).menu());
      double[] p = fit.predict(menu);
      int chosen = menu.indexOf(trace.steps().get(0).choice());
      for (int k = 0; k < 2; k++) {
        int at = menu.features().indexOf(k == 0 ? "x" : "y");
        gradient[k] += menu.value(chosen, at);
        for (int j = 0; j < p.length; j++) {
          gradient[k] -= p[j] * menu.value(j, at);
        }
      }
    }
    assertThat(gradient).as("first-order condition").containsExactly(new double[2], within(1e-6));
  }

  @Test
  void badInputNamesTraceAndStep() {
    TraceLog bare =
        TraceLog.of(List.of(new Trace("t", List.of(new Step("s", null, "a", null)), Map.of())));
    assertThatThrownBy(() -> ConditionalLogit.defaults().infer(bare))
        .hasMessageContaining("trace \"t\", step 0 expects a menu");
    assertThatThrownBy(() -> ConditionalLogit.defaults().infer(TraceLog.of(List.of())))
        .hasMessageContaining("at least one choice");
    Menu full = new Menu(List.of("a", "b"), List.of("x"), new double[] {1, 2});
    Menu other = new Menu(List.of("a", "b"), List.of("y"), new double[] {1, 2});
    TraceLog unbalanced = TraceLog.of(List.of(trace(0, full, "a"), trace(1, other, "b")));
    assertThatThrownBy(() -> ConditionalLogit.defaults().infer(unbalanced))
        .hasMessageContaining("trace \"1\", step 0: a menu expects feature \"x\"");
    assertThatThrownBy(
            () ->
                ConditionalLogit.of(ConditionalLogitOptions.defaults().withConstants("z"))
                    .infer(TraceLog.of(List.of(trace(0, full, "a")))))
        .hasMessageContaining("\"z\" is in no menu");
    assertThatThrownBy(() -> ConditionalLogit.of(OPTIONS).fit(travelMode()).iiaTest("car"))
        .hasMessageContaining("base of the constants");
    assertThatThrownBy(
            () -> ChoiceData.of(List.of("x"), 2, new double[] {1, Double.NaN}, new int[1]))
        .hasMessageContaining("choice 0 expects a finite feature \"x\" of alternative 1");
  }

  private static TraceLog always(
      int rounds, java.util.function.IntFunction<double[]> values, String choice) {
    return TraceLog.of(
        Stream.iterate(0, i -> i + 1)
            .limit(10L * rounds)
            .map(
                i ->
                    trace(
                        i, new Menu(List.of("a", "b"), List.of("x", "y"), values.apply(i)), choice))
            .toList());
  }

  private static Trace trace(int id, Menu menu, String choice) {
    return new Trace(
        Integer.toString(id), List.of(new Step("s" + id, menu, choice, null)), Map.of());
  }
}
