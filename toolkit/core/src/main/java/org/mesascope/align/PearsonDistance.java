package org.mesascope.align;

import org.mesascope.task.TransitionReward;

/**
 * √((1 − ρ)/2) with ρ Pearson's correlation under a coverage distribution, computed as half the
 * distance of the two standardised rewards, which loses no digits near 0.
 */
final class PearsonDistance {

  /** Spread below this share of a reward's size is rounding, not preference. */
  static final double RELATIVE_ZERO = 1e-12;

  private PearsonDistance() {}

  /**
   * Compares two canonical rewards.
   *
   * @param measure the name of the result
   * @param coverage over which transitions
   * @param x first canonical reward, with the reward that it stands for
   * @param y second
   */
  static Distance of(String measure, CoverageDistribution coverage, Canonical x, Canonical y) {
    Moments mx = Moments.of(coverage, x);
    Moments my = Moments.of(coverage, y);
    for (Moments m : new Moments[] {mx, my}) {
      if (m.spread <= RELATIVE_ZERO * m.of.size()) {
        return new Distance.Undefined(
            measure,
            "\"%s\" prefers nothing to anything: it is constant, up to potential shaping, over its coverage"
                .formatted(m.of.original().name()));
      }
    }
    double[] sum = new double[1];
    coverage.forEach(
        (s, a, next, weight) -> {
          double zx = (x.form().at(s, a, next) - mx.mean) / mx.spread;
          double zy = (y.form().at(s, a, next) - my.mean) / my.spread;
          sum[0] += weight * (zx - zy) * (zx - zy);
        });
    return new Distance.Known(measure, Math.min(1, Math.sqrt(sum[0]) / 2));
  }

  /**
   * A reward in canonical form.
   *
   * @param original the reward as given
   * @param form its canonical form
   * @param size the largest |R| that went into it
   */
  record Canonical(TransitionReward original, TransitionReward.Function form, double size) {}

  private record Moments(Canonical of, double mean, double spread) {
    static Moments of(CoverageDistribution coverage, Canonical reward) {
      double[] sum = new double[2];
      coverage.forEach((s, a, next, weight) -> sum[0] += weight * reward.form().at(s, a, next));
      coverage.forEach(
          (s, a, next, weight) -> {
            double deviation = reward.form().at(s, a, next) - sum[0];
            sum[1] += weight * deviation * deviation;
          });
      return new Moments(reward, sum[0], Math.sqrt(sum[1]));
    }
  }
}
