package org.mesascope.infer;

/**
 * How a posterior is drawn from.
 *
 * @param chains independent ones, at least 2
 * @param warmup draws thrown away at the start of each chain
 * @param draws kept of each chain, at least 100
 * @param level of credible intervals, in (0, 1)
 */
public record BayesianIrlOptions(int chains, int warmup, int draws, double level) {

  public BayesianIrlOptions {
    if (chains < 2 || warmup < 0 || draws < 100 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "BayesianIrlOptions expect at least 2 chains, 0 draws of warm-up, 100 draws kept and a"
              + " level in (0, 1), got %d, %d, %d and %s".formatted(chains, warmup, draws, level));
    }
  }

  /** 4 chains, 200 + 1,000 draws each, 95 %. */
  public static BayesianIrlOptions defaults() {
    return new BayesianIrlOptions(4, 200, 1_000, .95);
  }

  public BayesianIrlOptions withChains(int number) {
    return new BayesianIrlOptions(number, warmup, draws, level);
  }

  public BayesianIrlOptions withWarmup(int thrownAway) {
    return new BayesianIrlOptions(chains, thrownAway, draws, level);
  }

  public BayesianIrlOptions withDraws(int kept) {
    return new BayesianIrlOptions(chains, warmup, kept, level);
  }

  public BayesianIrlOptions withLevel(double coverage) {
    return new BayesianIrlOptions(chains, warmup, draws, coverage);
  }
}
