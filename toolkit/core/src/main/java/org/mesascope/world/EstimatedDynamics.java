package org.mesascope.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * A process whose dynamics are known only from traces: states are the situations and outcomes seen,
 * actions the choices, a state that was entered and never acted in is terminal, and traces start as
 * they were seen to.
 *
 * <p>{@link #mdp} has the shares seen; {@link #draw} other dynamics that the same traces support,
 * by the Bayesian bootstrap over traces (Rubin 1981): each trace counts by an exponential weight,
 * so that what was seen once stays possible. Every action must have been seen in every state where
 * agents act: nothing is known of the others. What traces never show, such as rare successors, no
 * resampling adds.
 */
public final class EstimatedDynamics {

  private final List<String> states;
  private final List<String> actions;
  private final double discount;
  private final List<int[]> seen;
  private final List<Integer> starts;
  private final List<Integer> traceOf;

  private EstimatedDynamics(
      List<String> states,
      List<String> actions,
      double discount,
      List<int[]> seen,
      List<Integer> starts,
      List<Integer> traceOf) {
    this.states = states;
    this.actions = actions;
    this.discount = discount;
    this.seen = seen;
    this.starts = starts;
    this.traceOf = traceOf;
  }

  /**
   * Reads traces whose steps tell what came of them: an outcome, or a step that follows.
   *
   * @param discount γ, in [0, 1]
   * @throws IllegalArgumentException if there is no such step, or an action was never seen in a
   *     state where others were
   */
  public static EstimatedDynamics from(TraceLog log, double discount) {
    List<String> states = states(log);
    List<String> actions = log.steps().map(Step::choice).distinct().sorted().toList();
    Map<String, Integer> stateNumbers = numbered(states);
    Map<String, Integer> actionNumbers = numbered(actions);
    List<int[]> seen = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    List<Integer> traceOf = new ArrayList<>();
    for (int t = 0; t < log.traces().size(); t++) {
      Trace trace = log.traces().get(t);
      for (int i = 0; i < trace.steps().size(); i++) {
        Step step = trace.steps().get(i);
        String after = after(trace, i);
        if (after != null) {
          seen.add(
              new int[] {
                number(stateNumbers, step.situation()),
                number(actionNumbers, step.choice()),
                number(stateNumbers, after)
              });
          traceOf.add(t);
        }
      }
      starts.add(
          trace.steps().isEmpty() ? -1 : number(stateNumbers, trace.steps().get(0).situation()));
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException(
          "dynamics expect at least one step with an outcome or a step after it, got %d steps without"
              .formatted(log.stepCount()));
    }
    EstimatedDynamics found =
        new EstimatedDynamics(states, actions, discount, seen, starts, traceOf);
    found.requireEveryAction();
    return found;
  }

  /** The process with the shares seen. */
  public FiniteMdp mdp() {
    double[] weights = new double[starts.size()];
    Arrays.fill(weights, 1);
    return weighted(weights);
  }

  /** A process that the same traces support. */
  public FiniteMdp draw(Seed seed) {
    RandomGenerator random = seed.random();
    double[] weights = new double[starts.size()];
    for (int t = 0; t < weights.length; t++) {
      weights[t] = random.nextExponential();
    }
    return weighted(weights);
  }

  /**
   * A reward over another process's states and actions, read here by their names, which come in
   * another order.
   *
   * @param given the process whose numbers the reward knows
   * @throws IllegalArgumentException if a name seen in the traces is not the other process's
   */
  public TransitionReward read(TransitionReward reward, FiniteMdp given) {
    int[] state = states.stream().mapToInt(given::state).toArray();
    int[] action = actions.stream().mapToInt(given::action).toArray();
    return TransitionReward.of(
        reward.name(), (s, a, next) -> reward.at(state[s], action[a], state[next]));
  }

  /** How many traces it rests on. */
  public int traces() {
    return starts.size();
  }

  /** Situations, then what was only ever an outcome, each by name. */
  private static List<String> states(TraceLog log) {
    Set<String> situations = new TreeSet<>();
    Set<String> outcomes = new TreeSet<>();
    for (Trace trace : log.traces()) {
      for (int i = 0; i < trace.steps().size(); i++) {
        situations.add(trace.steps().get(i).situation());
        String after = after(trace, i);
        if (after != null) {
          outcomes.add(after);
        }
      }
    }
    outcomes.removeAll(situations);
    List<String> all = new ArrayList<>(situations);
    all.addAll(outcomes);
    return List.copyOf(all);
  }

  private static Map<String, Integer> numbered(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("\"" + name + "\" was not numbered");
    }
    return number;
  }

  private static @Nullable String after(Trace trace, int i) {
    String outcome = trace.steps().get(i).outcome();
    if (outcome != null) {
      return outcome;
    }
    return i + 1 < trace.steps().size() ? trace.steps().get(i + 1).situation() : null;
  }

  private FiniteMdp weighted(double[] weights) {
    int rows = states.size() * actions.size();
    double[] total = new double[rows];
    List<Map<Integer, Double>> counts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      counts.add(new HashMap<>());
    }
    for (int i = 0; i < seen.size(); i++) {
      int[] one = seen.get(i);
      int row = one[0] * actions.size() + one[1];
      double weight = weights[traceOf.get(i)];
      total[row] += weight;
      counts.get(row).merge(one[2], weight, Double::sum);
    }
    FiniteMdp.Builder builder = FiniteMdp.builder(states, actions).discount(discount);
    for (int s = 0; s < states.size(); s++) {
      if (isEnd(s, total)) {
        builder.terminal(s);
      } else {
        for (int a = 0; a < actions.size(); a++) {
          int row = s * actions.size() + a;
          for (Map.Entry<Integer, Double> entry : counts.get(row).entrySet()) {
            builder.transition(s, a, entry.getKey(), entry.getValue() / total[row]);
          }
        }
      }
    }
    return builder.start(start(weights)).build();
  }

  private boolean isEnd(int s, double[] total) {
    for (int a = 0; a < actions.size(); a++) {
      if (total[s * actions.size() + a] > 0) {
        return false;
      }
    }
    return true;
  }

  private double[] start(double[] weights) {
    double[] start = new double[states.size()];
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      if (starts.get(t) >= 0) {
        start[starts.get(t)] += weights[t];
        sum += weights[t];
      }
    }
    for (int s = 0; s < start.length; s++) {
      start[s] /= sum;
    }
    return start;
  }

  private void requireEveryAction() {
    boolean[] known = new boolean[states.size() * actions.size()];
    boolean[] acted = new boolean[states.size()];
    for (int[] one : seen) {
      known[one[0] * actions.size() + one[1]] = true;
      acted[one[0]] = true;
    }
    List<String> missing = new ArrayList<>();
    for (int row = 0; row < known.length; row++) {
      if (acted[row / actions.size()] && !known[row]) {
        missing.add(
            "\"%s\" in \"%s\""
                .formatted(actions.get(row % actions.size()), states.get(row / actions.size())));
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing is known of %d actions that were never taken, such as %s: record a policy that explores, or give the dynamics"
              .formatted(missing.size(), missing.get(0)));
    }
  }
}
