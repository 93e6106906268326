package org.mesascope.world;

/** Where a process can get from its start. */
final class Reachable {

  private Reachable() {}

  /** By breadth-first search; see {@link FiniteMdp#reachable()}. */
  static boolean[] from(FiniteMdp mdp) {
    boolean[] seen = new boolean[mdp.states()];
    int[] queue = new int[mdp.states()];
    int size = 0;
    double[] start = mdp.start();
    for (int s = 0; s < seen.length; s++) {
      if (start[s] > 0) {
        seen[s] = true;
        queue[size++] = s;
      }
    }
    int[] rowStart = mdp.rowStart();
    int[] next = mdp.next();
    for (int i = 0; i < size; i++) {
      int row = queue[i] * mdp.actions();
      for (int k = rowStart[row]; k < rowStart[row + mdp.actions()]; k++) {
        if (!seen[next[k]]) {
          seen[next[k]] = true;
          queue[size++] = next[k];
        }
      }
    }
    return seen;
  }

  /** Fails where a terminal state is cut off. */
  static void requireEnds(FiniteMdp mdp) {
    boolean[] reachable = from(mdp);
    for (int s = 0; s < reachable.length; s++) {
      if (mdp.isTerminal(s) && !reachable[s]) {
        throw new IllegalArgumentException(
            "terminal state \"%s\" expects a way to it from the start, and there is none: start elsewhere, add transitions or take it out"
                .formatted(mdp.stateNames().get(s)));
      }
    }
  }
}
