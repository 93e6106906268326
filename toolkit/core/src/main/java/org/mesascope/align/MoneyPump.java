package org.mesascope.align;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The money pump index (Echenique, Lee and Shum 2011): the share of what was spent along a cycle of
 * revealed preference that a trader who walks the cycle could take. Least and greatest over all
 * cycles, as in Smeulders et al. 2013, who show that both are found in polynomial time.
 */
public record MoneyPump(double least, double greatest) {

  /** A trade from one observation to another: what it saves, of what was spent. */
  private record Trade(int from, int to, double gain, double spent) {}

  /** The index of an expenditure table, over the edges of a graph that contradicts itself. */
  static MoneyPump of(RevealedGraph graph, double[][] cost) {
    int[] component = graph.components(graph.all());
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < cost.length; j++) {
        if (graph.after(i).get(j) && component[i] == component[j]) {
          trades.add(new Trade(i, j, Math.max(0, cost[i][i] - cost[i][j]), cost[i][i]));
        }
      }
    }
    return new MoneyPump(extreme(trades, cost.length, 1), extreme(trades, cost.length, -1));
  }

  /**
   * The least ratio Σ gain / Σ spent over cycles (sign 1), or the greatest (−1): takes the ratio of
   * a cycle that the ratio so far leaves negative, until there is none (Lawler 1966). Each turn is
   * O(n · trades) at worst and there are few.
   */
  private static double extreme(List<Trade> trades, int size, int sign) {
    double ratio = sign > 0 ? 1 : 0;
    while (true) {
      List<Trade> cycle = negativeCycle(trades, size, sign, ratio);
      double gain = 0;
      double spent = 0;
      for (Trade trade : cycle) {
        gain += trade.gain;
        spent += trade.spent;
      }
      if (cycle.isEmpty() || sign * (gain / spent - ratio) >= -1e-14) {
        return ratio;
      }
      ratio = gain / spent;
    }
  }

  /** A cycle along which Σ sign (gain − ratio · spent) is negative, by Bellman and Ford. */
  private static List<Trade> negativeCycle(List<Trade> trades, int size, int sign, double ratio) {
    double[] distance = new double[size];
    Trade[] by = new Trade[size];
    int last = -1;
    for (int round = 0; round <= size; round++) {
      if (Thread.interrupted()) {
        throw new CancellationException("interrupted while looking for a money pump");
      }
      last = -1;
      for (Trade trade : trades) {
        double through = distance[trade.from] + sign * (trade.gain - ratio * trade.spent);
        if (through < distance[trade.to] - 1e-12 * trade.spent) {
          distance[trade.to] = through;
          by[trade.to] = trade;
          last = trade.to;
        }
      }
      if (last < 0) {
        return List.of();
      }
    }
    int at = last;
    for (int i = 0; i < size; i++) {
      at = by[at].from;
    }
    List<Trade> cycle = new ArrayList<>();
    int start = at;
    do {
      cycle.add(by[at]);
      at = by[at].from;
    } while (at != start);
    return cycle;
  }
}
