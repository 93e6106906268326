package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.incontext.FittedRival.Lineage;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

class AttributionTest {

  private static final int D = 4;
  private static final RegressionPrompts TRAINING =
      new RegressionPrompts(InputLaw.Gaussian.standard(D), new WeightLaw.Gaussian(1), 8, .1);
  private static final AttributionOptions SMALL =
      AttributionOptions.defaults().withPrompts(200).withFitPrompts(100);
  private static final Attribution ATTRIBUTION = Attribution.of(TRAINING).withOptions(SMALL);

  private static double[][] skew() {
    return new double[][] {{.9, .2, 0, 0}, {-.1, .3, 0, 0}, {0, 0, .6, .3}, {.1, 0, 0, .2}};
  }

  /** Each algorithm, computed in another way than its rival is. */
  static Stream<Arguments> constructed() {
    return Stream.of(
        Arguments.of("GD", Constructions.descent(D, 0, .5), Map.of("η", .5)),
        Arguments.of(
            "2 steps of GD", Constructions.descent(D, 0, .3, .8), Map.of("η1", .3, "η2", .8)),
        Arguments.of("2 steps of GD++", Constructions.descent(D, .2, .3, .5), Map.of("γ", .2)),
        Arguments.of("preconditioned GD", Constructions.preconditioned(skew()), Map.of()),
        Arguments.of("ridge", Constructions.kernelRidge(1.5), Map.of("λ", 1.5)),
        Arguments.of("least squares", Constructions.pseudoInverse(), Map.of()),
        Arguments.of(
            "online least squares", Constructions.weighedRidge(1.5, .7), Map.of("λ", 1.5, "γ", .7)),
        Arguments.of("online GD", Constructions.unrolledPass(.15), Map.of("η", .15)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("constructed")
  void positiveControlsAreAttributed(String family, LearningRule rule, Map<String, Double> fitted) {
    AttributionReport report = ATTRIBUTION.attribute(rule.named("constructed"), Seed.of(1));
    assertThat(report.named()).as(report.verdict()).containsExactly(family);
    assertThat(report.nearest().shares().get(0).value()).isLessThan(1e-4);
    fitted.forEach(
        (name, value) ->
            assertThat(report.match(family).rival().parameters().get(name))
                .as(name)
                .isCloseTo(value, within(1e-3)));
    assertThat(report.controls()).allMatch(AttributionControl::passed).hasSizeGreaterThan(3);
    assertThat(report.verdict()).contains("Consistent with " + family).contains("interventions");
    assertThat(report.toMimeBundle().text()).contains("evidence: counterfactual");
  }

  /** The nearest neighbour and the null predictor have nothing to fit. */
  @Test
  void whatHasNoSensitivityIsAttributedToo() {
    assertThat(named(new SoftNeighbour("sharp", 1e5))).containsExactly("nearest neighbour");
    assertThat(named(Rivals.fixed(0, 0, 0, 0))).containsExactly("null predictor");
  }

  @Test
  void aMemoriserOfItsPoolIsAttributed() {
    List<double[]> pool = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double[] w = new double[D];
      new WeightLaw.Gaussian(1).draw(Seed.of(i).random(), D, w, 0);
      pool.add(w);
    }
    AttributionReport report =
        Attribution.of(
                new RegressionPrompts(
                    InputLaw.Gaussian.standard(D), new WeightLaw.Pool(pool), 3, .5))
            .withOptions(SMALL)
            .attribute(Constructions.sequentialPosterior(pool, .5).named("posterior"), Seed.of(1));
    assertThat(report.named()).containsExactly("memoriser of 6");
    assertThat(report.match("memoriser of 6").rival().parameters().get("σ"))
        .isCloseTo(.5, within(1e-3));
  }

  static Stream<InContextModel> impostors() {
    return Stream.of(
        Constructions.untrained(D, Seed.of(3)).named("untrained"),
        Rivals.fixed(1, -1, .5, 2),
        new SoftNeighbour("soft", 1),
        saturating());
  }

  @ParameterizedTest
  @MethodSource("impostors")
  void negativeControlsAreNoneOfThese(InContextModel model) {
    AttributionReport report = ATTRIBUTION.attribute(model, Seed.of(1));
    assertThat(report.named()).isEmpty();
    assertThat(report.withheld()).isFalse();
    assertThat(report.verdict()).startsWith("None of these");
  }

  /** A step of gradient descent that bends where training's prompts hardly ever are. */
  private static InContextModel saturating() {
    InContextModel step = Rivals.gradientDescent(.5);
    return new InContextModel() {
      @Override
      public String name() {
        return "saturating";
      }

      @Override
      public double[] predict(Prompts prompts) {
        double[] y = step.predict(prompts);
        for (int p = 0; p < y.length; p++) {
          y[p] = 6 * Math.tanh(y[p] / 6);
        }
        return y;
      }

      @Override
      public double[] sensitivity(Prompts prompts) {
        double[] y = step.predict(prompts);
        double[] w = step.sensitivity(prompts);
        for (int i = 0; i < w.length; i++) {
          w[i] /= Math.pow(Math.cosh(y[i / D] / 6), 2);
        }
        return w;
      }

      @Override
      public String expressivity() {
        return "a step whose size is bounded";
      }
    };
  }

  /** In distribution it is gradient descent; its cosine stays 1 where it fails. */
  @Test
  void onlyShiftedPromptsShowASaturatingModel() {
    AttributionReport within = ATTRIBUTION.withShifts().attribute(saturating(), Seed.of(1));
    assertThat(within.named()).containsExactly("GD");
    assertThat(within.evidence()).isEqualTo("behaviour");
    assertThat(within.verdict())
        .contains("training prompts alone")
        .contains("Of its form: a step whose size is bounded.");
    RivalMatch beyond = ATTRIBUTION.attribute(saturating(), Seed.of(1)).match("GD");
    assertThat(beyond.worst()).isEqualTo(1);
    assertThat(beyond.shares().get(1).value()).isGreaterThan(.2);
    ModelDistance scaled = beyond.distances().get(1);
    assertThat(scaled.cosine()).isNotNull();
    assertThat(scaled.cosine().value()).isCloseTo(1, within(1e-9));
  }

  /** Twice the rate is gradient descent of that rate: the fitted rate says so. */
  @Test
  void fittedRatesAreShown() {
    AttributionReport report = ATTRIBUTION.attribute(Rivals.gradientDescent(1.2), Seed.of(1));
    assertThat(report.table().toText()).contains("η = 1.2");
    assertThat(report.controls())
        .anyMatch(control -> control.name().contains("2.4") && !control.positive());
  }

  @Test
  void rivalsThatCannotBeToldApartAreASet() {
    RivalFamily twin =
        RivalFamily.family(
            "twin",
            1,
            (prompts, predictions) -> {
              FittedRival own = RivalFamily.ridge().fit(prompts, predictions);
              return new FittedRival(
                  "twin", Lineage.RIDGE, own.parameters(), 1, own.model(), own.constructed(), null);
            });
    AttributionReport report =
        ATTRIBUTION
            .withRivals(
                List.of(
                    RivalFamily.ridge(),
                    twin,
                    RivalFamily.gradientDescent(1),
                    RivalFamily.nothing(),
                    RivalFamily.nearestNeighbour()))
            .attribute(Rivals.ridge(2), Seed.of(1));
    assertThat(report.named()).containsExactly("ridge", "twin");
    assertThat(report.verdict()).contains("which these prompts do not tell apart");
  }

  /** A rival whose other computation is another algorithm cannot carry a verdict. */
  @Test
  void failedControlsWithholdTheVerdict() {
    List<RivalFamily> rivals = new ArrayList<>(RivalFamily.standard(TRAINING));
    rivals.set(
        5,
        RivalFamily.family(
            "ridge",
            1,
            (prompts, predictions) -> {
              FittedRival own = RivalFamily.ridge().fit(prompts, predictions);
              return new FittedRival(
                  "ridge",
                  Lineage.RIDGE,
                  own.parameters(),
                  1,
                  own.model(),
                  Rivals.gradientDescent(.3),
                  null);
            }));
    AttributionReport report =
        ATTRIBUTION.withRivals(rivals).attribute(Rivals.ridge(2), Seed.of(1));
    assertThat(report.candidates()).containsExactly("ridge");
    assertThat(report.named()).isEmpty();
    assertThat(report.verdict()).startsWith("No verdict: controls failed");
    assertThat(report.table().title()).contains("verdict withheld");
  }

  /** Shen et al. (2023): gradient descent does not see the order, an online learner does. */
  @Test
  void orderIsTested() {
    AttributionReport online = ATTRIBUTION.attribute(Rivals.onlineGradientDescent(.2), Seed.of(1));
    assertThat(online.orderSensitive()).isTrue();
    assertThat(online.table().toText()).contains("depends on their order");
    assertThat(online.match("ridge").orderEffect().value()).isLessThan(1e-12);
    AttributionReport batch = ATTRIBUTION.attribute(Rivals.gradientDescent(.3), Seed.of(1));
    assertThat(batch.orderSensitive()).isFalse();
    assertThat(batch.table().toText()).contains("does not depend on their order");
  }

  @Test
  void sameSeedSameReport() {
    AttributionReport once = ATTRIBUTION.attribute(saturating(), Seed.of(4));
    AttributionReport again = ATTRIBUTION.attribute(saturating(), Seed.of(4));
    assertThat(again.distanceTable().toCsv()).isEqualTo(once.distanceTable().toCsv());
  }

  @Test
  void figureAndTablesShowEveryRival() {
    AttributionReport report = ATTRIBUTION.attribute(Rivals.ridge(2), Seed.of(1));
    assertThat(report.figure().data().rows()).hasSize(60);
    assertThat(report.distanceTable().rows()).hasSize(60);
    assertThat(report.controlTable().rows()).hasSize(report.controls().size());
  }

  /** A model that diverges on a shift as its own rival does is still that rival's. */
  @Test
  void aLayerOffItsConstructionByOnePercentIsAttributedWhereItDiverges() {
    LinearSelfAttention exact =
        LinearSelfAttention.constructedCurvedDescent(
            D, new double[] {.9, .9}, new double[] {.25, .25});
    double[] weights = exact.weights();
    var random = Seed.of(6).random();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= 1 + .01 * random.nextGaussian();
    }
    AttributionReport report =
        ATTRIBUTION.attribute(new LinearSelfAttention("off", exact.shape(), weights), Seed.of(1));
    assertThat(report.named()).as(report.verdict()).containsExactly("2 steps of GD++");
    assertThat(report.verdict()).contains("2 layers of linear self-attention are a polynomial");
  }

  /** Oracle: E|w · x| = 2 E‖w‖ √(2/π) = 3.0 at twice the inputs, where descent diverges. */
  @Test
  void divergingRivalsDoNotWidenTheTolerance() {
    AttributionReport report = ATTRIBUTION.attribute(Rivals.ridge(2), Seed.of(1));
    assertThat(report.conditions().get(1)).isEqualTo("inputs × 2");
    assertThat(report.yardsticks()[1]).isLessThan(3.6);
    assertThat(report.match("null predictor").shares().get(1).value()).isGreaterThan(.8);
  }

  @Test
  void oneLayerSaysWhatItsAgreementIsWorth() {
    AttributionReport report =
        ATTRIBUTION.attribute(LinearSelfAttention.constructedGradientDescent(skew()), Seed.of(1));
    assertThat(report.named()).containsExactly("preconditioned GD");
    assertThat(report.verdict()).contains("validates the comparison");
  }

  @Test
  void promptsLongerThanTheModelTakesAreLeftOut() {
    AttributionReport report = ATTRIBUTION.attribute(bounded(8), Seed.of(1));
    assertThat(report.conditions()).contains("4 examples").doesNotContain("16 examples");
    assertThat(report.leftOut()).containsExactly("16 examples");
    assertThat(report.table().toText()).contains("longer than the model takes: 16 examples");
    assertThatThrownBy(() -> ATTRIBUTION.attribute(bounded(4), Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 4 examples, training's prompts have 8");
  }

  private static InContextModel bounded(int longest) {
    InContextModel ridge = Rivals.ridge(2);
    return new InContextModel() {
      @Override
      public String name() {
        return "bounded";
      }

      @Override
      public double[] predict(Prompts prompts) {
        assertThat(prompts.context()).isLessThanOrEqualTo(longest);
        return ridge.predict(prompts);
      }

      @Override
      public double[] sensitivity(Prompts prompts) {
        return ridge.sensitivity(prompts);
      }

      @Override
      public int longestContext() {
        return longest;
      }
    };
  }

  @Test
  void refusesWhatItCannotCompare() {
    InContextModel broken =
        ((LearningRule)
                examples -> {
                  double[] w = new double[D];
                  w[0] = examples.inputs()[0] > 3 ? Double.NaN : 0;
                  return w;
                })
            .named("broken");
    assertThatThrownBy(() -> ATTRIBUTION.attribute(broken, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN")
        .hasMessageContaining("inputs × 2");
    assertThatThrownBy(() -> ATTRIBUTION.attribute(Rivals.fixed(1, 2), Seed.of(1)))
        .hasMessageContaining("4 dimensions");
    assertThatThrownBy(() -> ATTRIBUTION.withRivals(List.of(RivalFamily.ridge())))
        .hasMessageContaining("at least three rivals");
    RegressionPrompts other =
        new RegressionPrompts(InputLaw.Gaussian.standard(2), new WeightLaw.Gaussian(1), 8, .1);
    assertThatThrownBy(() -> ATTRIBUTION.withShifts(new PromptCondition("wide", other)))
        .hasMessageContaining("expects inputs of 4 dimensions");
    assertThatThrownBy(() -> AttributionOptions.defaults().withTolerance(0))
        .hasMessageContaining("tolerance");
  }

  private static List<String> named(InContextModel model) {
    return ATTRIBUTION.attribute(model, Seed.of(1)).named();
  }
}
