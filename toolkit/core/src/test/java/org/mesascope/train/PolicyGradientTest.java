package org.mesascope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.world.Corridor;
import org.mesascope.world.CorridorOutcome;
import org.mesascope.world.FiniteHardPlanning;
import org.mesascope.world.Gridworld;
import org.mesascope.world.PolicyContract;
import org.mesascope.world.PolicyValue;

class PolicyGradientTest {

  private static final Corridor RIGHT = Corridor.of(9).withCoinAt(8);
  private static final Corridor LEFT = RIGHT.withCoinAt(0);
  private static final Seed SEED = Seed.of(1);
  private static final PolicyGradientOptions QUIET = PolicyGradientOptions.defaults();

  /** Oracle: the exact dynamic program of the goal misgeneralization table, weights included. */
  @ParameterizedTest
  @CsvSource({
    "0,2.4434577901544534,1.2217288950772267,.9999176173319279,.0006468621792461166,.9869697819472978",
    ".01,2.4202718816212125,1.24890611235989,.9999139572894531,.0007479908862903176,.9851448561191976",
    ".02,2.393015749772588,1.2804254788982934,.9999093632233713,.0008862516178604992,.9827185120631052",
    ".05,2.260624832823419,1.4250611372080435,.9998811718097863,.001975048643284836,.9656102116714336",
    ".1,.28931995295317253,4.650467749124595,.9994245263773397,.9939228957208373,.0002221490627497997",
    ".2,.17084924237715202,5.159885585241537,.99968124482487,.9986295201783284,.00004197222147381",
    ".5,0,5.318296976562521,.9995251131089226,.9995251131089227,.000013344501262109533"
  })
  void corridor(double p, double w1, double w2, double right, double left, double instead) {
    TrainedPolicy agent = PolicyGradient.with(QUIET).train(Mixture.of(RIGHT, LEFT, p), SEED);
    assertThat(agent.parameters()).containsExactly(new double[] {w1, w2}, within(1e-10));
    assertThat(RIGHT.outcome(agent).coin()).isEqualTo(right, within(1e-12));
    CorridorOutcome moved = LEFT.outcome(agent);
    assertThat(moved.coin()).isEqualTo(left, within(1e-12));
    assertThat(moved.rightEndInstead()).isEqualTo(instead, within(1e-11));
    assertThat(moved.capability()).isEqualTo(left + instead, within(1e-11));
    assertThat(agent.last().objective()).isEqualTo((1 - p) * right + p * left, within(1e-12));
  }

  /** Oracle: at p = .05 the policy turns to the coin between 1,000 and 2,000 steps. */
  @Test
  void theProxyIsATransient() {
    PolicyGradientOptions options =
        QUIET.withSteps(2000).withCheckpoints(CheckpointSchedule.at(500, 1000));
    TrainedPolicy agent = PolicyGradient.with(options).train(Mixture.of(RIGHT, LEFT, .05), SEED);
    assertThat(LEFT.outcome(agent.at(500)).coin()).isEqualTo(.0019750486, within(1e-10));
    assertThat(LEFT.outcome(agent.at(1000)).coin()).isEqualTo(.0035, within(5e-5));
    assertThat(LEFT.outcome(agent.at(2000)).coin()).isEqualTo(.9946, within(5e-5));
    assertThat(LEFT.outcome(agent).coin()).isEqualTo(LEFT.outcome(agent.at(2000)).coin());
  }

  /** Oracle: the expected return that planning says is the most there is. */
  @Test
  void aTableLearnsToWalkAGrid() {
    Gridworld world = Gridworld.drawn("S..\n.#.\n..G").slip(.1).horizon(12).build();
    PolicyGradientOptions options =
        QUIET.withFamily(PolicyFamily.tabular()).withLearningRate(20).withSteps(3000);
    TrainedPolicy agent = PolicyGradient.with(options).train(world, SEED);
    double most =
        FiniteHardPlanning.of(world.mdp(), world.baseObjective(), world.horizon()).startValue();
    assertThat(agent.last().objective())
        .isBetween(.995 * most, most)
        .isEqualTo(PolicyValue.in(world, agent).startValue(), within(1e-12));
    PolicyContract.check(agent, world, SEED);
  }

