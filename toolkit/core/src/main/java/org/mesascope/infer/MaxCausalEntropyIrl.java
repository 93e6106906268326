package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.World;

/**
 * Maximum causal entropy inverse reinforcement learning (Ziebart, Bagnell and Dey 2010): the reward
 * under which the traces' choices are most likely, when choices are soft-optimal: π(a | s) = exp(Q
 * − V), V = log Σ_a exp Q, Q = r + γPV.
 *
 * <p>The inverse temperature is part of the reward: what is found is β·R. From traces, it maximises
 * Σ log π_θ(a | s) − ½λ‖θ‖² over the steps seen; from exact feature expectations, Ziebart's dual
 * θ·f_E − μ₀·V_θ − ½λ‖θ‖², which is the same function where the traces are the expert's own
 * occupancy. Steps that were not seen, before, inside or after a trace, drop out. Gradients are
 * exact, by one adjoint linear system.
 *
 * <p>Rewards are by state (the default), by state and action, or linear in features of transitions.
 * A terminal state's reward is earned on arrival. Several environments share one reward; a trace
 * names its own in its metadata under "world", as rollouts do. Worlds with a discount below 1 are
 * taken as infinite, others with their own horizon.
 *
 * <p>Known limits: it must be given the dynamics and the discount; an agent that plans with other
 * beliefs, or that is better than soft-optimal somewhere and worse elsewhere, is described wrongly;
 * rewards by state and action are told only up to potential shaping (Cao, Cohen and Szpruch 2021;
 * Ng, Harada and Russell 1999).
 *
 * <pre>{@code
 * var found = MaxCausalEntropyIrl.in(world).withFeatures(goal, pit).infer(traces);
 * found.identifiability().summary();
 * }</pre>
 *
 * <p>Cost of a gradient: about six policy evaluations of O(S·A·successors) each; of a fit with K
 * parameters, some ten gradients and as many information matrices of K linear systems and
 * O(K²·S·A). Above 400 parameters no matrix is made: rewards by state in one world without a
 * horizon take some hundred products of O(S·A·successors) a step, others two linear systems for
 * each product.
 */
public final class MaxCausalEntropyIrl implements ObjectiveInference {

  private final List<IrlSetting> settings;
  private final RewardBasis.Form form;
  private final IrlOptions options;

  private MaxCausalEntropyIrl(
      List<IrlSetting> settings, RewardBasis.Form form, IrlOptions options) {
    this.settings = List.copyOf(settings);
    this.form = form;
    this.options = options;
    FiniteMdp first = settings.get(0).mdp();
    for (IrlSetting other : settings) {
      if (other.mdp().actions() != first.actions() || other.mdp().states() != first.states()) {
        throw new IllegalArgumentException(
            "environments expect the same states and actions: \"%s\" has %d by %d, \"%s\" %d by %d"
                .formatted(
                    settings.get(0).name(),
                    first.states(),
                    first.actions(),
                    other.name(),
                    other.mdp().states(),
                    other.mdp().actions()));
      }
      if (other.horizon() == 0 && other.mdp().discount() >= 1) {
        throw new IllegalArgumentException(
            "environment \"%s\" has discount 1: give a horizon with withHorizon, or a smaller discount"
                .formatted(other.name()));
      }
    }
    if (settings.stream().map(IrlSetting::name).distinct().count() < settings.size()) {
      throw new IllegalArgumentException("environments expect distinct names");
    }
  }

  /** In one or several worlds with the same states and actions. */
  public static MaxCausalEntropyIrl in(World first, World... more) {
    List<IrlSetting> settings = new ArrayList<>();
    settings.add(setting(first));
    for (World world : more) {
      settings.add(setting(world));
    }
    return new MaxCausalEntropyIrl(settings, RewardBasis.Form.STATE, IrlOptions.defaults());
  }

  /** In a process with a discount below 1; for another, follow with {@link #withHorizon}. */
  public static MaxCausalEntropyIrl in(String name, FiniteMdp mdp) {
    return in(name, mdp, 0);
  }

  /** In a process, for episodes of that many decisions. */
  public static MaxCausalEntropyIrl in(String name, FiniteMdp mdp, int horizon) {
    return new MaxCausalEntropyIrl(
        List.of(new IrlSetting(name, mdp, checked(horizon), List.of())),
        RewardBasis.Form.STATE,
        IrlOptions.defaults());
  }

