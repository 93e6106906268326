package org.mesascope.stats;

/**
 * How a bootstrap interval is made.
 *
 * @param resamples how many, at least 100
 * @param level coverage aimed at, in (0, 1)
 */
public record BootstrapOptions(int resamples, double level) {

  public BootstrapOptions {
    if (resamples < 100) {
      throw new IllegalArgumentException(
          "a bootstrap expects at least 100 resamples, got " + resamples);
    }
    Levels.check(level);
  }

  /** 10,000 resamples, level .95. */
  public static BootstrapOptions defaults() {
    return new BootstrapOptions(10_000, .95);
  }

  public BootstrapOptions withResamples(int resamples) {
    return new BootstrapOptions(resamples, level);
  }

  public BootstrapOptions withLevel(double level) {
    return new BootstrapOptions(resamples, level);
  }
}