  /** Oracle: gradient ascent with a small step never goes down. */
  @Test
  void theCurveRises() {
    double[] curve = PolicyGradient.with(QUIET.withLearningRate(.1)).train(RIGHT, SEED).curve();
    assertThat(curve).hasSize(501).isSorted();
    assertThat(curve[0]).as("a fair coin's walk").isEqualTo(fairWalk(), within(1e-15));
  }

  /** P(a fair walk of 12 steps from the middle reaches +4), a wall at −4: counted path by path. */
  private static double fairWalk() {
    int reached = 0;
    for (int path = 0; path < 1 << 12; path++) {
      int cell = 4;
      for (int t = 0; t < 12 && cell < 8; t++) {
        cell = (path >> t & 1) == 1 ? cell + 1 : Math.max(0, cell - 1);
      }
      reached += cell == 8 ? 1 : 0;
    }
    return reached / 4096.0;
  }

  @Test
  void theSeedMattersWhereThereIsSomethingToDraw() {
    PolicyGradientOptions drawn = QUIET.withSteps(3).withInitialScale(.5);
    TrainedPolicy first = PolicyGradient.with(drawn).train(RIGHT, SEED);
    assertThat(PolicyGradient.with(drawn).train(RIGHT, SEED)).isEqualTo(first);
    assertThat(PolicyGradient.with(drawn).train(RIGHT, Seed.of(2)).parameters())
        .isNotEqualTo(first.parameters());
    PolicyGradientOptions fixed = QUIET.withSteps(3);
    assertThat(PolicyGradient.with(fixed).train(RIGHT, Seed.of(2)))
        .isEqualTo(PolicyGradient.with(fixed).train(RIGHT, SEED));
  }

  @Test
  void keepsTheCheckpointsAskedFor() {
    assertThat(steps(QUIET.withSteps(10).withCheckpoints(CheckpointSchedule.every(4))))
        .containsExactly(0, 4, 8, 10);
    assertThat(steps(QUIET.withSteps(10).withCheckpoints(CheckpointSchedule.doubling())))
        .containsExactly(0, 1, 2, 4, 8, 10);
    assertThat(steps(QUIET.withSteps(10).withCheckpoints(CheckpointSchedule.at(7, 3))))
        .containsExactly(0, 3, 7, 10);
    assertThat(steps(QUIET.withSteps(0))).containsExactly(0);
    TrainedPolicy agent = PolicyGradient.with(QUIET.withSteps(30)).train(RIGHT, SEED);
    assertThat(agent.at(25).objective()).isEqualTo(agent.curve()[25]);
    assertThatThrownBy(() -> agent.at(26)).hasMessageContaining("only after [0, 25, 30]");
  }

  private static int[] steps(PolicyGradientOptions options) {
    return PolicyGradient.with(options).train(RIGHT, SEED).checkpoints().stream()
        .mapToInt(Checkpoint::step)
        .toArray();
  }

  @Test
  void saysWhenTrainingDiverges() {
    PolicyGradientOptions options = QUIET.withLearningRate(Double.MAX_VALUE).withInitialScale(1);
    Mixture<Gridworld> grids =
        Mixture.of(Gridworld.builder(1, 3).start(0, 0).reward(0, 2, 1e9).terminal(0, 2).build());
    assertThatThrownBy(() -> PolicyGradient.with(options).train(grids, SEED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged: parameter")
        .hasMessageContaining("after step 1")
        .hasMessageContaining("lower the learning rate");
  }

  @Test
  void refusesWhatCannotBeTrained() {
    Mixture<Corridor> unlike = Mixture.of(RIGHT, LEFT.seeingPosition(), .5);
    assertThatThrownBy(() -> PolicyGradient.with(QUIET).train(unlike, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 parameters in world")
        .hasMessageContaining("but 2");
    TrainedPolicy agent = PolicyGradient.with(QUIET.withSteps(1)).train(RIGHT, SEED);
    assertThatThrownBy(() -> agent.in(RIGHT.seeingPosition()))
        .hasMessageContaining("3 numbers observed")
        .hasMessageContaining("this one has 2");
    assertThatThrownBy(() -> QUIET.withLearningRate(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> QUIET.withSteps(-1)).hasMessageContaining("at least 0 steps");
    assertThatThrownBy(() -> QUIET.withInitialScale(-1)).hasMessageContaining("initial scale");
    assertThatThrownBy(() -> CheckpointSchedule.every(0)).hasMessageContaining("n >= 1");
  }
}
