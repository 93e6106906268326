package org.mesascope.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mesascope.task.TransitionReward;

/**
 * A finite Markov decision process without a reward: states, actions, sparse transitions, a start
 * distribution, a discount and terminal states.
 *
 * <p>Transitions lie in compressed rows: row {@code s * actions + a} holds the successors {@code
 * next[rowStart[row] .. rowStart[row + 1])} in ascending order with their probabilities. A terminal
 * state has no successors: nothing is earned after it, its value is 0, and rollouts end there.
 */
public final class FiniteMdp {

  private static final double SUM_TOLERANCE = 1e-9;

  private final List<String> stateNames;
  private final List<String> actionNames;
  private final Map<String, Integer> stateByName;
  private final Map<String, Integer> actionByName;
  private final int[] rowStart;
  private final int[] next;
  private final double[] probability;
  private final double[] start;
  private final boolean[] terminal;
  private final double discount;

  private FiniteMdp(Builder builder) {
    stateNames = List.copyOf(builder.stateNames);
    actionNames = List.copyOf(builder.actionNames);
    stateByName = index("state", stateNames);
    actionByName = index("action", actionNames);
    discount = builder.discount;
    terminal = builder.terminal.clone();
    start = builder.checkedStart();
    int rows = states() * actions();
    rowStart = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      builder.checkRow(row);
      rowStart[row + 1] = rowStart[row] + builder.rows.get(row).size();
    }
    next = new int[rowStart[rows]];
    probability = new double[rowStart[rows]];
    for (int row = 0, k = 0; row < rows; row++) {
      for (Map.Entry<Integer, Double> entry : builder.rows.get(row).entrySet()) {
        next[k] = entry.getKey();
        probability[k++] = entry.getValue();
      }
    }
  }

  /** A process with states and actions named by their numbers. */
  public static Builder builder(int states, int actions) {
    return new Builder(numbers(states), numbers(actions));
  }

  /** A process with named states and actions. */
  public static Builder builder(List<String> stateNames, List<String> actionNames) {
    return new Builder(stateNames, actionNames);
  }

  public int states() {
    return stateNames.size();
  }

  public int actions() {
    return actionNames.size();
  }

  /** γ in [0, 1]; 1 only makes sense with a finite horizon. */
  public double discount() {
    return discount;
  }

  public boolean isTerminal(int state) {
    return terminal[state];
  }

  /** Start distribution μ₀, one probability a state. A copy. */
  public double[] start() {
    return start.clone();
  }

  public List<String> stateNames() {
    return stateNames;
  }

  public List<String> actionNames() {
    return actionNames;
  }

  /** The state of that name, or failing that of that number. */
  public int state(String label) {
    return find("state", stateByName, stateNames.size(), label);
  }

  /** The action of that name, or failing that of that number. */
  public int action(String label) {
    return find("action", actionByName, actionNames.size(), label);
  }

  /** First entry of each row, one more than there are rows. Not copied: do not write to it. */
  public int[] rowStart() {
    return rowStart;
  }

  /** Successor states of all rows. Not copied: do not write to it. */
  public int[] next() {
    return next;
  }

  /** Probabilities of {@link #next()}. Not copied: do not write to it. */
  public double[] probability() {
    return probability;
  }

  /**
   * The expected reward of each row: Σ P(s′ | s, a) R(s, a, s′), one number a state and action, row
   * by row; 0 in terminal states. A new array.
   *
   * @throws IllegalArgumentException if the reward of a possible transition is not finite
   */
  public double[] expectedReward(TransitionReward reward) {
    double[] expected = new double[rowStart.length - 1];
    for (int row = 0; row < expected.length; row++) {
      int s = row / actions();
      int a = row % actions();
      for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
        double r = reward.at(s, a, next[k]);
        if (!Double.isFinite(r)) {
          throw new IllegalArgumentException(
              "reward \"%s\" expects a finite number on every transition, got %s from \"%s\" by \"%s\" to \"%s\""
                  .formatted(
                      reward.name(),
                      r,
                      stateNames.get(s),
                      actionNames.get(a),
                      stateNames.get(next[k])));
        }
        expected[row] += probability[k] * r;
      }
    }
    return expected;
  }

  /**
   * Σ P(s′ | s, a) f(s′): 0 in terminal states; cost proportional to the row's successors.
   *
   * @param f one number a state
   */
  public double expect(int s, int a, double[] f) {
    int row = s * actions() + a;
    double sum = 0;
    for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
      sum += probability[k] * f[next[k]];
    }
    return sum;
  }

  /** Which states some policy reaches from the start distribution. A new array. */
  public boolean[] reachable() {
    return Reachable.from(this);
  }

  /** P(s′ | s, a); cost proportional to the row's successors. */
  public double probability(int s, int a, int successor) {
    int row = s * actions() + a;
    int k = Arrays.binarySearch(next, rowStart[row], rowStart[row + 1], successor);
    return k < 0 ? 0 : probability[k];
  }

  /** This process with another discount. */
  public FiniteMdp withDiscount(double other) {
    return toBuilder().discount(other).build();
  }

  /** This process with another start distribution, one probability a state. */
  public FiniteMdp withStart(double... other) {
    return toBuilder().start(other).build();
  }

  /**
   * This process without an end: a terminal state becomes one that no action leaves. Methods that
   * credit the choices left open, such as maximum causal entropy, otherwise see a cost in ending.
   */
  public FiniteMdp withAbsorbingTerminals() {
    Builder builder = toBuilder();
    for (int s = 0; s < states(); s++) {
      if (terminal[s]) {
        builder.terminal[s] = false;
        for (int a = 0; a < actions(); a++) {
          builder.transition(s, a, s, 1);
        }
      }
    }
    return builder.build();
  }

  /** A builder that holds all of this process, to change some of it. */
  public Builder toBuilder() {
    Builder builder = new Builder(stateNames, actionNames);
    builder.discount = discount;
    builder.start = start.clone();
    System.arraycopy(terminal, 0, builder.terminal, 0, terminal.length);
    for (int row = 0; row < rowStart.length - 1; row++) {
      for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
        builder.rows.get(row).put(next[k], probability[k]);
      }
    }
    return builder;
  }

  private static List<String> numbers(int n) {
    return IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }

  private static Map<String, Integer> index(String what, List<String> names) {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (byName.put(names.get(i), i) != null) {
        throw new IllegalArgumentException(what + " \"" + names.get(i) + "\" stands twice");
      }
    }
    return byName;
  }

  private static int find(String what, Map<String, Integer> byName, int size, String label) {
    Integer named = byName.get(label);
    if (named != null) {
      return named;
    }
    if (label.matches("[0-9]{1,9}") && Integer.parseInt(label) < size) {
      return Integer.parseInt(label);
    }
    throw new IllegalArgumentException(
        "there is no %s \"%s\": expected a name such as \"%s\" or a number below %d"
            .formatted(what, label, byName.keySet().iterator().next(), size));
  }

  @Override
  public String toString() {
    return "FiniteMdp[%d states, %d actions, discount %s]"
        .formatted(states(), actions(), discount());
  }

  /** Collects a process and checks it as a whole. */
  public static final class Builder {
    private final List<String> stateNames;
    private final List<String> actionNames;
    private final List<TreeMap<Integer, Double>> rows = new ArrayList<>();
    private final boolean[] terminal;
    private double[] start;
    private double discount = 1;

    private Builder(List<String> stateNames, List<String> actionNames) {
      if (stateNames.isEmpty() || actionNames.isEmpty()) {
        throw new IllegalArgumentException(
            "a process expects at least one state and one action, got %d and %d"
                .formatted(stateNames.size(), actionNames.size()));
      }
      this.stateNames = List.copyOf(stateNames);
      this.actionNames = List.copyOf(actionNames);
      terminal = new boolean[stateNames.size()];
      start = new double[stateNames.size()];
      Arrays.fill(start, 1.0 / start.length);
      for (int row = 0; row < stateNames.size() * actionNames.size(); row++) {
        rows.add(new TreeMap<>());
      }
    }

    /** Adds to P(next | s, a). */
    public Builder transition(int s, int a, int successor, double p) {
      checkState(s);
      if (a < 0 || a >= actionNames.size()) {
        throw new IllegalArgumentException(
            "an action expects a number from 0 to %d, got %d".formatted(actionNames.size() - 1, a));
      }
      if (!(p >= 0 && p <= 1 + SUM_TOLERANCE) || successor < 0 || successor >= terminal.length) {
        throw new IllegalArgumentException(
            "%s expects a successor below %d and a probability in [0, 1], got %d and %s"
                .formatted(rowName(s * actionNames.size() + a), terminal.length, successor, p));
      }
      if (p > 0) {
        rows.get(s * actionNames.size() + a).merge(successor, p, Double::sum);
      }
      return this;
    }

    /** Makes a state terminal and forgets its successors. */
    public Builder terminal(int state) {
      checkState(state);
      terminal[state] = true;
      for (int a = 0; a < actionNames.size(); a++) {
        rows.get(state * actionNames.size() + a).clear();
      }
      return this;
    }

    /** Sets γ, in [0, 1]. */
    public Builder discount(double gamma) {
      if (!(gamma >= 0 && gamma <= 1)) {
        throw new IllegalArgumentException("a discount lies in [0, 1], got " + gamma);
      }
      discount = gamma;
      return this;
    }

    /** Sets μ₀: one probability a state. Uniform over all states unless set. */
    public Builder start(double... distribution) {
      start = distribution.clone();
      return this;
    }

    /** Starts in one state. */
    public Builder startAt(int state) {
      checkState(state);
      start = new double[stateNames.size()];
      start[state] = 1;
      return this;
    }

    /**
     * Checks and builds.
     *
     * @throws IllegalArgumentException if a row or the start distribution does not sum to 1 within
     *     1e-9, or a terminal state has successors or cannot be reached from the start
     */
    public FiniteMdp build() {
      FiniteMdp mdp = unchecked();
      Reachable.requireEnds(mdp);
      return mdp;
    }

    /** For worlds that say better what cannot be reached. */
    FiniteMdp unchecked() {
      return new FiniteMdp(this);
    }

    private void checkState(int s) {
      if (s < 0 || s >= terminal.length) {
        throw new IllegalArgumentException(
            "a state expects a number from 0 to %d, got %d".formatted(terminal.length - 1, s));
      }
    }

    private double[] checkedStart() {
      double sum = 0;
      for (double p : start) {
        sum += p >= 0 ? p : Double.NaN;
      }
      if (start.length != stateNames.size() || !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw new IllegalArgumentException(
            "a start distribution expects %d probabilities that sum to 1, got %d with sum %s"
                .formatted(stateNames.size(), start.length, sum));
      }
      return start.clone();
    }

    private void checkRow(int row) {
      boolean ends = terminal[row / actionNames.size()];
      double sum = rows.get(row).values().stream().mapToDouble(p -> p).sum();
      if (ends ? !rows.get(row).isEmpty() : !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw new IllegalArgumentException(
            ends
                ? rowName(row) + " leaves a terminal state: terminal states have no successors"
                : rowName(row)
                    + " expects probabilities that sum to 1, got "
                    + sum
                    + " over "
                    + rows.get(row).keySet());
      }
    }

    private String rowName(int row) {
      return "state \"%s\", action \"%s\""
          .formatted(
              stateNames.get(row / actionNames.size()), actionNames.get(row % actionNames.size()));
    }
  }
}
