package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mesascope.align.EpicDistance;
import org.mesascope.align.NormalisedRegret;
import org.mesascope.align.Regret;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Gridworld;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/**
 * Adversarial inference judged in a world that has tables, as the other methods are: by the exact
 * distance and regret of its reward, and by the exact value of its policy.
 */
class AdversarialOnTablesTest {

  private static final Gridworld WORLD =
      Gridworld.builder(5, 5).slip(.2).discount(.9).horizon(12).reward(4, 4, 1).build();
  private static final TransitionReward TRUTH = WORLD.baseObjective();
  private static final AdversarialOptions OPTIONS =
      AdversarialOptions.defaults()
          .withHidden(16)
          .withCloning(CloningOptions.defaults().withHidden(16).withEpochs(12))
          .withRounds(12)
          .withBatch(128);

  /**
   * EPIC of rewards linear in what is observed is .54 from this goal, whatever the data. Few
   * rounds, so that the policy is far from done; the reward is judged, not the policy.
   */
  @Test
  void findsTheGoalOfAnExpert() {
    TabularPolicy expert = SoftPlanning.of(WORLD.mdp(), TRUTH, 5).policy();
    Seed seed = Seed.of(1);
    TraceLog log = expert.rollOut(WORLD, 60, seed.split("expert"));
    AdversarialFit found =
        AdversarialIrl.with(OPTIONS).infer(log, Simulator.of(WORLD), seed.split("airl"));
    TransitionReward reward = found.reward().in(WORLD);
    assertThat(EpicDistance.in(WORLD.mdp()).between(reward, TRUTH).value().orElseThrow())
        .isLessThan(.5);
    assertThat(NormalisedRegret.in(WORLD).of(reward, TRUTH))
        .isInstanceOfSatisfying(
            Regret.Known.class, regret -> assertThat(regret.max()).isLessThan(.05));
    assertThat(PolicyValue.in(WORLD, found.policy()).startValue())
        .isGreaterThan(1.5 * value(TabularPolicy.uniform(25, 4)));
    assertThat(found.fit().table().toText()).contains("not identifiable");
  }

  private static double value(TabularPolicy policy) {
    return PolicyValue.of(WORLD.mdp(), policy, TRUTH).startValue();
  }
}
