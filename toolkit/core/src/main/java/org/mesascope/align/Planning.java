package org.mesascope.align;

import java.util.Arrays;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * Values of a process under a reward where each state's actions may be restricted: over an infinite
 * horizon by value iteration, or over a finite one by backward induction, exactly.
 *
 * <p>Actions and values come in layers: one for an infinite horizon, one a time step for a finite
 * one, where what is optimal depends on the time that is left.
 */
final class Planning {

  /** Values are sought to this share of the reward's spread. */
  private static final double TOLERANCE = 1e-12;

  /** Actions within this share of the reward's spread tie. */
  private static final double TIE = 1e-9;

  private static final int MAX_SWEEPS = 1_000_000;

  private final FiniteMdp mdp;
  private final int layers;
  private final boolean infinite;

  private Planning(FiniteMdp mdp, int layers, boolean infinite) {
    this.mdp = mdp;
    this.layers = layers;
    this.infinite = infinite;
  }

  static Planning infinite(FiniteMdp mdp) {
    if (mdp.discount() >= 1) {
      throw new IllegalArgumentException(
          "an infinite horizon expects a discount below 1, got "
              + mdp.discount()
              + ": give a finite horizon");
    }
    return new Planning(mdp, 1, true);
  }

  static Planning finite(FiniteMdp mdp, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("a horizon expects at least 1 step, got " + horizon);
    }
    return new Planning(mdp, horizon, false);
  }

  /** What a state is worth, given its actions' values and which of them are allowed. */
  @FunctionalInterface
  interface Choice {
    /** The worth of the row block that begins at {@code first}. */
    double of(double[] q, boolean[] allowed, int first);
  }

  Choice best() {
    return (q, allowed, first) -> {
      double best = Double.NEGATIVE_INFINITY;
      for (int i = first; i < first + mdp.actions(); i++) {
        best = allowed[i] ? Math.max(best, q[i]) : best;
      }
      return best;
    };
  }

  Choice worst() {
    return (q, allowed, first) -> {
      double worst = Double.POSITIVE_INFINITY;
      for (int i = first; i < first + mdp.actions(); i++) {
        worst = allowed[i] ? Math.min(worst, q[i]) : worst;
      }
      return worst;
    };
  }

  Choice lowest() {
    return (q, allowed, first) -> {
      int i = first;
      while (!allowed[i]) {
        i++;
      }
      return q[i];
    };
  }

  Choice alike() {
    return (q, allowed, first) -> {
      double sum = 0;
      int count = 0;
      for (int i = first; i < first + mdp.actions(); i++) {
        if (allowed[i]) {
          sum += q[i];
          count++;
        }
      }
      return sum / count;
    };
  }

  /** A given policy's choice, one probability a row. */
  Choice following(double[] probabilities) {
    return (q, allowed, first) -> {
      double sum = 0;
      for (int i = first; i < first + mdp.actions(); i++) {
        sum += probabilities[i] * q[i];
      }
      return sum;
    };
  }

  /** Every action in every state and layer. */
  boolean[][] everything() {
    boolean[][] all = new boolean[layers][mdp.states() * mdp.actions()];
    for (boolean[] layer : all) {
      Arrays.fill(layer, true);
    }
    return all;
  }

  /** The actions that are optimal for a reward, with ties. */
  boolean[][] optimal(TransitionReward reward) {
    Rewards r = rewards(reward);
    boolean[][] ties = everything();
    double[][] q = actionValues(r, ties, best());
    for (int t = 0; t < layers; t++) {
      for (int s = 0; s < mdp.states(); s++) {
        int first = s * mdp.actions();
        double top = best().of(q[t], ties[t], first);
        for (int i = first; i < first + mdp.actions(); i++) {
          ties[t][i] = q[t][i] >= top - TIE * r.spread;
        }
      }
    }
    return ties;
  }

  /** J: the value of the start distribution. */
  double value(TransitionReward reward, boolean[][] allowed, Choice choice) {
    double[] q = actionValues(rewards(reward), allowed, choice)[0];
    double[] start = mdp.start();
    double sum = 0;
    for (int s = 0; s < start.length; s++) {
      if (start[s] > 0 && !mdp.isTerminal(s)) {
        sum += start[s] * choice.of(q, allowed[0], s * mdp.actions());
      }
    }
    return sum;
  }

  private record Rewards(String name, double[] byRow, double spread) {}

  private Rewards rewards(TransitionReward reward) {
    double[] byRow = mdp.expectedReward(reward);
    double low = Arrays.stream(byRow).min().orElseThrow();
    double high = Arrays.stream(byRow).max().orElseThrow();
    return new Rewards(reward.name(), byRow, high - low);
  }

  /** Q, one array a layer. */
  private double[][] actionValues(Rewards r, boolean[][] allowed, Choice choice) {
    double[] v = new double[mdp.states()];
    double[][] q = new double[layers][r.byRow.length];
    if (!infinite) {
      for (int t = layers - 1; t >= 0; t--) {
        backUp(r, v, q[t]);
        sweep(q[t], allowed[t], choice, v);
      }
      return q;
    }
    double gamma = mdp.discount();
    double size = Arrays.stream(r.byRow).map(Math::abs).max().orElse(0);
    double target = Math.max(TOLERANCE * r.spread * (1 - gamma), 2 * Math.ulp(size / (1 - gamma)));
    for (int i = 0; i < MAX_SWEEPS; i++) {
      backUp(r, v, q[0]);
      if (gamma * sweep(q[0], allowed[0], choice, v) <= target) {
        backUp(r, v, q[0]);
        return q;
      }
    }
    throw new IllegalStateException(
        "value iteration for \"%s\" did not come within %s of its fixed point in %d sweeps at discount %s"
            .formatted(r.name, target, MAX_SWEEPS, gamma));
  }

  private void backUp(Rewards r, double[] v, double[] q) {
    for (int row = 0; row < q.length; row++) {
      int s = row / mdp.actions();
      q[row] = r.byRow[row] + mdp.discount() * mdp.expect(s, row % mdp.actions(), v);
    }
  }

  /** Writes the states' worth into v and returns the largest change. */
  private double sweep(double[] q, boolean[] allowed, Choice choice, double[] v) {
    double change = 0;
    for (int s = 0; s < v.length; s++) {
      double worth = mdp.isTerminal(s) ? 0 : choice.of(q, allowed, s * mdp.actions());
      change = Math.max(change, Math.abs(worth - v[s]));
      v[s] = worth;
    }
    return change;
  }
}
