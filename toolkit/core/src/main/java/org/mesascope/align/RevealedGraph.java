package org.mesascope.align;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Who is revealed preferred to whom: an edge i → j where what was chosen at j was affordable at i,
 * strict where it was cheaper than what was chosen there. All edges that a cycle can use lie inside
 * strongly connected components, so choices contradict each other exactly where a component holds a
 * strict edge.
 */
final class RevealedGraph {

  private final int size;
  private final BitSet[] weak;
  private final BitSet[] strict;

  RevealedGraph(int size) {
    this.size = size;
    weak = new BitSet[size];
    strict = new BitSet[size];
    for (int i = 0; i < size; i++) {
      weak[i] = new BitSet(size);
      strict[i] = new BitSet(size);
    }
  }

  int size() {
    return size;
  }

  void prefer(int i, int j, boolean strictly) {
    weak[i].set(j);
    strict[i].set(j, strictly);
  }

  boolean isStrict(int i, int j) {
    return strict[i].get(j);
  }

  /** Where an edge goes from one observation. */
  BitSet after(int i) {
    return weak[i];
  }

  /** Every observation. */
  BitSet all() {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  /** How many ordered pairs (i, j) have i revealed preferred to j and j strictly to i. O(n²). */
  int violations() {
    int[] component = components(all());
    int count = 0;
    for (int i = 0; i < size; i++) {
      for (int j = strict[i].nextSetBit(0); j >= 0; j = strict[i].nextSetBit(j + 1)) {
        count += component[i] == component[j] ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * Strongly connected components among some observations, numbered from 0; −1 for the others
   * (Tarjan 1972, without recursion). O(n²).
   */
  int[] components(BitSet among) {
    int[] component = new int[size];
    int[] order = new int[size];
    int[] low = new int[size];
    int[] next = new int[size];
    int[] path = new int[size];
    int[] open = new int[size];
    Arrays.fill(component, -1);
    int found = 0;
    int visited = 0;
    int opened = 0;
    for (int root = among.nextSetBit(0); root >= 0; root = among.nextSetBit(root + 1)) {
      if (order[root] > 0) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      while (depth >= 0) {
        int v = path[depth];
        if (order[v] == 0) {
          order[v] = ++visited;
          low[v] = visited;
          open[opened++] = v;
        }
        int w = weak[v].nextSetBit(next[v]);
        while (w >= 0 && (!among.get(w) || component[w] >= 0)) {
          w = weak[v].nextSetBit(w + 1);
        }
        if (w >= 0 && order[w] == 0) {
          next[v] = w;
          path[++depth] = w;
        } else if (w >= 0) {
          low[v] = Math.min(low[v], low[w]);
          next[v] = w + 1;
        } else {
          if (low[v] == order[v]) {
            int member;
            do {
              member = open[--opened];
              component[member] = found;
            } while (member != v);
            found++;
          }
          depth--;
        }
      }
    }
    return component;
  }

  /**
   * A shortest cycle with a strict edge among some observations, first in order; empty where their
   * choices are consistent. O(n³) at worst.
   */
  int[] contradiction(BitSet among) {
    int[] component = components(among);
    int[] best = new int[0];
    for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
      BitSet heads = new BitSet(size);
      for (int j = strict[i].nextSetBit(0); j >= 0; j = strict[i].nextSetBit(j + 1)) {
        heads.set(j, component[j] == component[i]);
      }
      if (!heads.isEmpty()) {
        int[] cycle = shortest(i, heads, component, best.length);
        best = cycle.length > 0 ? cycle : best;
        if (best.length == 2) {
          break;
        }
      }
    }
    return best;
  }

  /** The shortest way from any of the heads back to i, i first, if shorter than what is known. */
  private int[] shortest(int i, BitSet heads, int[] component, int known) {
    int[] from = new int[size];
    int[] queue = new int[size];
    Arrays.fill(from, -1);
    int filled = 0;
    for (int j = heads.nextSetBit(0); j >= 0; j = heads.nextSetBit(j + 1)) {
      from[j] = j;
      queue[filled++] = j;
    }
    for (int at = 0; at < filled; at++) {
      int v = queue[at];
      for (int w = weak[v].nextSetBit(0); w >= 0; w = weak[v].nextSetBit(w + 1)) {
        if (w == i) {
          return cycle(i, v, from, known);
        }
        if (from[w] < 0 && component[w] == component[i]) {
          from[w] = v;
          queue[filled++] = w;
        }
      }
    }
    return new int[0];
  }

  private int[] cycle(int i, int last, int[] from, int known) {
    int length = 2;
    for (int v = last; from[v] != v; v = from[v]) {
      length++;
    }
    if (known > 0 && length >= known) {
      return new int[0];
    }
    int[] cycle = new int[length];
    cycle[0] = i;
    int at = length - 1;
    int v = last;
    for (; at > 1; at--) {
      cycle[at] = v;
      v = from[v];
    }
    cycle[1] = v;
    return cycle;
  }
}
