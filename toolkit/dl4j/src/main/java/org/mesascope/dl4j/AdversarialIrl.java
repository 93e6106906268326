package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Progress;
import org.mesascope.dl4j.Discriminator.Transitions;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adversarial inverse reinforcement learning (Fu, Luo and Levine 2018): a reward network for worlds
 * that can only be run. A discriminator D = exp f / (exp f + π(a | s)) with f = g(o(s′)) + γ
 * h(o(s′)) − h(o(s)) tells traces from the episodes of a policy, which is trained on ln D − ln(1 −
 * D) = f − ln π, a reward with a bonus of entropy. Where neither can improve, f is the soft
 * advantage and g the reward, up to a constant, if the dynamics are deterministic and decomposable.
 *
 * <p>As in the paper, the episodes of earlier rounds stay among those that the discriminator sees,
 * so that the reward does not forget what it once told apart. Departures: the reward is that of the
 * state entered; the policy ascends its gradient by Adam with f's own shaping as baseline, without
 * a trust region; what is kept is the round whose policy gives the validation traces the best
 * likelihood. Beside it stands a behaviour clone with the same network.
 *
 * <pre>{@code
 * AdversarialFit found = AdversarialIrl.defaults().infer(traces, simulator, seed);
 * Episodes.of(simulator, found.policy(), 200, seed.split("judge")).meanReturn();
 * }</pre>
 *
 * <p>Cost of a round: episodes × horizon steps of the simulator, and a few passes over them.
 */
public final class AdversarialIrl {

  private static final String MODEL = "policy of the reward network";

  private final AdversarialOptions options;

  private AdversarialIrl(AdversarialOptions options) {
    this.options = options;
  }

  public static AdversarialIrl defaults() {
    return with(AdversarialOptions.defaults());
  }

  public static AdversarialIrl with(AdversarialOptions options) {
    return new AdversarialIrl(options);
  }

  /**
   * Infers a reward from traces and from running the world. A last step without an outcome says
   * nothing about the state entered and is left out of the reward's data.
   *
   * @param seed the rival clone from {@code seed.split("clone")}; first weights from {@code
   *     seed.split("policy")}, {@code seed.split("reward")} and {@code seed.split("shaping")};
   *     episodes from {@code seed.split("episodes")}
   * @throws IllegalArgumentException if the traces are not of this world, or fewer than 4
   * @throws IllegalStateException if training diverges, naming the round
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public <S> AdversarialFit infer(TraceLog traces, Simulator<S> world, Seed seed) {
    return new Run<>(traces, world, seed).fit();
  }

  /** One inference. */
  private final class Run<S> {
    private final Simulator<S> world;
    private final Seed seed;
    private final ClonedPolicy clone;
    private final PolicyNetwork policy;
    private final MultiLayerNetwork acting;
    private final Discriminator discriminator;
    private final Decisions data;
    private final TraceSplit split;
    private final Transitions demonstrated;
    private final int[][] validating;
    private final List<Integer> validated;
    private final EarlyStopping actingBest;
    private final EarlyStopping rewardBest;
    private final List<Transitions> memory = new ArrayList<>();
    private int steps;

    Run(TraceLog traces, Simulator<S> world, Seed seed) {
      this.world = world;
      this.seed = seed;
      Seed cloning = seed.split("clone");
      CloningOptions asked = options.cloning();
      clone = BehaviourCloning.with(asked).train(traces, world, cloning);
      acting =
          Perceptron.of(
              world.observationSize(),
              world.actionNames().size(),
              asked.hidden(),
              asked.activation(),
              options.policyRate(),
              seed.split("policy"));
      policy = new PolicyNetwork(acting, world.actionNames());
      data =
          Decisions.ofActions(
              traces, world.actionNames(), label -> world.observe(world.read(label)));
      split =
          TraceSplit.of(
              data.sequences().size(), asked.validation(), asked.test(), cloning.split("split"));
      validating = data.taken(split.validation());
      validated = CloningRun.seen(validating);
      demonstrated = demonstrations(traces);
      discriminator =
          new Discriminator(
              network(seed.split("reward")), network(seed.split("shaping")), world.discount());
      int rounds = options.rounds();
      actingBest = new EarlyStopping(acting, rounds, rounds);
      rewardBest = new EarlyStopping(discriminator.reward, rounds, rounds);
    }

