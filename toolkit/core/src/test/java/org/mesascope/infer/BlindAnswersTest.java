package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** Preferences of which a share is given blindly (Christiano et al. 2017, section 2.2.3). */
class BlindAnswersTest {

  private static final double SHARE = .2;

  /** Raters with five answers each about x and y, weights 2 and −1; some answers blind. */
  private static TraceLog raters(int n, double blind, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Step> steps = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        double[] x = random.doubles(4, -2, 2).toArray();
        double better = 2 * (x[0] - x[2]) - (x[1] - x[3]);
        double p = blind / 2 + (1 - blind) / (1 + Math.exp(-better));
        Menu menu = new Menu(List.of("a", "b"), List.of("x", "y"), x);
        steps.add(new Step("s", menu, random.nextDouble() < p ? "a" : "b", null));
      }
      traces.add(new Trace("rater " + i, steps, Map.of()));
    }
    return TraceLog.of(traces);
  }

  /** Closed form: w/n = ε/2 + (1 − ε) σ(b), and its delta-method error. */
  @Test
  void twoItems() {
    InferredObjective found =
        PreferenceLearning.ofItems("A")
            .withBlindAnswers(.1)
            .infer(List.of(Comparison.of("B", "A", 70, 30)));
    double q = (.7 - .05) / .9;
    assertThat(found.parameter("B").value()).isCloseTo(Math.log(q / (1 - q)), within(1e-8));
    double error = Math.sqrt(.7 * .3 / 100) / (.9 * q * (1 - q));
    assertThat(Math.sqrt(found.covariance()[0])).isCloseTo(error, within(1e-8));
    assertThat(found.logLikelihood())
        .isCloseTo(70 * Math.log(.7) + 30 * Math.log(.3), within(1e-9));
    assertThat(found.table().toText()).contains("0.1 answered blindly");
  }

  /** Oracle: central finite differences; and the information where the model is true, by sums. */
  @Test
  void gradientInformationAndScores() {
    ChoiceData.Builder builder = new ChoiceData.Builder(List.of("x", "y"));
    RandomGenerator random = Seed.of(3).random();
    for (int i = 0; i < 12; i++) {
      builder.add(3, random.doubles(6, -2, 2).toArray(), i % 3, i / 4, 1 + i % 2);
    }
    ChoiceData data = builder.build(3);
    BlindLikelihood likelihood = new BlindLikelihood(data, SHARE);
    double[] at = {.7, -1.2};
    double[] gradient = new double[2];
    likelihood.value(at, gradient);
    double[][] scores = likelihood.scores();
    for (int k = 0; k < 2; k++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[k] += 1e-6;
      down[k] -= 1e-6;
      double slope =
          (likelihood.value(up, new double[2]) - likelihood.value(down, new double[2])) / 2e-6;
      assertThat(gradient[k]).isCloseTo(slope, within(1e-7));
      assertThat(scores[0][k] + scores[1][k] + scores[2][k]).isCloseTo(slope, within(1e-7));
    }
    BlindLikelihood hardly = new BlindLikelihood(data, 1e-12);
    LogitLikelihood plain = new LogitLikelihood(data);
    assertThat(hardly.value(at, new double[2]))
        .isCloseTo(plain.value(at, new double[2]), within(1e-9));
    assertThat(hardly.information()).containsExactly(plain.information(), within(1e-9));
  }

  /** Over seeds: taking blindness into account covers the truth, leaving it out does not. */
  @Test
  void blindAnswersFlattenTheScaleUnlessTheyAreAllowedFor() {
    int allowed = 0;
    int ignored = 0;
    int seeds = 60;
    for (int i = 0; i < seeds; i++) {
      TraceLog log = raters(60, SHARE, Seed.of(5).split(i));
      PreferenceLearning plain = PreferenceLearning.ofFeatures();
      allowed += covers(plain.withBlindAnswers(SHARE).infer(log), "x", 2) ? 1 : 0;
      ignored += covers(plain.infer(log), "x", 2) ? 1 : 0;
    }
    // .1 % quantile of a binomial of 60 draws with chance .95
    assertThat(allowed).isGreaterThanOrEqualTo(51);
    assertThat(ignored).isLessThan(20);
  }

  /** Held-out likelihood over seeds: each assumption wins where it holds. */
  @Test
  void crossValidationComparesAssumptions() {
    double noisy = 0;
    double clean = 0;
    for (int i = 0; i < 12; i++) {
      Seed seed = Seed.of(6).split(i);
      noisy += gain(raters(60, SHARE, seed), seed);
      clean += gain(raters(60, 0, seed), seed);
    }
    assertThat(noisy).isGreaterThan(10);
    assertThat(clean).isLessThan(-10);
  }

  private static double gain(TraceLog log, Seed seed) {
    PreferenceLearning plain = PreferenceLearning.ofFeatures();
    CrossValidation held = plain.crossValidate(log, 5, seed.split("folds"));
    assertThat(held.n()).isEqualTo(300);
    assertThat(held.equalShares()).isCloseTo(-300 * Math.log(2), within(1e-9));
    return plain.withBlindAnswers(SHARE).crossValidate(log, 5, seed.split("folds")).logLikelihood()
        - held.logLikelihood();
  }

  /** A share of losses that blindness explains alone bounds a strength no better than none. */
  @Test
  void fewExceptionsBoundNothing() {
    List<Comparison> games = List.of(Comparison.of("B", "A", 97, 3));
    assertThat(PreferenceLearning.ofItems("A").infer(games).identified("B")).isTrue();
    InferredObjective found = PreferenceLearning.ofItems("A").withBlindAnswers(.1).infer(games);
    assertThat(found.identified("B")).isFalse();
    assertThat(found.identifiability().summary()).contains("than blind answers explain");
    assertThat(found.table().toText()).contains("not identifiable");
  }

  @Test
  void crossValidationOfItemsAndItsErrors() {
    List<Trace> traces = new ArrayList<>();
    String[] answers = {"A", "B", "A", "A", "tie", "B", "A", "C", "C", "B", "tie", "C"};
    String[][] pairs = {{"A", "B"}, {"B", "A"}, {"A", "C"}, {"A", "B"}, {"B", "C"}, {"B", "C"}};
    for (int i = 0; i < 12; i++) {
      String[] pair = pairs[i % 6];
      String answer = List.of(pair).contains(answers[i]) ? answers[i] : "tie";
      Menu menu = Menu.of(List.of(pair[0], pair[1], "tie"));
      traces.add(new Trace("t" + i, List.of(new Step("s", menu, answer, null)), Map.of()));
    }
    TraceLog log = TraceLog.of(traces);
    PreferenceLearning items = PreferenceLearning.ofItems("A").withTies("tie");
    CrossValidation held = items.crossValidate(log, 4, Seed.of(1));
    assertThat(held.n()).isEqualTo(12);
    assertThat(held.equalShares()).isCloseTo(-12 * Math.log(3), within(1e-9));
    assertThat(items.crossValidate(log, 4, Seed.of(1))).isEqualTo(held);
    assertThatThrownBy(() -> items.crossValidate(log, 13, Seed.of(1)))
        .hasMessageContaining("folds expect a number from 2 to 12");
    assertThatThrownBy(() -> items.crossValidate(TraceLog.of(List.of()), 2, Seed.of(1)))
        .hasMessageContaining("at least one comparison");
    assertThatThrownBy(() -> items.withBlindAnswers(1)).hasMessageContaining("below 1, got 1");
    assertThatThrownBy(() -> items.withBlindAnswers(Double.NaN)).hasMessageContaining("got NaN");
  }

  @Test
  void contractAndRecovery() {
    TraceLog log = raters(60, SHARE, Seed.of(8));
    PreferenceLearning blind = PreferenceLearning.ofFeatures().withBlindAnswers(SHARE);
    ObjectiveInferenceContract.check(blind, log);
    ObjectiveInferenceContract.check(blind.withErrors(StandardErrors.CLUSTERED), log);
    Recovery recovery = blind.recovery(log, "x", Seed.of(9)).withRepetitions(20);
    Interval own = Objects.requireNonNull(blind.infer(log).parameter("x").interval());
    assertThat(recovery.at(60).width()).isCloseTo(own.width(), within(.25 * own.width()));
    assertThat(recovery.at(240).width() / recovery.at(960).width()).isCloseTo(2, within(.25));
    assertThat(recovery.at(240).coverage()).isGreaterThan(.7);
  }

  private static boolean covers(InferredObjective found, String name, double truth) {
    return Objects.requireNonNull(found.parameter(name).interval()).contains(truth);
  }
}
