package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mesascope.optimizer.Baseline;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;

/** Rules whose truth is known: what each is made of is the oracle. */
class UpdateRuleTest {

  private static final Quadratics FAMILY = Quadratics.random(10);
  private static final UpdateRuleReader READER =
      UpdateRuleReader.with(UpdateRuleOptions.defaults().withProblems(64).withSteps(80));

  private static UpdateRule read(Optimizer optimizer) {
    return READER.read(optimizer, FAMILY, Seed.of(3));
  }

  private static Interval interval(Estimate estimate) {
    Interval interval = estimate.interval();
    assertThat(interval).isNotNull();
    return interval == null ? new Interval(0, 0, .5) : interval;
  }

  /** θ ← θ − η g: lags (−η, 0, 0, …), power 1, no preconditioning, no schedule, no drift. */
  @Test
  void gradientDescent() {
    UpdateRule rule = read(Baseline.sgd(.015));
    assertThat(rule.lagsTold().identified()).isTrue();
    assertThat(rule.lags().get(0).value()).isCloseTo(-.015, within(1e-5));
    for (Estimate later : rule.lags().subList(1, 8)) {
      assertThat(later.value()).isCloseTo(0, within(1e-5));
    }
    assertThat(rule.memory().value()).isLessThan(.005);
    assertThat(rule.saturation().value()).isCloseTo(1, within(1e-5));
    assertThat(rule.preconditioning().value()).isCloseTo(0, within(1e-5));
    assertThat(rule.change().value()).isCloseTo(1, within(1e-4));
    assertThat(rule.gain()).hasSize(80);
    assertThat(rule.gain()).allSatisfy(g -> assertThat(g.size().value()).isBetween(.0149, .0151));
    assertThat(rule.heldChange()).isCloseTo(1, within(1e-6));
    assertThat(rule.drift().distance()).isZero();
    assertThat(rule.nearest().name()).isEqualTo("SGD");
    assertThat(rule.nearest().rate()).isCloseTo(.015, within(1e-5));
    assertThat(rule.verdict()).startsWith("updates as SGD makes them: 1.000");
  }

  /** m ← μ m + g: lags −η μᵏ as far as they reach; a gradient that stays grows to 1/(1 − μ). */
  @Test
  void heavyBall() {
    UpdateRule rule =
        UpdateRuleReader.with(READER.options().withLags(10))
            .read(Baseline.momentum(.018, .3), FAMILY, Seed.of(3));
    assertThat(rule.lagsTold().identified()).isTrue();
    for (int k = 0; k < 6; k++) {
      assertThat(rule.lags().get(k).value())
          .as("lag %d", k)
          .isCloseTo(-.018 * Math.pow(.3, k), within(4e-4));
    }
    assertThat(rule.memory().value()).isCloseTo(.3, within(.05));
    assertThat(rule.heldChange()).isCloseTo(1 / .7, within(1e-5));
    assertThat(rule.saturation().value()).isCloseTo(1, within(1e-5));
    assertThat(rule.nearest().described()).isEqualTo("momentum (decay 0.3)");
    assertThat(rule.nearest().rate()).isCloseTo(.018, within(1e-4));
  }

  /** Adam's first step is η whatever the gradient; a gradient that stays is stepped alike. */
  @Test
  void adam() {
    UpdateRule rule = read(Baseline.adam(.2, .99));
    assertThat(rule.saturation().value()).isCloseTo(0, within(1e-4));
    for (double downhill : rule.first().downhill()) {
      assertThat(downhill).isCloseTo(.2, within(1e-4));
    }
    for (double downhill : rule.held().downhill()) {
      assertThat(downhill).isCloseTo(.2, within(1e-4));
    }
    assertThat(rule.preconditioning().value()).isGreaterThan(.7);
    assertThat(rule.nearest().described()).isEqualTo("Adam (β₁ 0.9, β₂ 0.99)");
    assertThat(rule.nearest().rate()).isCloseTo(.2, within(1e-4));
    assertThat(rule.rival("SGD").heldOut().value()).isLessThan(.5);
    assertThat(rule.drift().distance()).isZero();
  }

  /** RMSprop without bias correction starts ten times too long at decay .99, and shortens. */
  @Test
  void rmsProp() {
    UpdateRule rule = read(Baseline.rmsProp(.03));
    assertThat(rule.nearest().described()).isEqualTo("RMSprop (decay 0.99)");
    assertThat(rule.first().downhill()[12]).isCloseTo(.3, within(1e-4));
    double v = 1 - Math.pow(.99, 80);
    assertThat(rule.heldChange()).isCloseTo(.1 / Math.sqrt(v), within(1e-4));
  }