  /** In one process more, with the horizon of the first; before features are named. */
  public MaxCausalEntropyIrl and(String name, FiniteMdp mdp) {
    List<IrlSetting> all = new ArrayList<>(settings);
    IrlSetting first = settings.get(0);
    all.add(new IrlSetting(name, mdp, first.horizon(), first.features()));
    return new MaxCausalEntropyIrl(all, form, options);
  }

  /**
   * With episodes of that many decisions, and one policy a time step; 0 for an infinite horizon.
   */
  public MaxCausalEntropyIrl withHorizon(int steps) {
    checked(steps);
    return changed(form, setting -> setting.withHorizon(steps));
  }

  /** With one parameter a state. */
  public MaxCausalEntropyIrl withStateRewards() {
    return changed(RewardBasis.Form.STATE, setting -> setting.withFeatures(List.of()));
  }

  /** With one parameter a state and action. */
  public MaxCausalEntropyIrl withStateActionRewards() {
    return changed(RewardBasis.Form.STATE_ACTION, setting -> setting.withFeatures(List.of()));
  }

  /** With a reward that is linear in features, the same in every environment. */
  public MaxCausalEntropyIrl withFeatures(TransitionReward... features) {
    List<TransitionReward> all = List.of(features);
    if (all.isEmpty() || all.stream().map(TransitionReward::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException(
          "features expect at least one, with distinct names, got "
              + all.stream().map(TransitionReward::name).toList());
    }
    return changed(RewardBasis.Form.FEATURES, setting -> setting.withFeatures(all));
  }

  /**
   * With other features in one environment, such as a coin that lies elsewhere: as many, with the
   * same names, in the same order.
   */
  public MaxCausalEntropyIrl withFeaturesIn(String environment, TransitionReward... features) {
    List<TransitionReward> own = List.of(features);
    IrlSetting first = settings.get(0);
    List<String> expected = first.features().stream().map(TransitionReward::name).toList();
    if (!own.stream().map(TransitionReward::name).toList().equals(expected)) {
      throw new IllegalArgumentException(
          "features in \"%s\" expect the names %s, got %s: name all with withFeatures first"
              .formatted(environment, expected, own.stream().map(TransitionReward::name).toList()));
    }
    if (settings.stream().noneMatch(setting -> setting.name().equals(environment))) {
      throw new IllegalArgumentException(
          "there is no environment \"%s\", only %s"
              .formatted(environment, settings.stream().map(IrlSetting::name).toList()));
    }
    return changed(
        form, setting -> setting.name().equals(environment) ? setting.withFeatures(own) : setting);
  }

  /** With λ of the penalty ½λ‖θ‖²: a Gaussian prior of variance 1/λ. */
  public MaxCausalEntropyIrl withPenalty(double lambda) {
    return with(options.withPenalty(lambda));
  }

  public MaxCausalEntropyIrl with(IrlOptions other) {
    return new MaxCausalEntropyIrl(settings, form, other);
  }

  @Override
  public InferredObjective infer(TraceLog traces) {
    Demonstrations seen = Demonstrations.read(traces, settings, options.gaps());
    return new IrlFit(settings, form, options, seen)
        .fit(
            (i, basis) ->
                IrlTerm.ofCounts(
                    settings.get(i).mdp(),
                    basis,
                    settings.get(i).horizon(),
                    seen.counts(i, settings.get(i))));
  }

  /**
   * From what an expert does exactly.
   *
   * @param occupancies for each environment, discounted visits of state-action pairs: S·A numbers,
   *     or with a horizon T·S·A, time by time
   */
  public InferredObjective inferFromOccupancies(double[]... occupancies) {
    requireEach(
        "occupancies", occupancies, i -> settings.get(i).layers() * settings.get(i).pairs());
    return new IrlFit(settings, form, options, null)
        .fit(
            (i, basis) ->
                IrlTerm.ofCounts(
                    settings.get(i).mdp(), basis, settings.get(i).horizon(), occupancies[i]));
  }

  /**
   * From an expert's exact feature expectations, starting from each process' own μ₀.
   *
   * @param expectations for each environment one number a parameter, discounted and summed over
   *     time; for rewards by state, the expected discounted visits
   */
  public InferredObjective inferFromFeatureExpectations(double[]... expectations) {
    return new IrlFit(settings, form, options, null)
        .fit(
            (i, basis) -> {
              requireEach("feature expectations", expectations, e -> basis.size());
              return IrlTerm.ofExpectations(
                  settings.get(i).mdp(), basis, settings.get(i).horizon(), expectations[i]);
            });
  }

  /**
   * What one trace more would tell at a fit's parameters, in a world that may be another one: with
   * a moved start, goal or coin, other walls or another discount.
   *
   * @param fit of this form and with these features
   * @param steps of the trace; it ends sooner in a terminal state
   * @param features as in {@link #withFeaturesIn}, or none where they are those of the first
   *     environment
   */
  public Experiment experiment(
      InferredObjective fit, String name, FiniteMdp mdp, int steps, TransitionReward... features) {
    IrlSetting first = settings.get(0);
    List<TransitionReward> own = features.length == 0 ? first.features() : List.of(features);
    IrlSetting setting = new IrlSetting(name, mdp, Math.min(first.horizon(), steps), own);
    RewardBasis basis = RewardBasis.of(form, mdp, own);
    List<String> expected = fit.identifiability().parameters();
    if (!basis.names.equals(expected) || steps < 1) {
      throw new IllegalArgumentException(
          "experiment \"%s\" expects at least 1 step and the parameters %s, got %d and %s"
              .formatted(name, NullSpace.listed(expected), steps, NullSpace.listed(basis.names)));
    }
    double[] theta = theta(fit);
    double[] visits = new SimulatedWalks(setting, basis, theta, steps).visits();
    IrlTerm term = IrlTerm.ofCounts(mdp, basis, setting.horizon(), visits);
    term.value(theta, new double[theta.length]);
    double[] information = new double[theta.length * theta.length];
    term.addInformation(information);
    return new Experiment(name, information);
  }

  /**
   * How many traces would tell a parameter how well: agents that follow the fit are simulated in
   * each environment in turn.
   *
   * @param steps of a trace
   */
  public Recovery recovery(InferredObjective fit, String parameter, int steps, Seed seed) {
    return recovery(fit, parameter, steps, this, seed);
  }

  /** The same with another method that infers from the simulated logs. */
  Recovery recovery(
      InferredObjective fit, String parameter, int steps, ObjectiveInference method, Seed seed) {
    double[] theta = theta(fit);
    List<SimulatedWalks> agents = new ArrayList<>();
    for (IrlSetting setting : settings) {
      RewardBasis basis = RewardBasis.of(form, setting.mdp(), setting.features());
      agents.add(new SimulatedWalks(setting, basis, theta, steps));
    }
    return Recovery.of(
        parameter,
        fit.parameter(parameter).value(),
        (traces, own) -> {
          List<Trace> log = new ArrayList<>();
          for (int i = 0; i < traces; i++) {
            log.add(agents.get(i % agents.size()).walk("t" + i, own.split(i)));
          }
          return method.infer(TraceLog.of(log));
        },
        seed);
  }

  private static double[] theta(InferredObjective fit) {
    return fit.parameters().stream().mapToDouble(Estimate::value).toArray();
  }

  List<IrlSetting> settings() {
    return settings;
  }

  RewardBasis.Form form() {
    return form;
  }

  IrlOptions options() {
    return options;
  }

  private void requireEach(
      String what, double[][] given, java.util.function.IntUnaryOperator size) {
    if (given.length != settings.size()) {
      throw new IllegalArgumentException(
          "%s expect one array an environment, %d, got %d"
              .formatted(what, settings.size(), given.length));
    }
    for (int i = 0; i < given.length; i++) {
      double[] own = given[i];
      int bad =
          IntStream.range(0, own.length)
              .filter(k -> !Double.isFinite(own[k]))
              .findFirst()
              .orElse(-1);
      if (own.length != size.applyAsInt(i) || bad >= 0) {
        throw new IllegalArgumentException(
            "%s of \"%s\" expect %d finite numbers, got %d%s"
                .formatted(
                    what,
                    settings.get(i).name(),
                    size.applyAsInt(i),
                    own.length,
                    bad < 0 ? "" : ", of which number " + bad + " is " + own[bad]));
      }
    }
  }

  private MaxCausalEntropyIrl changed(RewardBasis.Form other, UnaryOperator<IrlSetting> change) {
    return new MaxCausalEntropyIrl(settings.stream().map(change).toList(), other, options);
  }

  private static IrlSetting setting(World world) {
    int horizon = world.mdp().discount() < 1 ? 0 : world.horizon();
    return new IrlSetting(world.name(), world.mdp(), horizon, List.of());
  }

  private static int checked(int horizon) {
    if (horizon < 0) {
      throw new IllegalArgumentException(
          "a horizon expects at least 1 step, or 0 for an infinite one, got " + horizon);
    }
    return horizon;
  }
}
