package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.align.AlignmentReport;
import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.LearningRule;
import org.mesascope.incontext.PromptTraces;
import org.mesascope.incontext.Rivals;
import org.mesascope.infer.ImplicitLossOptions.Shape;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionLoss;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Corridor;

class ImplicitLossTest {

  private static final RegressionPrompts SETTING =
      new RegressionPrompts(InputLaw.Gaussian.standard(3), new WeightLaw.Gaussian(1), 5, .3);
  private static final ImplicitLossOptions RIDGE = ImplicitLossOptions.defaults();

  private static TraceLog log(InContextModel model, int count, int seed) {
    return PromptTraces.rollOut(model, SETTING, count, Seed.of(seed));
  }

  /** A learner whose answers are off by independent noise. */
  private static TraceLog noisy(InContextModel model, double noise, int count, int seed) {
    Prompts prompts = SETTING.sample(count, Seed.of(seed).split("prompts"));
    double[] clean = model.predict(prompts);
    RandomGenerator random = Seed.of(seed).split("answers").random();
    for (int p = 0; p < clean.length; p++) {
      clean[p] += noise * random.nextGaussian();
    }
    InContextModel answers =
        new InContextModel() {
          @Override
          public String name() {
            return "noisy";
          }

          @Override
          public double[] predict(Prompts asked) {
            return clean;
          }

          @Override
          public double[] sensitivity(Prompts asked) {
            return model.sensitivity(asked);
          }
        };
    return PromptTraces.of(answers, prompts, Map.of());
  }

  private static InContextModel learner(RegressionLoss loss) {
    LearningRule rule = examples -> loss.minimiser(examples.inputs(), examples.labels());
    return rule.named(loss.name());
  }

  private static Interval interval(InferredObjective found, String parameter) {
    return Objects.requireNonNull(found.parameter(parameter).interval());
  }

  @Test
  void aPlantedRidgeIsFoundAndBeatsItsRivals() {
    InferredObjective found = ImplicitLoss.of(RIDGE).infer(log(Rivals.ridge(1.7), 80, 1));
    assertThat(found.parameter("λ").value()).isCloseTo(1.7, within(1e-6));
    assertThat(interval(found, "λ").contains(1.7)).isTrue();
    assertThat(interval(found, "λ").width()).isLessThan(.02);
    assertThat(found.identified("λ")).isTrue();
    assertThat(found.beatsRivals()).isTrue();
    assertThat(found.evidence()).isEqualTo(Evidence.BEHAVIOUR);
    RegressionLoss loss = (RegressionLoss) found.objective();
    assertThat(loss.penalty()[1][1]).isCloseTo(1.7, within(1e-6));
    assertThat(loss.penalty()[0][1]).isZero();
  }

