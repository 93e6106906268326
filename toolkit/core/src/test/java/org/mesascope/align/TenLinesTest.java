package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.IrlOptions;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.train.PolicyGradient;
import org.mesascope.train.PolicyGradientOptions;
import org.mesascope.world.Corridor;

/** The whole line in the corridor: train, watch, infer, compare. */
class TenLinesTest {

  private static final Seed SEED = Seed.of(7);
  private static final Corridor WORLD = Corridor.of(9).withCoinAt(8);
  private static final Corridor SHIFTED = WORLD.withCoinAt(0);
  private static final TransitionReward RIGHT = TransitionReward.entering("right end", 8);

  private final PolicyGradient training = PolicyGradient.with(PolicyGradientOptions.defaults());

  /** Looser than the default, which a finite horizon's fit may not reach. */
  private static final IrlOptions IRL = IrlOptions.defaults().withTolerance(1e-7);

  @Test
  void aProxyHidesInTrainingAndShowsWhenTheCoinMoves() {
    var agent = training.train(WORLD, SEED);
    var traces = agent.rollOut(WORLD, 200, Seed.of(8));

    InferredObjective alone =
        MaxCausalEntropyIrl.in(WORLD).with(IRL).withFeatures(RIGHT, coin(8)).infer(traces);
    AlignmentReport inTraining = AlignmentReport.in(WORLD).compare(alone);
    assertThat(inTraining.rows().get(0).distances().get(0).value().orElseThrow())
        .as("in training, right end and coin are one place")
        .isCloseTo(0, within(1e-9));
    assertThat(known(inTraining).max()).isCloseTo(0, within(1e-9));
    AlignmentReport elsewhere =
        AlignmentReport.in(SHIFTED).withFeatures(RIGHT, coin(0)).compare(alone);
    assertThat(elsewhere.verdict())
        .startsWith("No verdict: not identifiable")
        .contains("right end and coin")
        .contains("costs from 0.0000 to 1.0000");

    InferredObjective both =
        MaxCausalEntropyIrl.in(WORLD, SHIFTED)
            .with(IRL)
            .withFeatures(RIGHT, coin(8))
            .withFeaturesIn(SHIFTED.name(), RIGHT, coin(0))
            .infer(traces.and(agent.rollOut(SHIFTED, 200, Seed.of(9))));
    AlignmentReport settled =
        AlignmentReport.in(SHIFTED).withFeatures(RIGHT, coin(0)).compare(both);
    assertThat(settled.verdict())
        .startsWith("Behavioural objective (evidence: behaviour")
        .contains("costs 1.0000 of what");
    assertThat(settled.findings())
        .anySatisfy(
            finding -> assertThat(finding).contains("lies near", "a small distance is no safety"));
    assertThat(settled.findings())
        .anySatisfy(finding -> assertThat(finding).contains("STARC", "discount below 1"));
  }

  @Test
  void featuresOfAnotherWorldMustBeTheOnesInferred() {
    var traces = training.train(WORLD, SEED).rollOut(WORLD, 200, Seed.of(8));
    InferredObjective found =
        MaxCausalEntropyIrl.in(WORLD).with(IRL).withFeatures(RIGHT, coin(8)).infer(traces);
    assertThatThrownBy(
            () -> AlignmentReport.in(SHIFTED).withFeatures(coin(0), RIGHT).compare(found))
        .hasMessageContaining("[right end, coin], got [coin, right end]");
  }

  @Test
  void rewardsByStateWorkInTheTenLinesToo() {
    var agent = training.train(WORLD, SEED);
    var traces = agent.rollOut(WORLD, 200, Seed.of(8));
    InferredObjective found = MaxCausalEntropyIrl.in(WORLD).with(IRL).withPenalty(.1).infer(traces);
    AlignmentReport report = AlignmentReport.in(WORLD).compare(found);
    assertThat(report.toString()).contains("EPIC").doesNotContain("NaN");
    assertThat(known(report).min()).isCloseTo(0, within(1e-6));
  }

  private static Regret.Known known(AlignmentReport report) {
    assertThat(report.rows().get(0).regret()).isInstanceOf(Regret.Known.class);
    return (Regret.Known) report.rows().get(0).regret();
  }

  private static TransitionReward coin(int cell) {
    return TransitionReward.entering("coin", cell);
  }
}
