package org.mesascope.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.Progress;
import org.mesascope.infer.Identifiability;
import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.World;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum entropy deep inverse reinforcement learning (Wulfmeier, Ondruska and Posner 2015): the
 * reward network under which soft-optimal choices make the traces most likely, with exact planning.
 * The gradient that goes back through the network is, state by state, what the traces enter less
 * what the soft policy enters.
 *
 * <p>Departures: the causal entropy of Ziebart, Bagnell and Dey (2010), so that stochastic dynamics
 * are taken right; the likelihood of the choices, as in {@link
 * org.mesascope.infer.MaxCausalEntropyIrl}, so that cut traces cost nothing; Adam; and whole traces
 * that stop the training and others that judge it.
 *
 * <p>Worlds with a discount below 1 are taken as infinite, others with their own horizon. Cost of
 * an update: one soft plan, one occupancy, one pass of the network over all states.
 *
 * <pre>{@code
 * RewardNetworkFit found = RewardNetworkIrl.defaults().infer(traces, world, seed);
 * AlignmentReport.in(world).compare(world.baseObjective(), found.reward().in(world));
 * }</pre>
 */
public final class RewardNetworkIrl {

  private static final String MODEL = "soft policy of the reward network";

  private final RewardNetworkOptions options;

  private RewardNetworkIrl(RewardNetworkOptions options) {
    this.options = options;
  }

  public static RewardNetworkIrl defaults() {
    return with(RewardNetworkOptions.defaults());
  }

  public static RewardNetworkIrl with(RewardNetworkOptions options) {
    return new RewardNetworkIrl(options);
  }

  /**
   * Infers a reward.
   *
   * @param seed first weights from {@code seed.split("weights")}, the split from {@code
   *     seed.split("split")}
   * @throws IllegalArgumentException naming the trace and step that leaves the world, or if there
   *     are fewer than 4 traces
   * @throws IllegalStateException if training diverges, naming the update
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public RewardNetworkFit infer(TraceLog traces, World world, Seed seed) {
    return new Run(traces, world, seed).fit();
  }

  /** What no amount of traces would tell, and what was not looked into. */
  static Identifiability notAssessed(String upTo) {
    return new Identifiability(
        List.of("reward network"),
        new double[0],
        0,
        new double[0][],
        List.of(
            "not assessed: a network's weights are not identifiable; its reward only up to "
                + upTo
                + ", and where the traces never go it is what the architecture makes of it"));
  }

  /** One inference. */
  private final class Run {
    private final World world;
    private final Decisions data;
    private final int[] states;
    private final TraceSplit split;
    private final SoftLikelihood training;
    private final SoftLikelihood validation;
    private final MultiLayerNetwork network;
    private final INDArray observed;
    private final EarlyStopping stopping;

    Run(TraceLog traces, World world, Seed seed) {
      this.world = world;
      data = Decisions.in(world, traces);
      states = data.situations().stream().mapToInt(own -> world.mdp().state(own.label())).toArray();
      split =
          TraceSplit.of(
              data.sequences().size(), options.validation(), options.test(), seed.split("split"));
      int horizon = world.mdp().discount() < 1 ? 0 : world.horizon();
      requireHorizon(horizon);
      training = new SoftLikelihood(world.mdp(), horizon, data, states, split.training());
      validation = new SoftLikelihood(world.mdp(), horizon, data, states, split.validation());
      network =
          Perceptron.of(
              world.observationSize(),
              1,
              options.hidden(),
              options.activation(),
              options.learningRate(),
              seed.split("weights"));
      observed = PolicyNetwork.observations(List.of(world));
      stopping = new EarlyStopping(network, options.patience(), options.steps());
    }

    RewardNetworkFit fit() {
      SoftLikelihood.Plan plan = plan(0);
      boolean more = judge(plan);
      try (Progress bar = Progress.of("reward network", options.steps())) {
        for (int step = 1; more && step <= options.steps(); step++) {
          improve(plan, step - 1);
          plan = plan(step);
          more = judge(plan);
          bar.step();
        }
      }
      stopping.restore();
      return new RewardNetworkFit(
          new RewardNetwork("reward network", network),
          judged(plan(options.steps())),
          notAssessed(
              "what leaves the soft policy as it is where the traces go, such as a constant and potential shaping the network can express"),
          "maximum causal entropy IRL with a reward network, exact planning",
          stopping.ending("update"),
          stopping.curve());
    }

    /** One update; leaves the network's last pass one of the reward that the plan is for. */
    private void improve(SoftLikelihood.Plan plan, int step) {
      Gradient gradient = Perceptron.backpropagate(network, lossGradient(training, plan));
      Perceptron.descend(network, gradient, step);
    }

    private SoftLikelihood.Plan plan(int step) {
      try {
        double[] entered = Perceptron.outputs(network, observed);
        for (double r : entered) {
          if (!Double.isFinite(r)) {
            throw new ArithmeticException("the network's rewards are not finite");
          }
        }
        return training.plan(entered);
      } catch (ArithmeticException | IllegalStateException e) {
        throw new IllegalStateException(
            "training diverged: %s after update %d; lower the learning rate, now %s"
                .formatted(e.getMessage(), step, options.learningRate()),
            e);
      }
    }

    private boolean judge(SoftLikelihood.Plan plan) {
      return stopping.goOn(validation.value(plan) / validation.weight());
    }

    private HeldOut judged(SoftLikelihood.Plan plan) {
      Map<String, ChoiceModel> models = new LinkedHashMap<>();
      models.put(MODEL, (situation, time, before) -> training.logs(plan, time, states[situation]));
      models.putAll(new Habits(data, split.fitted()).all());
      return HeldOut.of(data, split.test(), models);
    }

    private void requireHorizon(int horizon) {
      for (Decisions.Sequence own : data.sequences()) {
        if (horizon > 0 && own.choices().length > horizon) {
          throw new IllegalArgumentException(
              "trace \"%s\" has %d steps, but world \"%s\" ends after %d"
                  .formatted(own.id(), own.choices().length, world.name(), horizon));
        }
      }
    }
  }

  /** −∂/∂f of the mean log-likelihood of a choice, one a state. */
  static double[] lossGradient(SoftLikelihood likelihood, SoftLikelihood.Plan plan) {
    double[] gradient = likelihood.gradient(plan);
    for (int s = 0; s < gradient.length; s++) {
      gradient[s] /= -likelihood.weight();
    }
    return gradient;
  }
}
