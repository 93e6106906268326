package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.align.EpicDistance;
import org.mesascope.align.NormalisedRegret;
import org.mesascope.align.Regret;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Gridworld;
import org.mesascope.world.SoftPlanning;

/** Deep inverse reinforcement learning, judged by the reward that the expert really had. */
class RewardNetworkIrlTest {

  private static final Gridworld WORLD = Gridworld.gw5();
  private static final TransitionReward TRUTH = WORLD.baseObjective();
  private static final RewardNetworkIrl BRIEF =
      RewardNetworkIrl.with(RewardNetworkOptions.defaults().withSteps(5));

  @TempDir private Path folder;

  /**
   * The true reward, a peak in one corner, is not linear in row and column: a linear reward has a
   * slope there and lies at EPIC .54 from it, whatever the data. A network can bend. Over seeds.
   */
  @Test
  void comesNearerToTheTrueRewardThanALinearOneOfTheSameFeatures() {
    for (int i = 0; i < 3; i++) {
      TraceLog log = log(i);
      RewardNetworkFit deep = RewardNetworkIrl.defaults().infer(log, WORLD, Seed.of(i));
      TransitionReward found = deep.reward().in(WORLD);
      TransitionReward linear =
          (TransitionReward)
              MaxCausalEntropyIrl.in(WORLD)
                  .withFeatures(feature("row", 1), feature("column", 2))
                  .infer(log)
                  .objective();
      assertThat(epic(linear)).as("EPIC, linear").isGreaterThan(.5);
      assertThat(epic(found)).as("EPIC, network").isLessThan(.3);
      assertThat(regret(found)).as("regret").isLessThan(.01);
      assertThat(deep.heldOut().of("uniform").logLikelihood())
          .isLessThan(deep.heldOut().of("choice frequencies").logLikelihood());
      assertThat(deep.heldOut().perChoice() * deep.heldOut().choices())
          .isGreaterThan(deep.heldOut().of("choice frequencies").logLikelihood());
    }
  }

  /** Control: choices by chance show no objective, and no reward is claimed to predict them. */
  @Test
  void saysThatNoRewardIsNeededWhereChoicesAreChance() {
    TraceLog chance =
        org.mesascope.world.TabularPolicy.uniform(25, 4).rollOut(WORLD, 40, Seed.of(4));
    RewardNetworkFit found = RewardNetworkIrl.defaults().infer(chance, WORLD, Seed.of(4));
    assertThat(found.heldOut().beatsRivals()).isFalse();
    assertThat(found.heldOut().verdict()).startsWith("no soft policy of the reward network");
  }

  @Test
  void saysWhatIsNotIdentifiable() {
    RewardNetworkFit found = BRIEF.infer(log(0), WORLD, Seed.of(0));
    assertThat(found.identifiability().identified()).isFalse();
    assertThat(found.table().toText())
        .contains("not assessed: a network's weights are not identifiable")
        .contains("evidence: behaviour")
        .contains("more may do better")
        .doesNotContain("mesa-objective");
  }

  @Test
  void oneSeedGivesTheSameBitsInWhateverOrderTheTracesCome() {
    TraceLog log = log(1);
    TraceLog turned =
        TraceLog.of(log.traces().stream().sorted((a, b) -> b.id().compareTo(a.id())).toList());
    double[] one = BRIEF.infer(log, WORLD, Seed.of(1)).reward().network().params().toDoubleVector();
    assertThat(BRIEF.infer(turned, WORLD, Seed.of(1)).reward().network().params().toDoubleVector())
        .containsExactly(one);
    assertThat(BRIEF.infer(log, WORLD, Seed.of(2)).reward().network().params().toDoubleVector())
        .isNotEqualTo(one);
  }

  @Test
  void whatIsLoadedIsWhatWasSaved() throws IOException {
    RewardNetwork reward = BRIEF.infer(log(0), WORLD, Seed.of(0)).reward();
    Path file = folder.resolve("reward.zip");
    reward.save(file);
    RewardNetwork loaded = RewardNetwork.load(file);
    assertThat(loaded.of(WORLD.observe(7))).isEqualTo(reward.of(WORLD.observe(7)));
    assertThat(loaded.in(WORLD).at(0, 0, 7)).isEqualTo(loaded.of(WORLD.observe(7)));
    assertThatThrownBy(() -> PolicyNetwork.load(file)).hasMessageContaining("no entry policy.txt");
  }

  @Test
  void badInputAndDivergenceAreSaid() {
    TraceLog few = TraceLog.of(log(0).traces().subList(0, 3));
    assertThatThrownBy(() -> BRIEF.infer(few, WORLD, Seed.of(0)))
        .hasMessageContaining("at least 4 traces with choices, got 3");
    assertThatThrownBy(
            () ->
                BRIEF.infer(
                    TraceLog.of(
                        java.util.List.of(new Trace("none", java.util.List.of(), Map.of()))),
                    WORLD,
                    Seed.of(0)))
        .hasMessageContaining("at least one choice");
    RewardNetworkIrl wild =
        RewardNetworkIrl.with(RewardNetworkOptions.defaults().withLearningRate(1e307));
    assertThatThrownBy(() -> wild.infer(log(0), WORLD, Seed.of(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged")
        .hasMessageContaining("lower the learning rate, now 1.0E307");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> BRIEF.infer(log(0), WORLD, Seed.of(0)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static TraceLog log(int seed) {
    return SoftPlanning.of(WORLD.mdp(), TRUTH, 5)
        .policy()
        .rollOut(WORLD, 60, Seed.of(seed).split("traces"));
  }

  private static TransitionReward feature(String name, int number) {
    return TransitionReward.of(name, (s, a, next) -> WORLD.observe(next)[number]);
  }

  private static double epic(TransitionReward reward) {
    return EpicDistance.in(WORLD.mdp()).between(reward, TRUTH).value().orElseThrow();
  }

  private static double regret(TransitionReward reward) {
    return ((Regret.Known) NormalisedRegret.in(WORLD).of(reward, TRUTH)).max();
  }
}
