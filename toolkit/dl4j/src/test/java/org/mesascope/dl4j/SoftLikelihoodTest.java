package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.Occupancy;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient that deep inverse reinforcement learning follows. */
class SoftLikelihoodTest {

  private static final double H = 1e-5;

  private static final Gridworld.Builder TINY = Gridworld.drawn("...\n.xG");

  private static final World INFINITE = TINY.slip(.2).discount(.9).horizon(12).build();
  private static final World FINITE = TINY.slip(.2).discount(1).horizon(7).build();

  /** Oracle: central finite differences of the likelihood, through network, plan and all. */
  @Test
  void goesBackThroughTheNetworkOverAnInfiniteHorizon() {
    checkNetworkGradient(INFINITE, 0);
  }

  @Test
  void goesBackThroughTheNetworkOverAFiniteHorizon() {
    checkNetworkGradient(FINITE, FINITE.horizon());
  }

  /** Ziebart's form: expert occupancy less policy occupancy, where the expert's is exact. */
  @Test
  void isTheExpertsOccupancyLessThePolicysWhereEpisodesAreWhole() {
    FiniteMdp mdp = FINITE.mdp();
    TabularPolicy acts = TabularPolicy.uniform(mdp.states(), mdp.actions());
    TraceLog log = acts.rollOut(FINITE, 4000, Seed.of(3));
    SoftLikelihood likelihood = likelihood(FINITE, FINITE.horizon(), log);
    double[] reward = IntStream.range(0, mdp.states()).mapToDouble(s -> .3 * Math.cos(s)).toArray();
    double[] gradient = likelihood.gradient(likelihood.plan(reward));
    double[] expert = entered(mdp, Occupancy.finite(mdp, acts, FINITE.horizon()).stateActions());
    TransitionReward own = TransitionReward.of("own", (s, a, next) -> reward[next]);
    double[] policy =
        entered(
            mdp,
            Occupancy.finite(mdp, SoftPlanning.finite(mdp, own, 1, FINITE.horizon()).policy())
                .stateActions());
    for (int s = 0; s < gradient.length; s++) {
      assertThat(gradient[s] / 4000)
          .as("state %d", s)
          .isCloseTo(expert[s] - policy[s], within(.06));
    }
    assertThat(Arrays.stream(gradient).map(g -> Math.abs(g / 4000)).max().orElse(0))
        .isGreaterThan(.2);
  }

  private static double[] entered(FiniteMdp mdp, double[] pairs) {
    double[] entered = new double[mdp.states()];
    for (int row = 0; row < pairs.length; row++) {
      for (int next = 0; next < entered.length; next++) {
        entered[next] +=
            pairs[row] * mdp.probability(row / mdp.actions(), row % mdp.actions(), next);
      }
    }
    return entered;
  }

  private static SoftLikelihood likelihood(World world, int horizon, TraceLog log) {
    Decisions data = Decisions.in(world, log);
    int[] states =
        data.situations().stream().mapToInt(own -> world.mdp().state(own.label())).toArray();
    List<Integer> all = IntStream.range(0, data.sequences().size()).boxed().toList();
    return new SoftLikelihood(world.mdp(), horizon, data, states, all);
  }

  private static void checkNetworkGradient(World world, int horizon) {
    TraceLog log =
        TabularPolicy.uniform(world.mdp().states(), world.mdp().actions())
            .rollOut(world, 5, Seed.of(8));
    SoftLikelihood likelihood = likelihood(world, horizon, log);
    MultiLayerNetwork network =
        Perceptron.of(world.observationSize(), 1, List.of(4, 3), Activation.TANH, .01, Seed.of(2));
    network.params().muli(3);
    INDArray observed = PolicyNetwork.observations(List.of(world));
    SoftLikelihood.Plan plan = likelihood.plan(Perceptron.outputs(network, observed));
    double[] gradient =
        Perceptron.backpropagate(network, RewardNetworkIrl.lossGradient(likelihood, plan))
            .gradient()
            .toDoubleVector();
    double largest = 0;
    for (int k = 0; k < gradient.length; k++) {
      double here = network.params().getDouble(k);
      network.params().putScalar(k, here + H);
      double above = loss(likelihood, network, observed);
      network.params().putScalar(k, here - H);
      double below = loss(likelihood, network, observed);
      network.params().putScalar(k, here);
      assertThat(gradient[k])
          .as("parameter %d", k)
          .isCloseTo((above - below) / (2 * H), within(1e-7));
      largest = Math.max(largest, Math.abs(gradient[k]));
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  private static double loss(
      SoftLikelihood likelihood, MultiLayerNetwork network, INDArray observed) {
    SoftLikelihood.Plan plan = likelihood.plan(Perceptron.outputs(network, observed));
    return -likelihood.value(plan) / likelihood.weight();
  }
}
