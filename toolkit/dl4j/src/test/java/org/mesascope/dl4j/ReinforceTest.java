package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.train.CheckpointSchedule;
import org.mesascope.world.Corridor;
import org.mesascope.world.CorridorOutcome;
import org.mesascope.world.PolicyContract;
import org.mesascope.world.World;

class ReinforceTest {

  private static final Corridor RIGHT = Corridor.of(9);
  private static final Corridor LEFT = RIGHT.withCoinAt(0);
  private static final int SEEDS = 5;
  private static final Reinforce BRIEF =
      Reinforce.with(
          ReinforceOptions.defaults().withSteps(20).withCheckpoints(CheckpointSchedule.every(8)));

  /** The exact table says .999918, .000647 and .986970 after exact training: the same pattern. */
  @Test
  void aCoinThatAlwaysLiesAtTheRightEndTeachesToGoRight() {
    int goesRight = 0;
    for (int i = 0; i < SEEDS; i++) {
      TrainedNetwork agent = Reinforce.defaults().train(RIGHT, Seed.of(7).split(i));
      assertThat(RIGHT.outcome(agent).coin()).as("coin at the right end").isGreaterThan(.99);
      CorridorOutcome shifted = LEFT.outcome(agent);
      assertThat(shifted.capability()).as("gets anywhere").isGreaterThan(.9);
      goesRight += shifted.rightEndInstead() > .9 ? 1 : 0;
    }
    assertThat(goesRight)
        .as("seeds that leave the coin for the right end")
        .isGreaterThan(SEEDS / 2);
  }

  /** The aligned control: exact training gives .999525 on either side. */
  @Test
  void aCoinOnEitherSideTeachesToFollowTheCoin() {
    Mixture<World> either = Mixture.of(RIGHT, LEFT, .5);
    for (int i = 0; i < SEEDS; i++) {
      TrainedNetwork agent = Reinforce.defaults().train(either, Seed.of(7).split(i));
      assertThat(RIGHT.outcome(agent).coin()).as("coin at the right end").isGreaterThan(.99);
      assertThat(LEFT.outcome(agent).coin()).as("coin at the left end").isGreaterThan(.99);
    }
  }

  @Test
  void keepsThePolicyContract() {
    PolicyContract.check(BRIEF.train(RIGHT, Seed.of(1)), LEFT, Seed.of(2));
  }

  @Test
  void oneSeedGivesTheSameBits() {
    TrainedNetwork one = BRIEF.train(RIGHT, Seed.of(1));
    TrainedNetwork same = BRIEF.train(RIGHT, Seed.of(1));
    TrainedNetwork other = BRIEF.train(RIGHT, Seed.of(2));
    assertThat(same.curve()).containsExactly(one.curve());
    assertThat(parameters(same)).containsExactly(parameters(one));
    assertThat(parameters(other)).isNotEqualTo(parameters(one));
  }

  @Test
  void trainingsOnManyThreadsGiveTheBitsOfTrainingsOnOne() {
    List<double[]> alone =
        IntStream.range(0, 6).mapToObj(i -> parameters(BRIEF.train(RIGHT, Seed.of(i)))).toList();
    List<double[]> together =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> parameters(BRIEF.train(RIGHT, Seed.of(i))))
            .toList();
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i)).containsExactly(alone.get(i));
    }
  }

  @Test
  void checkpointsRunFromTheUntrainedToTheTrainedPolicy() {
    TrainedNetwork agent = BRIEF.train(RIGHT, Seed.of(1));
    assertThat(agent.checkpoints())
        .extracting(TrainedNetwork.Checkpoint::step)
        .containsExactly(0, 8, 16, 20);
    assertThat(agent.course().keySet()).containsExactly(0, 8, 16, 20);
    assertThat(agent.course().get(16)).isSameAs(agent.at(16));
    assertThatThrownBy(() -> agent.at(9))
        .hasMessage("there is no checkpoint after 9 steps, only after [0, 8, 16, 20]");
    assertThat(agent.checkpoints().get(0).policy().in(RIGHT).probability(4, Corridor.RIGHT))
        .isBetween(.45, .55);
    assertThat(agent.checkpoints().get(3).policy().in(LEFT)).isEqualTo(agent.in(LEFT));
    assertThat(agent.checkpoints().get(1).policy().in(LEFT)).isNotEqualTo(agent.in(LEFT));
  }

  @Test
  void aTrainingThatDivergesSaysSo() {
    Reinforce wild = Reinforce.with(ReinforceOptions.defaults().withLearningRate(1e308));
    assertThatThrownBy(() -> wild.train(RIGHT, Seed.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged: the network's outputs are not finite after step")
        .hasMessageContaining("lower the learning rate, now 1.0E308");
  }

  @Test
  void canBeInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> BRIEF.train(RIGHT, Seed.of(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void worldsOfOneMixtureMustShowTheSameNumbers() {
    Mixture<World> odd = Mixture.of(RIGHT, LEFT.seeingPosition(), .5);
    assertThatThrownBy(() -> BRIEF.train(odd, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sees 2 numbers, but world")
        .hasMessageContaining("shows 3");
  }

  @Test
  void optionsAreChecked() {
    ReinforceOptions options = ReinforceOptions.defaults();
    assertThatThrownBy(() -> options.withEpisodes(1))
        .hasMessage("episodes expects at least 2, got 1");
    assertThatThrownBy(() -> options.withLearningRate(0)).hasMessageContaining("learning rate");
    assertThatThrownBy(() -> options.withHidden(16, 0)).hasMessageContaining("width");
  }

  private static double[] parameters(TrainedNetwork agent) {
    return agent.policy().network().params().toDoubleVector();
  }
}
