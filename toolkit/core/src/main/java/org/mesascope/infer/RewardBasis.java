package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.task.LinearReward;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * A reward that is linear in its parameters, in one process: r(s, a) = Σ_k θ_k φ_k(s, a), with φ_k
 * the expectation over successors, stored by parameter and sparse.
 */
final class RewardBasis {

  /** Which parameters a reward has. */
  enum Form {
    /** One a state: R(s); a terminal state's is earned on arrival, discounted by γ. */
    STATE,
    /** One a state and action: R(s, a), none in terminal states. */
    STATE_ACTION,
    /** One a feature over transitions. */
    FEATURES
  }

  final Form form;
  final List<String> names;
  private final int pairs;
  private final int[] start;
  private final int[] pair;
  private final double[] value;

  private RewardBasis(Form form, List<String> names, List<double[]> columns) {
    this.form = form;
    this.names = names;
    pairs = columns.get(0).length;
    start = new int[columns.size() + 1];
    for (int k = 0; k < columns.size(); k++) {
      int filled = 0;
      for (double x : columns.get(k)) {
        filled += x != 0 ? 1 : 0;
      }
      start[k + 1] = start[k] + filled;
    }
    pair = new int[start[columns.size()]];
    value = new double[pair.length];
    int at = 0;
    for (double[] column : columns) {
      for (int i = 0; i < pairs; i++) {
        if (column[i] != 0) {
          pair[at] = i;
          value[at++] = column[i];
        }
      }
    }
  }

  static RewardBasis of(Form form, FiniteMdp mdp, List<TransitionReward> features) {
    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    switch (form) {
      case STATE -> {
        for (int s = 0; s < mdp.states(); s++) {
          names.add("R(" + mdp.stateNames().get(s) + ")");
          columns.add(mdp.expectedReward(stateReward(mdp, s)));
        }
      }
      case STATE_ACTION -> {
        for (int row = 0; row < mdp.states() * mdp.actions(); row++) {
          int s = row / mdp.actions();
          double[] column = new double[mdp.states() * mdp.actions()];
          column[row] = mdp.isTerminal(s) ? 0 : 1;
          columns.add(column);
          String action = mdp.actionNames().get(row % mdp.actions());
          names.add("R(" + mdp.stateNames().get(s) + ", " + action + ")");
        }
      }
      case FEATURES -> {
        for (TransitionReward feature : features) {
          names.add(feature.name());
          columns.add(mdp.expectedReward(feature));
        }
      }
    }
    return new RewardBasis(form, List.copyOf(names), columns);
  }

  /** The reward that the parameters stand for, in the process they were laid out for. */
  static LinearReward objective(
      Form form, FiniteMdp mdp, List<TransitionReward> features, double[] theta) {
    String name = "behavioural objective";
    return switch (form) {
      case STATE ->
          LinearReward.of(
              name,
              (w, s, a, next) -> w[s] + (mdp.isTerminal(next) ? mdp.discount() * w[next] : 0),
              theta);
      case STATE_ACTION ->
          LinearReward.of(name, (w, s, a, next) -> w[s * mdp.actions() + a], theta);
      case FEATURES -> LinearReward.of(name, features, theta);
    };
  }

  private static TransitionReward stateReward(FiniteMdp mdp, int state) {
    double onArrival = mdp.isTerminal(state) ? mdp.discount() : 0;
    return TransitionReward.of(
        "R(" + state + ")", (s, a, next) -> (s == state ? 1 : 0) + (next == state ? onArrival : 0));
  }

  int size() {
    return names.size();
  }

  /** r(s, a) for parameters. */
  double[] reward(double[] theta) {
    double[] reward = new double[pairs];
    for (int k = 0; k < theta.length; k++) {
      for (int i = start[k]; i < start[k + 1]; i++) {
        reward[pair[i]] += theta[k] * value[i];
      }
    }
    return reward;
  }

  /** φ_k by state and action. */
  double[] column(int k) {
    double[] column = new double[pairs];
    for (int i = start[k]; i < start[k + 1]; i++) {
      column[pair[i]] = value[i];
    }
    return column;
  }

  /** target_k += Σ n(s, a) φ_k(s, a), over all layers of n. */
  void expect(double[] n, double[] target) {
    for (int k = 0; k < target.length; k++) {
      double sum = 0;
      for (int layer = 0; layer < n.length; layer += pairs) {
        for (int i = start[k]; i < start[k + 1]; i++) {
          sum += n[layer + pair[i]] * value[i];
        }
      }
      target[k] += sum;
    }
  }
}
