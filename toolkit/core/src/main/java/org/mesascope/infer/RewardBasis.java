package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
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

  private RewardBasis(Form form, List<String> names, int pairs, Entries entries) {
    this.form = form;
    this.names = names;
    this.pairs = pairs;
    start = new int[names.size() + 1];
    entries.each((k, i, x) -> start[k + 1]++);
    for (int k = 0; k < names.size(); k++) {
      start[k + 1] += start[k];
    }
    pair = new int[start[names.size()]];
    value = new double[pair.length];
    int[] filled = Arrays.copyOf(start, names.size());
    entries.each(
        (k, i, x) -> {
          pair[filled[k]] = i;
          value[filled[k]++] = x;
        });
  }

  /** The entries of φ that are not 0, in ascending order of pairs within a parameter. */
  private interface Entries {
    void each(EntryReader reader);
  }

  private interface EntryReader {
    void read(int parameter, int pair, double value);
  }

  static RewardBasis of(Form form, FiniteMdp mdp, List<TransitionReward> features) {
    int pairs = mdp.states() * mdp.actions();
    return switch (form) {
      case STATE ->
          new RewardBasis(
              form,
              mdp.stateNames().stream().map(state -> "R(" + state + ")").toList(),
              pairs,
              reader -> stateEntries(mdp, reader));
      case STATE_ACTION ->
          new RewardBasis(form, pairNames(mdp), pairs, reader -> pairEntries(mdp, reader));
      case FEATURES -> {
        List<double[]> columns = features.stream().map(mdp::expectedReward).toList();
        yield new RewardBasis(
            form,
            features.stream().map(TransitionReward::name).toList(),
            pairs,
            reader -> columnEntries(columns, reader));
      }
    };
  }

  /** 1 for acting in a state; γ times its probability for ending in it. */
  private static void stateEntries(FiniteMdp mdp, EntryReader reader) {
    for (int row = 0; row < mdp.states() * mdp.actions(); row++) {
      if (!mdp.isTerminal(row / mdp.actions())) {
        reader.read(row / mdp.actions(), row, 1);
      }
      for (int j = mdp.rowStart()[row]; j < mdp.rowStart()[row + 1]; j++) {
        if (mdp.isTerminal(mdp.next()[j]) && mdp.discount() > 0) {
          reader.read(mdp.next()[j], row, mdp.discount() * mdp.probability()[j]);
        }
      }
    }
  }

  private static void pairEntries(FiniteMdp mdp, EntryReader reader) {
    for (int row = 0; row < mdp.states() * mdp.actions(); row++) {
      if (!mdp.isTerminal(row / mdp.actions())) {
        reader.read(row, row, 1);
      }
    }
  }

  private static void columnEntries(List<double[]> columns, EntryReader reader) {
    for (int k = 0; k < columns.size(); k++) {
      for (int i = 0; i < columns.get(k).length; i++) {
        if (columns.get(k)[i] != 0) {
          reader.read(k, i, columns.get(k)[i]);
        }
      }
    }
  }

  private static List<String> pairNames(FiniteMdp mdp) {
    List<String> names = new ArrayList<>();
    for (String state : mdp.stateNames()) {
      for (String action : mdp.actionNames()) {
        names.add("R(" + state + ", " + action + ")");
      }
    }
    return List.copyOf(names);
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