  /** 95 % intervals over 300 logs of 60 noisy answers: at 3 standard errors, 91 to 99 %. */
  @Test
  void intervalsOfARidgeCover() {
    int held = 0;
    for (int seed = 0; seed < 300; seed++) {
      InferredObjective found =
          ImplicitLoss.of(RIDGE).infer(noisy(Rivals.ridge(1.7), .2, 60, seed));
      held += interval(found, "λ").contains(1.7) ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(.91, .99);
  }

  /** The same for a step's preconditioner: each of six entries over 100 logs. */
  @Test
  void intervalsOfAPreconditionerCover() {
    double[][] a = {{.5, .1, 0}, {.1, .3, -.1}, {0, -.1, .8}};
    ImplicitLossOptions step = RIDGE.withGradientStep().withShape(Shape.FULL);
    int held = 0;
    for (int seed = 0; seed < 100; seed++) {
      InferredObjective found =
          ImplicitLoss.of(step).infer(noisy(Rivals.preconditioned(a), .2, 60, seed));
      for (int k = 0; k < 3; k++) {
        for (int l = k; l < 3; l++) {
          String name = "A%d,%d".formatted(k + 1, l + 1);
          held += interval(found, name).contains(a[k][l]) ? 1 : 0;
        }
      }
    }
    assertThat(held / 600.0).isBetween(.91, .99);
  }

  @Test
  void aStepIsFoundAndARidgeIsNot() {
    TraceLog log = log(Rivals.gradientDescent(.4), 80, 2);
    InferredObjective step = ImplicitLoss.of(RIDGE.withGradientStep()).infer(log);
    assertThat(step.parameter("η").value()).isCloseTo(.4, within(1e-6));
    assertThat(step.beatsRivals()).isTrue();
    InferredObjective ridge = ImplicitLoss.of(RIDGE).infer(log);
    assertThat(ridge.beatsRivals()).isFalse();
    assertThat(ridge.verdict()).contains("one gradient step");
    double[][] penalty = ((RegressionLoss) step.objective()).penalty();
    assertThat(penalty[2][2]).isCloseTo(1 / .4, within(1e-5));
  }

  @Test
  void aPriorsShapeAndMeanAreFound() {
    double[][] penalty = {{2, .5, 0}, {.5, 1, -.2}, {0, -.2, .7}};
    double[] mean = {1, -1, .5};
    RegressionLoss planted = new RegressionLoss("prior", RegressionLoss.Fit.SQUARES, mean, penalty);
    InferredObjective found =
        ImplicitLoss.of(RIDGE.withShape(Shape.FULL).withMean())
            .infer(log(learner(planted), 150, 3));
    assertThat(found.parameter("Λ1,2").value()).isCloseTo(.5, within(1e-5));
    assertThat(found.parameter("Λ2,3").value()).isCloseTo(-.2, within(1e-5));
    assertThat(found.parameter("μ2").value()).isCloseTo(-1, within(1e-5));
    assertThat(found.identifiability().identified()).isTrue();
    RegressionLoss loss = (RegressionLoss) found.objective();
    assertThat(loss.mean()).containsExactly(mean, within(1e-5));
    assertThat(found.contrast("gap", Map.of("μ1", 1.0, "μ2", -1.0)).value())
        .isCloseTo(2, within(1e-5));
  }

  @Test
  void aDiagonalPriorIsFound() {
    double[][] penalty = {{2, 0, 0}, {0, .4, 0}, {0, 0, 7}};
    RegressionLoss planted =
        new RegressionLoss("prior", RegressionLoss.Fit.SQUARES, new double[3], penalty);
    InferredObjective found =
        ImplicitLoss.of(RIDGE.withShape(Shape.DIAGONAL)).infer(log(learner(planted), 80, 4));
    assertThat(found.parameters().stream().map(Estimate::value).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5 ? 0 : Double.compare(a, b))
        .containsExactly(2.0, .4, 7.0);
  }

  /** Least squares answers the same for every small λ, with fewer examples than dimensions, too. */
  @Test
  void leastSquaresDoesNotTellLambda() {
    RegressionPrompts few =
        new RegressionPrompts(InputLaw.Gaussian.standard(3), new WeightLaw.Gaussian(1), 2, 0);
    for (RegressionPrompts setting : List.of(SETTING, few)) {
      InferredObjective found =
          ImplicitLoss.of(RIDGE)
              .infer(PromptTraces.rollOut(Rivals.leastSquares(), setting, 60, Seed.of(5)));
      assertThat(found.identified("λ")).isFalse();
      assertThat(found.identifiability().summary()).contains("every smaller one fits as well");
      assertThat(found.toMimeBundle().text()).contains("not identifiable");
      assertThat(found.verdict()).contains("\"least squares\"");
    }
  }

  /** Fewer prompts than entries leave some open; so do inputs that stay in a plane. */
  @Test
  void whatPromptsDoNotReachIsNotTold() {
    ImplicitLossOptions full = RIDGE.withShape(Shape.FULL);
    InferredObjective few = ImplicitLoss.of(full).infer(log(Rivals.ridge(1), 4, 6));
    assertThat(few.identifiability().rank()).isLessThanOrEqualTo(4);
    assertThat(few.identifiability().identified()).isFalse();
    Prompts flat = SETTING.sample(60, Seed.of(7));
    for (int i = 2; i < flat.inputs().length; i += 3) {
      flat.inputs()[i] = 0;
    }
    for (int i = 2; i < flat.queries().length; i += 3) {
      flat.queries()[i] = 0;
    }
    InferredObjective plane =
        ImplicitLoss.of(RIDGE.withShape(Shape.DIAGONAL))
            .infer(PromptTraces.of(Rivals.ridge(1), flat, Map.of()));
    assertThat(plane.identified("λ3")).isFalse();
    assertThat(plane.identified("λ1")).isTrue();
    assertThat(plane.parameter("λ1").value()).isCloseTo(1, within(1e-5));
  }

  static Stream<ImplicitLossOptions> forms() {
    return Stream.of(
        RIDGE,
        RIDGE.withShape(Shape.DIAGONAL).withMean(),
        RIDGE.withShape(Shape.FULL),
        RIDGE.withGradientStep(),
        RIDGE.withGradientStep().withShape(Shape.FULL).withMean());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void keepsTheContract(ImplicitLossOptions options) {
    ObjectiveInferenceContract.check(ImplicitLoss.of(options), noisy(Rivals.ridge(2), .1, 60, 8));
    ObjectiveInferenceContract.check(
        ImplicitLoss.of(options), noisy(Rivals.leastSquares(), .1, 60, 9));
  }

  /** Oracle: central differences of the predictions. */
  @ParameterizedTest
  @MethodSource("forms")
  void derivativesAreThoseOfThePredictions(ImplicitLossOptions options) {
    PromptAnswers data = PromptAnswers.of(log(Rivals.ridge(1), 6, 10));
    LossForm form = new LossForm(options.fit(), options.shape(), options.mean(), 3);
    double[] point = form.start(1.3);
    for (int k = 0; k < point.length; k++) {
      point[k] += .1 * Math.sin(k + 1);
    }
    double[][] jacobian = new double[6][form.size()];
    double[][] unused = new double[6][form.size()];
    form.predict(point, data, jacobian);
    for (int k = 0; k < point.length; k++) {
      double[] up = point.clone();
      double[] down = point.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double[] above = form.predict(up, data, unused);
      double[] below = form.predict(down, data, unused);
      for (int i = 0; i < 6; i++) {
        assertThat(jacobian[i][k]).isCloseTo((above[i] - below[i]) / 2e-5, within(1e-8));
      }
    }
  }

  /** The form's predictions are those of its loss's minimiser. */
  @ParameterizedTest
  @MethodSource("forms")
  void predictionsAreThoseOfTheLoss(ImplicitLossOptions options) {
    TraceLog log = log(Rivals.ridge(1), 6, 10);
    PromptAnswers data = PromptAnswers.of(log);
    LossForm form = new LossForm(options.fit(), options.shape(), options.mean(), 3);
    double[] point = form.start(1.3);
    for (int k = 0; k < point.length; k++) {
      point[k] += .1 * Math.sin(k + 1);
    }
    assertThat(form.predict(point, data, new double[6][form.size()]))
        .containsExactly(data.answers(learner(form.loss(point, "loss"))), within(1e-10));
  }

  @Test
  void refusesWhatItCannotRead() {
    ImplicitLoss method = ImplicitLoss.of(RIDGE);
    TraceLog walk =
        TraceLog.of(
            List.of(new Trace("walk", List.of(new Step("18", null, "down", "23")), Map.of())));
    assertThatThrownBy(() -> method.infer(walk))
        .hasMessageContaining("trace \"walk\", step 1")
        .hasMessageContaining("examples and a query");
    TraceLog mixed =
        TraceLog.of(
            List.of(
                new Trace(
                    "both",
                    List.of(
                        new Step("1=2; 3=?", null, "6", null),
                        new Step("1,2=2; 3,1=?", null, "6", null)),
                    Map.of())));
    assertThatThrownBy(() -> method.infer(mixed))
        .hasMessageContaining("trace \"both\", step 2 expects inputs of 1 dimensions");
    assertThatThrownBy(() -> method.infer(log(Rivals.nothing(), 5, 1)))
        .hasMessageContaining("every prediction is 0");
    assertThatThrownBy(() -> RIDGE.withResolution(0)).hasMessageContaining("resolution");
  }

  @Test
  void anAlignmentReportRefusesALoss() {
    InferredObjective found = ImplicitLoss.of(RIDGE).infer(log(Rivals.ridge(1), 30, 1));
    assertThatThrownBy(() -> AlignmentReport.in(Corridor.of(9)).compare(found))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got the loss over predictions");
  }
}