    AdversarialFit fit() {
      judge();
      try (Progress bar = Progress.of("adversarial IRL", options.rounds())) {
        for (int round = 0; round < options.rounds(); round++) {
          guarded(round);
          bar.step();
        }
      }
      actingBest.restore();
      rewardBest.restore();
      return new AdversarialFit(
          new RewardNetworkFit(
              new RewardNetwork("reward network", discriminator.reward),
              judged(),
              RewardNetworkIrl.notAssessed(
                  "a constant, and only where dynamics are deterministic and decomposable; elsewhere it may carry shaping of these dynamics"),
              "adversarial IRL, policy and reward from sampled episodes",
              actingBest.ending("round"),
              actingBest.curve()),
          policy);
    }

    private void guarded(int round) {
      try {
        Seed own = seed.split("episodes").split(round);
        Episodes<S> episodes = Episodes.of(world, policy, options.episodes(), own);
        Transitions sampled = transitions(episodes);
        memory.add(sampled);
        if (memory.size() > options.memory()) {
          memory.remove(0);
        }
        tell(own.split("batch").random());
        improve(episodes, sampled);
        judge();
      } catch (ArithmeticException e) {
        throw new IllegalStateException(
            "training diverged: %s in round %d; lower the learning rates, now %s and %s"
                .formatted(e.getMessage(), round, options.learningRate(), options.policyRate()),
            e);
      }
    }

    /**
     * Updates reward and shaping by logistic regression, as many rows of traces as of the episodes
     * of the last rounds.
     */
    private void tell(RandomGenerator random) {
      int n = options.batch();
      for (int k = 0; k < options.rewardSteps(); k++) {
        int[] shown = random.ints(n, 0, demonstrated.size()).toArray();
        Transitions both = demonstrated.rows(shown);
        int[] rounds = random.ints(n, 0, memory.size()).toArray();
        for (int round = 0; round < memory.size(); round++) {
          int own = round;
          int count = (int) Arrays.stream(rounds).filter(r -> r == own).count();
          Transitions sampled = memory.get(round);
          both = both.and(sampled.rows(random.ints(count, 0, sampled.size()).toArray()));
        }
        double[] logs = logPolicy(both);
        double[] f = discriminator.of(both);
        for (int i = 0; i < f.length; i++) {
          f[i] = (1 / (1 + Math.exp(logs[i] - f[i])) - (i < n ? 1 : 0)) / n;
        }
        discriminator.descend(both, f);
      }
    }

    /** One step of the policy up the return of f − ln π. */
    private void improve(Episodes<S> episodes, Transitions sampled) {
      double[] gain = discriminator.of(sampled);
      double[] logs = allLogs(sampled);
      int width = world.actionNames().size();
      for (int i = 0; i < gain.length; i++) {
        gain[i] -= logs[i * width + sampled.actions()[i]];
      }
      double mean = accumulate(episodes, gain);
      double[] slope = new double[logs.length];
      for (int i = 0; i < gain.length; i++) {
        double weight = (gain[i] - mean) / gain.length;
        for (int a = 0; a < width; a++) {
          double taken = a == sampled.actions()[i] ? 1 : 0;
          slope[i * width + a] = weight * (Math.exp(logs[i * width + a]) - taken);
        }
      }
      Perceptron.descend(acting, policy.backpropagate(slope), steps++);
    }

    /** Turns gains into sums of what follows, weighted by γλ; returns their mean. */
    private double accumulate(Episodes<S> episodes, double[] gain) {
      double keep = world.discount() * options.lambda();
      double sum = 0;
      int end = 0;
      for (List<Integer> actions : episodes.actions) {
        int from = end;
        end += actions.size();
        double later = 0;
        for (int i = end - 1; i >= from; i--) {
          later = gain[i] + keep * later;
          gain[i] = later;
          sum += later;
        }
      }
      return sum / gain.length;
    }

