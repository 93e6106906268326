package org.mesascope.align;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Proportions;
import org.mesascope.stats.Seed;

/**
 * Whether choices from budgets could be those of one maximiser of any utility at all (Afriat 1967;
 * Varian 1982), and if not, how far off they are.
 *
 * <p>Observation i chose the bundle xᵢ at prices pᵢ. It reveals xᵢ preferred to xⱼ where pᵢ·xⱼ ≤
 * pᵢ·xᵢ, strictly so where it is less. Costs within 1e-12 of each other are equal. Consistency says
 * nothing about *which* utility, and where budgets hardly cross, random choices are consistent too:
 * {@link #power} tells how often.
 */
public final class RevealedPreference implements Displayable {

  private static final double EQUAL = 1e-12;

  /** Nodes of the search for {@link #houtmanMaks()} after which it gives bounds. */
  private static final int NODES = 200_000;

  private final double[][] prices;
  private final double[][] quantities;
  private final double[][] cost;

  private RevealedPreference(double[][] prices, double[][] quantities) {
    this.prices = prices;
    this.quantities = quantities;
    int n = prices.length;
    cost = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < prices[i].length; k++) {
          sum += prices[i][k] * quantities[j][k];
        }
        cost[i][j] = sum;
      }
    }
  }

  /**
   * Reads observations.
   *
   * @param prices {@code [observation][good]}, above 0
   * @param quantities {@code [observation][good]}, at least 0, something in every row
   * @throws IllegalArgumentException naming the observation and the good that are wrong
   */
  public static RevealedPreference of(double[][] prices, double[][] quantities) {
    if (prices.length == 0 || prices.length != quantities.length) {
      throw new IllegalArgumentException(
          "revealed preference expects as many rows of prices as of quantities, at least one, got %d and %d"
              .formatted(prices.length, quantities.length));
    }
    int goods = prices[0].length;
    for (int i = 0; i < prices.length; i++) {
      if (goods == 0 || prices[i].length != goods || quantities[i].length != goods) {
        throw new IllegalArgumentException(
            "observation %d expects %d prices and quantities, at least one, as the first has, got %d and %d"
                .formatted(i, goods, prices[i].length, quantities[i].length));
      }
      double bought = 0;
      for (int k = 0; k < goods; k++) {
        require(prices[i][k] > 0, prices[i][k], i, k, "a price above 0");
        require(quantities[i][k] >= 0, quantities[i][k], i, k, "a quantity of at least 0");
        bought += quantities[i][k];
      }
      if (bought == 0) {
        throw new IllegalArgumentException(
            "observation " + i + " bought nothing, which reveals nothing: leave it out");
      }
    }
    return new RevealedPreference(copy(prices), copy(quantities));
  }

  /** How many observations. */
  public int size() {
    return prices.length;
  }

  /**
   * The generalised axiom of revealed preference at full efficiency.
   *
   * @see #garp(double)
   */
  public Garp garp() {
    return garp(1);
  }

  /**
   * The axiom with budgets cut to a share of what was spent: revealed preferred then means pᵢ·xⱼ ≤
   * e pᵢ·xᵢ (Afriat 1973). O(n²).
   *
   * @param efficiency e, above 0 and at most 1
   */
  public Garp garp(double efficiency) {
    int violations = graph(efficiency).violations();
    return new Garp(efficiency, violations);
  }

  /**
   * Afriat's critical cost efficiency index, as Varian's (1990) supremum of the efficiencies at
   * which the axiom holds. Below an efficiency r all edges are strict, so it holds just below r
   * exactly where no cycle has all its cost ratios below r: the index is the least, over cycles, of
   * a cycle's greatest ratio. O(n² log n).
   */
  public double ccei() {
    if (garp().holds()) {
      return 1;
    }
    double[] ratios = new double[size() * size()];
    int count = 0;
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        double ratio = cost[i][j] / cost[i][i];
        if (ratio < 1) {
          ratios[count++] = ratio;
        }
      }
    }
    double[] sorted = Arrays.copyOf(ratios, count);
    Arrays.sort(sorted);
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hasCycleUpTo(sorted[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == count ? 1 : sorted[low];
  }

  /** The largest consistent subset; bounds where the search takes too long. */
  public HoutmanMaks houtmanMaks() {
    return HoutmanMaks.of(graph(1), NODES);
  }

  /** What could be pumped out of these choices; empty where the axiom holds. */
  public Optional<MoneyPump> moneyPump() {
    return garp().holds() ? Optional.empty() : Optional.of(MoneyPump.of(trades(), cost));
  }

  /**
   * Bronars' (1987) power: how often bundles drawn uniformly from the same budget lines break the
   * axiom. Where this is low, consistency is no evidence of maximisation.
   *
   * @param draws how many random choosers, at least 1
   */
  public Estimate power(int draws, Seed seed) {
    int broken = 0;
    for (int d = 0; d < draws; d++) {
      RandomGenerator random = seed.split(d).random();
      double[][] bundles = new double[size()][];
      for (int i = 0; i < size(); i++) {
        bundles[i] = onBudget(prices[i], cost[i][i], random);
      }
      broken += new RevealedPreference(prices, bundles).garp().holds() ? 0 : 1;
    }
    return Estimate.of(
        "power against random choice",
        (double) broken / draws,
        Proportions.wilson(broken, draws, .95),
        draws,
        "Bronars 1987, Wilson interval");
  }

  /** Index by index, with what each says. */
  public ResultTable table() {
    Garp garp = garp();
    ResultTable table =
        ResultTable.titled("Consistency of %d choices from budgets".formatted(size()))
            .columns("index", "value", "reading")
            .row("GARP", garp.holds() ? "holds" : "broken", garp.toString())
            .row("CCEI", ccei(), "share of each budget at which the choices are consistent")
            .row("Houtman–Maks", houtmanMaks().toString(), "largest consistent subset");
    Optional<MoneyPump> pump = moneyPump();
    if (pump.isPresent()) {
      table =
          table
              .row("MPI, least", pump.get().least(), "share of spending lost on the mildest cycle")
              .row("MPI, greatest", pump.get().greatest(), "and on the worst");
    }
    return table.withNote(
        "Consistent choices have some utility behind them, not a known one; compare power(draws, seed) before calling them optimizing.");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }

  /** The relation at an efficiency, an observation not compared with itself. */
  private RevealedGraph graph(double efficiency) {
    if (!(efficiency > 0 && efficiency <= 1)) {
      throw new IllegalArgumentException(
          "an efficiency expects a number above 0 and at most 1, got " + efficiency);
    }
    RevealedGraph graph = new RevealedGraph(size());
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        double ratio = cost[i][j] / cost[i][i];
        if (ratio <= efficiency + EQUAL && i != j) {
          graph.prefer(i, j, ratio < efficiency - EQUAL);
        }
      }
    }
    return graph;
  }

  private boolean hasCycleUpTo(double ratio) {
    RevealedGraph graph = new RevealedGraph(size());
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        if (i != j && cost[i][j] / cost[i][i] <= ratio) {
          graph.prefer(i, j, true);
        }
      }
    }
    return graph.violations() > 0;
  }

  /** The relation without trades of a bundle for its like, which move nothing. */
  private RevealedGraph trades() {
    RevealedGraph graph = graph(1);
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        if (Arrays.equals(quantities[i], quantities[j])) {
          graph.after(i).clear(j);
        }
      }
    }
    return graph;
  }

  private static double[] onBudget(double[] prices, double money, RandomGenerator random) {
    double[] shares = new double[prices.length];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = random.nextExponential();
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] = shares[k] / sum * money / prices[k];
    }
    return shares;
  }

  private static void require(boolean right, double value, int i, int k, String expected) {
    if (!right || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "observation %d, good %d expects %s, got %s".formatted(i, k, expected, value));
    }
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Objects.requireNonNull(row).clone())
        .toArray(double[][]::new);
  }

  /**
   * Whether the axiom holds.
   *
   * @param efficiency at which share of the budgets
   * @param violations ordered pairs (i, j) with i revealed preferred to j, directly or through
   *     others, and j directly and strictly to i
   */
  public record Garp(double efficiency, int violations) {

    public boolean holds() {
      return violations == 0;
    }

    @Override
    public String toString() {
      return holds() ? "no violation" : violations + " violations";
    }
  }
}
