package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.mesascope.dl4j.Discriminator.Transitions;
import org.mesascope.dl4j.WideGrid.Cell;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.world.Gridworld;
import org.mesascope.world.PolicyValue;
import org.nd4j.linalg.activations.Activation;

/** What can be inferred where no table can be made; returns are counted by the true reward. */
class AdversarialIrlTest {

  private static final WideGrid WORLD = new WideGrid();
  private static final AdversarialOptions SMALL =
      AdversarialOptions.defaults()
          .withHidden(16)
          .withCloning(CloningOptions.defaults().withHidden(16).withEpochs(150))
          .withRounds(40)
          .withBatch(128);
  private static final AdversarialIrl BRIEF = AdversarialIrl.with(SMALL.withRounds(2));

  /** Over seeds 1 to 4 the correlations are .94, .91, .94, .92. */
  @Test
  void findsWhatAnExpertInAWorldTooLargeToTabulateIsAfter() {
    Seed seed = Seed.of(1);
    Episodes<Cell> expert = Episodes.of(WORLD, WORLD::expert, 150, seed.split("expert"));
    AdversarialFit found = AdversarialIrl.with(SMALL).infer(expert.log(), WORLD, seed);
    ClonedPolicy clone =
        BehaviourCloning.with(SMALL.cloning()).train(expert.log(), WORLD, seed.split("clone"));
    double best = expert.meanReturn().value();
    double chance =
        Episodes.of(WORLD, AdversarialIrlTest::uniform, 200, seed.split("judge"))
            .meanReturn()
            .value();
    assertThat(earned(clone.policy(), seed))
        .as("clone between chance %s and expert %s", chance, best)
        .isGreaterThan(chance + .8 * (best - chance));
    assertThat(earned(found.policy(), seed))
        .as("policy of the reward between chance %s and expert %s", chance, best)
        .isGreaterThan(chance + .4 * (best - chance));
    assertThat(correlation(found.reward(), expert))
        .as("correlation with the true reward")
        .isGreaterThan(.8);
    assertThat(found.fit().table().toText())
        .contains("not assessed: a network's weights are not identifiable")
        .contains("behaviour clone");
  }

  /** Oracle: the exact value in a world that has tables. */
  @Test
  void returnsOfEpisodesAreThoseOfTheTables() {
    Gridworld world = Gridworld.gw5();
    PolicyNetwork policy =
        new PolicyNetwork(
            Perceptron.of(5, 4, ReinforceOptions.defaults(), Seed.of(3)),
            world.mdp().actionNames());
    Estimate sampled = Episodes.of(Simulator.of(world), policy, 2000, Seed.of(4)).meanReturn();
    double exact = PolicyValue.in(world, policy).startValue();
    Interval interval = sampled.interval();
    assertThat(interval).isNotNull();
    assertThat(Math.abs(sampled.value() - exact)).isLessThan(2 * interval.width());
    assertThat(Episodes.of(Simulator.of(world), policy, 3, Seed.of(4)).log().traces())
        .isEqualTo(
            Episodes.of(Simulator.of(world), policy, 5, Seed.of(4)).log().traces().subList(0, 3));
  }

  /** Oracle: central finite differences of Σ c f. Ends leave the shaping of what follows out. */
  @Test
  void theDiscriminatorFollowsItsGradient() {
    Transitions rows =
        new Transitions(
            new double[][] {{.1, .2}, {.4, -.3}},
            new double[][] {{-.5, .3}, {.2, .9}},
            new boolean[] {false, true},
            new int[] {0, 1});
    double[] slope = {.7, -1.1};
    Discriminator one = discriminator();
    MultiLayerNetwork shaping = one.shaping;
    one.of(rows);
    double[] gradient =
        Perceptron.backpropagate(shaping, Discriminator.shapingSlope(rows, .9, slope))
            .gradient()
            .toDoubleVector();
    double h = 1e-6;
    for (int k = 0; k < gradient.length; k++) {
      double here = shaping.params().getDouble(k);
      shaping.params().putScalar(k, here + h);
      double above = weighted(one.of(rows), slope);
      shaping.params().putScalar(k, here - h);
      double below = weighted(one.of(rows), slope);
      shaping.params().putScalar(k, here);
      assertThat(gradient[k])
          .as("parameter %d", k)
          .isCloseTo((above - below) / (2 * h), within(1e-8));
    }
    assertThat(Arrays.stream(gradient).map(Math::abs).max().orElse(0)).isGreaterThan(1e-2);
    double before = weighted(one.of(rows), slope);
    one.descend(rows, slope);
    assertThat(weighted(one.of(rows), slope)).isLessThan(before);
  }

  @Test
  void oneSeedGivesTheSameBits() {
    Episodes<Cell> expert = Episodes.of(WORLD, WORLD::expert, 12, Seed.of(5));
    double[] one = reward(expert, 1);
    assertThat(reward(expert, 1)).containsExactly(one);
    assertThat(reward(expert, 2)).isNotEqualTo(one);
  }

  @Test
  void interruptionAndDivergenceAreSaid() {
    Episodes<Cell> expert = Episodes.of(WORLD, WORLD::expert, 12, Seed.of(5));
    AdversarialIrl wild = AdversarialIrl.with(SMALL.withLearningRates(1e308, .01));
    assertThatThrownBy(() -> wild.infer(expert.log(), WORLD, Seed.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged")
        .hasMessageContaining("lower the learning rates, now 1.0E308 and 0.01");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> BRIEF.infer(expert.log(), WORLD, Seed.of(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> SMALL.withLambda(2)).hasMessageContaining("lambda");
  }

  private static double[] reward(Episodes<Cell> expert, int seed) {
    return BRIEF
        .infer(expert.log(), WORLD, Seed.of(seed))
        .reward()
        .network()
        .params()
        .toDoubleVector();
  }

  private static Discriminator discriminator() {
    return new Discriminator(network(1), network(2), .9);
  }

  private static MultiLayerNetwork network(int seed) {
    MultiLayerNetwork network =
        Perceptron.of(2, 1, List.of(3), Activation.TANH, .01, Seed.of(seed));
    network.getParam("1_W").muli(50);
    return network;
  }

  private static double weighted(double[] f, double[] by) {
    return f[0] * by[0] + f[1] * by[1];
  }

  private static double[] uniform(List<Cell> cells) {
    double[] p = new double[4 * cells.size()];
    Arrays.fill(p, .25);
    return p;
  }

  private static double earned(PolicyNetwork policy, Seed seed) {
    return Episodes.of(WORLD, policy, 200, seed.split("judge")).meanReturn().value();
  }

  private static double correlation(RewardNetwork reward, Episodes<Cell> episodes) {
    List<Double> found = new ArrayList<>();
    List<Double> truth = new ArrayList<>();
    for (int i = 0; i < episodes.actions.size(); i++) {
      for (int t = 0; t < episodes.actions.get(i).size(); t++) {
        Cell here = episodes.states.get(i).get(t);
        Cell next = episodes.states.get(i).get(t + 1);
        found.add(reward.of(WORLD.observe(next)));
        truth.add(WORLD.reward(here, episodes.actions.get(i).get(t), next));
      }
    }
    return new PearsonsCorrelation().correlation(numbers(found), numbers(truth));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(x -> x).toArray();
  }
}
