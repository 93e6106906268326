package org.mesascope.align;

import java.util.BitSet;
import java.util.concurrent.CancellationException;

/**
 * The largest number of observations that do not contradict each other (Houtman and Maks 1985).
 *
 * @param atLeast so many are known to be consistent together
 * @param atMost more than so many cannot be; equal to {@code atLeast} where the search was finished
 * @param of how many observations there are
 */
public record HoutmanMaks(int atLeast, int atMost, int of) {

  /** Whether the number is exact. */
  public boolean isExact() {
    return atLeast == atMost;
  }

  @Override
  public String toString() {
    return isExact()
        ? "%d of %d".formatted(atLeast, of)
        : "%d to %d of %d".formatted(atLeast, atMost, of);
  }

  /**
   * Branch and bound on which observation of a shortest contradiction to leave out; contradictions
   * that share no observation bound from below how many must go. Exponential at worst.
   */
  static HoutmanMaks of(RevealedGraph graph, int nodes) {
    Search search = new Search(graph, nodes);
    BitSet all = graph.all();
    int bound = search.packed(all);
    search.best = search.greedy(all);
    search.branch(all, new BitSet(), 0);
    int least = search.nodes > 0 ? search.best : bound;
    return new HoutmanMaks(graph.size() - search.best, graph.size() - least, graph.size());
  }

  private static final class Search {
    private final RevealedGraph graph;
    private int nodes;
    private int best;

    private Search(RevealedGraph graph, int nodes) {
      this.graph = graph;
      this.nodes = nodes;
    }

    /**
     * @param kept those that a branch before this one has tried to leave out
     */
    private void branch(BitSet among, BitSet kept, int left) {
      if (Thread.interrupted()) {
        throw new CancellationException("interrupted while looking for consistent observations");
      }
      if (nodes-- <= 0 || left >= best) {
        return;
      }
      int[] cycle = graph.contradiction(among);
      if (cycle.length == 0) {
        best = left;
        return;
      }
      if (left + packed(among) >= best) {
        return;
      }
      BitSet tried = (BitSet) kept.clone();
      for (int out : cycle) {
        if (!tried.get(out)) {
          BitSet rest = (BitSet) among.clone();
          rest.clear(out);
          branch(rest, tried, left + 1);
          tried.set(out);
        }
      }
    }

    /** How many contradictions can be found that share no observation. */
    private int packed(BitSet among) {
      BitSet rest = (BitSet) among.clone();
      int count = 0;
      for (int[] cycle = graph.contradiction(rest);
          cycle.length > 0;
          cycle = graph.contradiction(rest)) {
        count++;
        for (int v : cycle) {
          rest.clear(v);
        }
      }
      return count;
    }

    /** Leaves out, while there is a contradiction, that member of it with the most strict edges. */
    private int greedy(BitSet among) {
      BitSet rest = (BitSet) among.clone();
      int count = 0;
      for (int[] cycle = graph.contradiction(rest);
          cycle.length > 0;
          cycle = graph.contradiction(rest)) {
        int worst = cycle[0];
        int most = -1;
        for (int v : cycle) {
          int edges = ties(v, rest);
          if (edges > most) {
            most = edges;
            worst = v;
          }
        }
        rest.clear(worst);
        count++;
      }
      return count;
    }

    /** How many two-way contradictions an observation is part of. */
    private int ties(int v, BitSet among) {
      int count = 0;
      for (int w = graph.after(v).nextSetBit(0); w >= 0; w = graph.after(v).nextSetBit(w + 1)) {
        count +=
            among.get(w) && graph.after(w).get(v) && (graph.isStrict(v, w) || graph.isStrict(w, v))
                ? 1
                : 0;
      }
      return count;
    }
  }
}
