package org.mesascope.infer;

import java.util.Arrays;
import org.mesascope.world.FiniteMdp;

/**
 * A process laid out for repeated solves: for each state the union of its actions' successors, and
 * for each action a dense row over that union.
 *
 * <p>A gridworld has at most five successors a state, so a whole state fits in a few cache lines,
 * and the transitions of a policy are one short row a state.
 */
public final class SuccessorTable {

  final int states;
  final int actions;
  final double discount;

  /** Successors of state s stand at {@code start[s] .. start[s + 1]}; none for a terminal state. */
  final int[] start;

  final int[] next;

  /** P(next[start[s] + k] | s, a) stands at {@code start[s] * actions + a * width(s) + k}. */
  final double[] probability;

  /** The transpose: predecessors of state s, and where each one's entry stands in a row layout. */
  final int[] backStart;

  final int[] previous;
  final int[] entry;

  private SuccessorTable(FiniteMdp mdp) {
    states = mdp.states();
    actions = mdp.actions();
    discount = mdp.discount();
    start = new int[states + 1];
    int[] successors = new int[mdp.next().length];
    for (int s = 0; s < states; s++) {
      start[s + 1] = start[s] + union(mdp, s, successors, start[s]);
    }
    next = Arrays.copyOf(successors, start[states]);
    probability = new double[start[states] * actions];
    for (int s = 0; s < states; s++) {
      fill(mdp, s);
    }
    backStart = new int[states + 1];
    previous = new int[next.length];
    entry = new int[next.length];
    transpose();
  }

  /** Lays a process out. Cost: O(transitions). */
  public static SuccessorTable of(FiniteMdp mdp) {
    return new SuccessorTable(mdp);
  }

  int width(int s) {
    return start[s + 1] - start[s];
  }

  boolean terminal(int s) {
    return start[s + 1] == start[s];
  }

  /** r(s, a) + γ E[v(s′)] for all actions of a state, written to {@code q[s * actions + a]}. */
  void backUp(int s, double[] reward, double[] v, double[] q) {
    int first = start[s];
    int m = start[s + 1] - first;
    int p = first * actions;
    for (int a = 0; a < actions; a++, p += m) {
      double expected = 0;
      for (int k = 0; k < m; k++) {
        expected += probability[p + k] * v[next[first + k]];
      }
      q[s * actions + a] = reward[s * actions + a] + discount * expected;
    }
  }

  /** γ Σ_a π(a | s) P(· | s, a) of a state, written to {@code row[start[s] ..]}. */
  void mix(int s, double[] policy, double[] row) {
    int first = start[s];
    int m = start[s + 1] - first;
    int p = first * actions;
    for (int k = 0; k < m; k++) {
      double mass = 0;
      for (int a = 0; a < actions; a++) {
        mass += policy[s * actions + a] * probability[p + a * m + k];
      }
      row[first + k] = discount * mass;
    }
  }

  /** target += γ Σ_a n(s, a) P(· | s, a), over all states; {@code offset} is where n begins. */
  void push(double[] n, int offset, double[] target, int targetOffset) {
    for (int s = 0; s < states; s++) {
      int first = start[s];
      int m = start[s + 1] - first;
      for (int a = 0, p = first * actions; a < actions; a++, p += m) {
        double mass = discount * n[offset + s * actions + a];
        if (mass != 0) {
          for (int k = 0; k < m; k++) {
            target[targetOffset + next[first + k]] += mass * probability[p + k];
          }
        }
      }
    }
  }

  private static int union(FiniteMdp mdp, int s, int[] target, int at) {
    int from = mdp.rowStart()[s * mdp.actions()];
    int to = mdp.rowStart()[(s + 1) * mdp.actions()];
    int[] distinct = Arrays.stream(mdp.next(), from, to).sorted().distinct().toArray();
    System.arraycopy(distinct, 0, target, at, distinct.length);
    return distinct.length;
  }

  private void fill(FiniteMdp mdp, int s) {
    int m = width(s);
    for (int a = 0; a < actions; a++) {
      int row = s * actions + a;
      for (int j = mdp.rowStart()[row]; j < mdp.rowStart()[row + 1]; j++) {
        int k = Arrays.binarySearch(next, start[s], start[s + 1], mdp.next()[j]) - start[s];
        probability[start[s] * actions + a * m + k] = mdp.probability()[j];
      }
    }
  }

  private void transpose() {
    for (int after : next) {
      backStart[after + 1]++;
    }
    for (int s = 0; s < states; s++) {
      backStart[s + 1] += backStart[s];
    }
    int[] fill = Arrays.copyOf(backStart, states);
    for (int s = 0; s < states; s++) {
      for (int j = start[s]; j < start[s + 1]; j++) {
        int at = fill[next[j]]++;
        previous[at] = s;
        entry[at] = j;
      }
    }
  }
}