    private double[] allLogs(Transitions rows) {
      INDArray here = Nd4j.create(rows.here());
      double[] logs = policy.forward(here).dup('c').data().asDouble();
      int width = world.actionNames().size();
      for (int from = 0; from < logs.length; from += width) {
        Logits.normalise(logs, from, from + width);
      }
      return logs;
    }

    private double[] logPolicy(Transitions rows) {
      double[] logs = allLogs(rows);
      double[] taken = new double[rows.size()];
      for (int i = 0; i < taken.length; i++) {
        taken[i] = logs[i * world.actionNames().size() + rows.actions()[i]];
      }
      return taken;
    }

    private void judge() {
      double score = validation();
      actingBest.goOn(score);
      rewardBest.goOn(score);
    }

    /** Mean log-likelihood of a choice in the validation traces. */
    private double validation() {
      double sum = 0;
      int choices = 0;
      int at = 0;
      double[] logs = CloningRun.logProbabilities(acting, data, validated);
      for (int situation : validated) {
        for (int n : validating[situation]) {
          sum += n * logs[at++];
          choices += n;
        }
      }
      return sum / choices;
    }

    private HeldOut judged() {
      Map<String, ChoiceModel> models = new LinkedHashMap<>();
      models.put(MODEL, CloningRun.model(acting, data));
      models.put("behaviour clone", CloningRun.model(clone.policy().network(), data));
      models.putAll(new Habits(data, split.fitted()).all());
      return HeldOut.of(data, split.test(), models);
    }

    private MultiLayerNetwork network(Seed weights) {
      return Perceptron.of(
          world.observationSize(),
          1,
          options.hidden(),
          options.activation(),
          options.learningRate(),
          weights);
    }

    private Transitions demonstrations(TraceLog traces) {
      Set<String> ids =
          split.training().stream()
              .map(trace -> data.sequences().get(trace).id())
              .collect(Collectors.toSet());
      List<S> here = new ArrayList<>();
      List<S> after = new ArrayList<>();
      List<Integer> actions = new ArrayList<>();
      List<Trace> sorted = new ArrayList<>(traces.where(own -> ids.contains(own.id())).traces());
      sorted.sort(Comparator.comparing(Trace::id));
      for (Trace trace : sorted) {
        List<Step> steps = trace.steps();
        for (int t = 0; t < steps.size(); t++) {
          String outcome = outcome(steps, t);
          if (outcome != null) {
            here.add(world.read(steps.get(t).situation()));
            after.add(world.read(outcome));
            actions.add(world.actionNames().indexOf(steps.get(t).choice()));
          }
        }
      }
      if (actions.isEmpty()) {
        throw new IllegalArgumentException(
            "adversarial IRL expects steps with outcomes, got none in %d traces"
                .formatted(ids.size()));
      }
      return seen(here, after, actions);
    }

    private static @Nullable String outcome(List<Step> steps, int t) {
      String outcome = steps.get(t).outcome();
      return outcome == null && t + 1 < steps.size() ? steps.get(t + 1).situation() : outcome;
    }

    private Transitions transitions(Episodes<S> episodes) {
      List<S> here = new ArrayList<>();
      List<S> after = new ArrayList<>();
      List<Integer> actions = new ArrayList<>();
      for (int i = 0; i < episodes.actions.size(); i++) {
        int length = episodes.actions.get(i).size();
        here.addAll(episodes.states.get(i).subList(0, length));
        after.addAll(episodes.states.get(i).subList(1, length + 1));
        actions.addAll(episodes.actions.get(i));
      }
      return seen(here, after, actions);
    }

    private Transitions seen(List<S> here, List<S> after, List<Integer> actions) {
      boolean[] ends = new boolean[after.size()];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = world.terminal(after.get(i));
      }
      return new Transitions(
          here.stream().map(world::observe).toArray(double[][]::new),
          after.stream().map(world::observe).toArray(double[][]::new),
          ends,
          actions.stream().mapToInt(a -> a).toArray());
    }
  }
}