  @Test
  void signDescent() {
    UpdateRule rule = read(new Signs(.05, 0));
    assertThat(rule.saturation().value()).isCloseTo(0, within(1e-6));
    assertThat(rule.nearest().name()).isEqualTo("sign descent");
    assertThat(rule.preconditioning().value()).isGreaterThan(.8);
  }

  /** A rule that no rival is made like: steps of random signs are not explained, and it drifts. */
  @Test
  void noneOfThese() {
    UpdateRule rule = read(new Signs(.05, 1));
    assertThat(rule.described()).isFalse();
    assertThat(rule.verdict()).startsWith("none of these");
    assertThat(rule.nearest().heldOut().value()).isLessThan(.2);
    assertThat(rule.drift().distance()).isCloseTo(.05 * Math.sqrt(10) * Math.sqrt(80), within(.6));
    assertThat(rule.table().toText()).contains("moves on where nothing asks it to");
  }

  /**
   * In one problem of one dimension gradient descent shrinks the gradient by the same factor at
   * every step: which lag it weighs cannot be told, and no number is shown.
   */
  @Test
  void collinearLagsAreNotIdentifiable() {
    UpdateRule rule = READER.read(Baseline.sgd(.01), Quadratics.ofCondition(3, 1), Seed.of(1));
    assertThat(rule.lagsTold().identified()).isFalse();
    assertThat(rule.lagsTold().rank()).isEqualTo(1);
    assertThat(interval(rule.lags().get(0)).low()).isInfinite();
    assertThat(rule.table().toText()).contains("not identifiable", "1 of 8 directions");
    assertThat(rule.nearest().name()).isEqualTo("SGD");
  }

  /** Over seeds, the interval of SGD's held-out share is at 1, that of a wrong rule below .9. */
  @Test
  void intervalsOverSeeds() {
    for (int seed = 0; seed < 5; seed++) {
      UpdateRule rule = READER.read(Baseline.adam(.2, .99), FAMILY, Seed.of(seed));
      assertThat(interval(rule.rival("Adam").heldOut()).low()).isGreaterThan(.999);
      assertThat(interval(rule.rival("momentum").heldOut()).high()).isLessThan(.9);
      assertThat(interval(rule.rival("RMSprop").heldOut()).high()).isLessThan(.9);
    }
  }

  @Test
  void tablesAndFiguresOfAReading() {
    UpdateRule rule = read(Baseline.sgd(.015));
    assertThat(rule.toMimeBundle()).isNotNull();
    assertThat(rule.table().toText()).doesNotContain("NaN").contains("about proportional");
    assertThat(rule.rivalTable().rows()).hasSize(10);
    assertThat(rule.figure().toMimeBundle()).isNotNull();
    assertThat(rule.schedule().toMimeBundle()).isNotNull();
    assertThat(rule.toString()).isEqualTo(read(Baseline.sgd(.015)).toString());
    assertThatThrownBy(() -> rule.rival("Newton")).hasMessageContaining("no rival \"Newton\"");
  }

  @Test
  void badInputAndInterruption() {
    UpdateRuleOptions options = UpdateRuleOptions.defaults();
    assertThatThrownBy(() -> options.withProblems(3)).hasMessageContaining("at least 4 problems");
    assertThatThrownBy(() -> options.withLags(51)).hasMessageContaining("1 to 50 lags, got 51");
    assertThatThrownBy(() -> options.withEnough(1)).hasMessageContaining("lie in (0, 1)");
    assertThatThrownBy(() -> options.withLevel(0)).hasMessageContaining("lie in (0, 1)");
    assertThatThrownBy(() -> read(Baseline.sgd(1e8))).hasMessageContaining("0 of 64");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> read(Baseline.sgd(.015))).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** Steps of one size, with the gradient's sign or one drawn at random. */
  private record Signs(double rate, double noise) implements Optimizer {

    @Override
    public String name() {
      return "signs";
    }

    @Override
    public Run start(int dimension, int batch) {
      var random = Seed.of(9).random();
      return (parameters, loss, gradient) -> {
        for (int i = 0; i < parameters.length; i++) {
          double sign = noise > 0 ? (random.nextBoolean() ? 1 : -1) : Math.signum(gradient[i]);
          parameters[i] -= (float) (rate * sign);
        }
      };
    }
  }
}
