package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.Progress;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a {@link PolicyNetwork} by policy gradient on sampled episodes (Williams 1992), with a
 * leave-one-out baseline (Kool, van Hoof and Welling 2019) and Adam.
 *
 * <p>Departures: every world of the mixture gets the same number of episodes and counts by its
 * weight, which leaves the gradient unbiased and lowers its variance; in a finite world the network
 * runs once a step, over all states, whatever the number of episodes.
 */
public final class Reinforce {

  private final ReinforceOptions options;

  private Reinforce(ReinforceOptions options) {
    this.options = options;
  }

  public static Reinforce defaults() {
    return with(ReinforceOptions.defaults());
  }

  public static Reinforce with(ReinforceOptions options) {
    return new Reinforce(options);
  }

  /** Trains in one world; see {@link #train(Mixture, Seed)}. */
  public TrainedNetwork train(World world, Seed seed) {
    return train(Mixture.of(world), seed);
  }

  /**
   * Trains on a mixture of worlds of one observation size and the same actions.
   *
   * @param seed first weights from {@code seed.split("weights")}, episodes of step k in world i
   *     from {@code seed.split("episodes")}, k and i
   * @throws IllegalArgumentException if the worlds do not fit together
   * @throws IllegalStateException if training diverges, naming the step
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TrainedNetwork train(Mixture<? extends World> worlds, Seed seed) {
    World first = worlds.members().get(0);
    FiniteMdp mdp = first.mdp();
    MultiLayerNetwork network =
        Perceptron.of(first.observationSize(), mdp.actions(), options, seed.split("weights"));
    PolicyNetwork policy = new PolicyNetwork(network, mdp.actionNames());
    worlds.members().forEach(policy::requireFit);
    return new Run(policy, worlds, seed.split("episodes")).train();
  }

  /** One training. */
  private final class Run {
    private final PolicyNetwork policy;
    private final Mixture<? extends World> worlds;
    private final Seed seed;
    private final INDArray observed;
    private final List<TrainedNetwork.Checkpoint> checkpoints = new ArrayList<>();
    private final double[] curve = new double[options.steps()];

    Run(PolicyNetwork policy, Mixture<? extends World> worlds, Seed seed) {
      this.policy = policy;
      this.worlds = worlds;
      this.seed = seed;
      observed = PolicyNetwork.observations(worlds.members());
    }

    TrainedNetwork train() {
      int last = options.steps();
      try (Progress bar = Progress.of("REINFORCE", last)) {
        for (int step = 0; step < last; step++) {
          if (step == 0 || options.checkpoints().at(step)) {
            checkpoints.add(new TrainedNetwork.Checkpoint(step, policy.copy()));
          }
          improve(step);
          bar.step();
        }
      }
      act(last);
      checkpoints.add(new TrainedNetwork.Checkpoint(last, policy.copy()));
      return new TrainedNetwork(policy, checkpoints, curve);
    }

    private void improve(int step) {
      Gradient gradient = policy.backpropagate(lossGradient(step, act(step)));
      Perceptron.descend(policy.network(), gradient, step);
    }

    /** The policy in all worlds, one below the other. */
    private TabularPolicy act(int step) {
      try {
        return PolicyNetwork.softmax(policy.forward(observed));
      } catch (ArithmeticException e) {
        throw new IllegalStateException(
            "training diverged: %s after step %d; lower the learning rate, now %s"
                .formatted(e.getMessage(), step, options.learningRate()),
            e);
      }
    }

    /** −∂J/∂logits over the states of all worlds, from fresh episodes. */
    private double[] lossGradient(int step, TabularPolicy all) {
      double[] loss = new double[all.probabilities().length];
      int from = 0;
      for (int i = 0; i < worlds.members().size(); i++) {
        World world = worlds.members().get(i);
        int to = from + world.mdp().states() * all.actions();
        double[] own = Arrays.copyOfRange(all.probabilities(), from, to);
        TabularPolicy here = new TabularPolicy(all.actions(), own);
        Seed stream = seed.split(step).split(i);
        SampledReturns sample = SampledReturns.of(world, here, options.episodes(), stream);
        double[] gradient = sample.logitGradient();
        double weight = worlds.weights()[i];
        for (int k = from; k < to; k++) {
          loss[k] = -weight * gradient[k - from];
        }
        curve[step] += weight * sample.meanReturn();
        from = to;
      }
      return loss;
    }
  }
}
