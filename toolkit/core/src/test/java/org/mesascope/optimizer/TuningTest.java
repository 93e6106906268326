package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;

class TuningTest {

  private static final Seed SEED = Seed.of(21);
  private static final TuningOptions OPTIONS = TuningOptions.defaults().withProblems(256);

  /** On f = (θ − y)² a rate of .5 jumps to the minimum; every other takes more than one step. */
  @Test
  void findsTheKnownBest() {
    TuningOptions options =
        OPTIONS.withRates(List.of(.1, .3, .5, .7, .9)).withSteps(1).withMomenta(List.of(0., .5));
    Quadratics family = Quadratics.ofCondition(1, 1);
    Tuning tuned = Tuning.rate(Baseline::sgd, family, options, SEED);
    assertThat(tuned.best()).isEqualTo(Baseline.sgd(.5));
    assertThat(tuned.warnings()).isEmpty();
    assertThat(tuned.trials()).hasSize(5);
    assertThat(tuned.table().rows()).hasSize(5);
    Tuning both = Tuning.rateAndMomentum(Baseline::momentum, family, options.withSteps(3), SEED);
    assertThat(both.best()).isEqualTo(Baseline.momentum(.5, 0));
    assertThat(both.trials()).hasSize(10);
  }

  @Test
  void warnsAtTheEdge() {
    Tuning tuned =
        Tuning.rate(
            Baseline::adam, Quadratics.random(10), OPTIONS.withRates(List.of(1e-4, 1e-3)), SEED);
    assertThat(tuned.warnings()).hasSize(1);
    assertThat(tuned.table().toText()).contains("lies on the edge of the grid");
  }

  /** Tuned on the default grid, none may be weaker on quadratics than PyTorch's, tuned. */
  @Test
  void tunedBaselinesAreNotWeak() {
    Quadratics family = Quadratics.random(10);
    Tuning adam = Tuning.rate(rate -> Baseline.adam(rate, .99), family, OPTIONS, SEED);
    assertThat(adam.best()).isInstanceOf(Baseline.Adam.class);
    assertBest(adam, .0131);
    assertBest(Tuning.rate(Baseline::rmsProp, family, OPTIONS, SEED), .274);
    assertBest(Tuning.rate(Baseline::sgd, family, OPTIONS, SEED), .400);
    TuningOptions momenta =
        OPTIONS.withMomenta(List.of(.9, .95)).withRates(List.of(.01, .0178, .03));
    assertBest(Tuning.rateAndMomentum(Baseline::momentum, family, momenta, SEED), .0439);
    assertBest(Tuning.rateAndMomentum(Baseline::nesterov, family, momenta, SEED), .0212);
  }

  /** Evaluated on seeds of its own, by no more than sampling allows above the other's median. */
  private static void assertBest(Tuning tuned, double expected) {
    float[] losses =
        Unroll.of(tuned.best(), Quadratics.random(10).batch(512, Seed.of(22)), 100).lossesAt(100);
    float[] sorted = losses.clone();
    Arrays.sort(sorted);
    double reach = 4 * Math.sqrt(.25 / 512 + .25 / 1024);
    assertThat((double) sorted[(int) (512 * (.5 - reach))])
        .as(tuned.best().name())
        .isLessThan(expected);
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> OPTIONS.withRates(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> OPTIONS.withRates(List.of(1., .1))).hasMessageContaining("ascending");
    assertThatThrownBy(() -> OPTIONS.withRates(List.of(Double.NaN))).hasMessageContaining("finite");
    assertThatThrownBy(() -> OPTIONS.withMomenta(List.of(1.))).hasMessageContaining("[0, 1)");
    assertThatThrownBy(() -> OPTIONS.withSteps(0)).hasMessageContaining("1 step");
    assertThatThrownBy(
            () ->
                Tuning.rate(
                    Baseline::sgd,
                    Quadratics.random(10),
                    OPTIONS.withRates(List.of(100., 1000.)),
                    SEED))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("try smaller rates");
  }
}
