package org.mesascope.stats;

import java.util.Arrays;

/**
 * Whether chains of a sampler may be read as draws from one distribution (Vehtari, Gelman, Simpson,
 * Carpenter and Bürkner 2021, Rank-normalization, folding, and localization).
 *
 * <p>Every chain is split in halves, so that a drift within a chain shows as well as a difference
 * between chains. Draws are replaced by normal scores of their ranks, so that heavy tails do no
 * harm.
 *
 * @param rHat the larger of the split potential scale reductions of the ranks and of the ranks of
 *     the distances to the median; 1 for chains that agree, +∞ for chains that each stand still
 *     somewhere else
 * @param bulk how many independent draws tell as much about the centre
 * @param tail the same for the 5 % and the 95 % quantile, the smaller of the two
 * @param chains how many there were
 */
public record ChainDiagnostics(double rHat, double bulk, double tail, int chains) {

  /** The largest R-hat that passes. */
  public static final double LARGEST_R_HAT = 1.01;

  /** The least effective sample size that passes, a chain. */
  public static final int LEAST_EFFECTIVE = 100;

  /**
   * Of one quantity.
   *
   * @param chains one row a chain, of the same length, at least 4 finite draws each
   */
  public static ChainDiagnostics of(double[]... chains) {
    double[][] halves = split(chains);
    double[] all = Arrays.stream(halves).flatMapToDouble(Arrays::stream).sorted().toArray();
    double median = Averages.quantile(all, .5);
    double[][] ranks = NormalScores.of(halves);
    double rHat =
        Math.max(
            reduction(ranks),
            reduction(NormalScores.of(mapped(halves, x -> Math.abs(x - median)))));
    double low = Averages.quantile(all, .05);
    double high = Averages.quantile(all, .95);
    double tail =
        Math.min(
            EffectiveSize.of(mapped(halves, x -> x <= low ? 1 : 0)),
            EffectiveSize.of(mapped(halves, x -> x <= high ? 1 : 0)));
    return new ChainDiagnostics(rHat, EffectiveSize.of(ranks), tail, chains.length);
  }

  /** Whether R-hat is at most 1.01 and both effective sample sizes at least 100 a chain. */
  public boolean passes() {
    double least = (double) LEAST_EFFECTIVE * chains;
    return rHat <= LARGEST_R_HAT && bulk >= least && tail >= least;
  }

  /** The worse of two in each respect. */
  public ChainDiagnostics worse(ChainDiagnostics other) {
    return new ChainDiagnostics(
        Math.max(rHat, other.rHat),
        Math.min(bulk, other.bulk),
        Math.min(tail, other.tail),
        Math.min(chains, other.chains));
  }

  /** √((within·(n − 1)/n + between) / within) of chains as they are. */
  private static double reduction(double[][] chains) {
    int n = chains[0].length;
    double[] means = Arrays.stream(chains).mapToDouble(Averages::mean).toArray();
    double within = 0;
    for (double[] chain : chains) {
      within += Math.pow(Averages.standardDeviation(chain), 2) / chains.length;
    }
    double between = Math.pow(Averages.standardDeviation(means), 2);
    if (within == 0) {
      return between == 0 ? 1 : Double.POSITIVE_INFINITY;
    }
    return Math.sqrt((within * (n - 1) / n + between) / within);
  }

  private static double[][] mapped(
      double[][] chains, java.util.function.DoubleUnaryOperator function) {
    return Arrays.stream(chains)
        .map(chain -> Arrays.stream(chain).map(function).toArray())
        .toArray(double[][]::new);
  }

  /** First and last half of each chain, without the draw in the middle where the length is odd. */
  private static double[][] split(double[][] chains) {
    if (chains.length == 0 || chains[0].length < 4) {
      throw new IllegalArgumentException(
          "diagnostics expect at least one chain of at least 4 draws, got "
              + (chains.length == 0 ? "none" : chains[0].length + " draws"));
    }
    int n = chains[0].length;
    double[][] halves = new double[2 * chains.length][];
    for (int c = 0; c < chains.length; c++) {
      if (chains[c].length != n) {
        throw new IllegalArgumentException(
            "chains expect one length, got %d and %d".formatted(n, chains[c].length));
      }
      for (double x : chains[c]) {
        if (!Double.isFinite(x)) {
          throw new IllegalArgumentException(
              "chain %d expects finite draws, got %s".formatted(c, x));
        }
      }
      halves[2 * c] = Arrays.copyOfRange(chains[c], 0, n / 2);
      halves[2 * c + 1] = Arrays.copyOfRange(chains[c], n - n / 2, n);
    }
    return halves;
  }
}
