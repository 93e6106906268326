package org.mesascope.gap;

import java.util.List;
import java.util.OptionalDouble;
import org.mesascope.gap.Overoptimization.Optimization;
import org.mesascope.gap.Overoptimization.Point;

/**
 * A law of overoptimization fitted to a curve by least squares: gold(d) = gold(0) + d(α − βd) for
 * the best of n, gold(0) + d(α − β ln d) for a changed policy. Gao et al. (2022), section 3.1. The
 * start is held as found; points are not weighed.
 *
 * @param how which law
 * @param start gold before optimization
 * @param alpha the slope at the start, or at d = 1
 * @param beta how fast it falls
 * @param residualSquares what is left, summed over points
 * @param explained 1 less what is left over the squares around the mean; may be negative
 * @param worst the point farthest from the fit
 * @param farthest the largest distance seen
 */
public record OveroptimizationFit(
    Optimization how,
    double start,
    double alpha,
    double beta,
    double residualSquares,
    double explained,
    Point worst,
    double farthest) {

  private static final double GOOD = .9;

  static OveroptimizationFit of(Optimization how, List<Point> points) {
    if (!canBeOf(points)) {
      throw new IllegalArgumentException(
          "a law of two numbers expects the start and at least 3 other distances, got %d points"
              .formatted(points.size()));
    }
    double start = points.get(0).gold().value();
    double xx = 0;
    double xz = 0;
    double zz = 0;
    double xy = 0;
    double zy = 0;
    for (Point point : points) {
      double x = point.distance();
      double z = bend(how, x);
      double y = point.gold().value() - start;
      xx += x * x;
      xz += x * z;
      zz += z * z;
      xy += x * y;
      zy += z * y;
    }
    double determinant = xx * zz - xz * xz;
    double alpha = (zz * xy - xz * zy) / determinant;
    double beta = (xx * zy - xz * xy) / determinant;
    if (!Double.isFinite(alpha) || !Double.isFinite(beta)) {
      throw new IllegalArgumentException(
          "distances from %s to %s are too much alike to tell slope from fall: take stronger ones"
              .formatted(points.get(1).distance(), points.get(points.size() - 1).distance()));
    }
    double mean = points.stream().mapToDouble(p -> p.gold().value()).average().orElseThrow();
    double left = 0;
    double around = 0;
    double most = -1;
    Point worst = points.get(0);
    for (Point point : points) {
      double x = point.distance();
      double gold = point.gold().value();
      double residual = gold - (start + alpha * x + beta * bend(how, x));
      left += residual * residual;
      around += (gold - mean) * (gold - mean);
      if (Math.abs(residual) > most) {
        most = Math.abs(residual);
        worst = point;
      }
    }
    double explained = around == 0 ? 1 : 1 - left / around;
    double farthest = points.get(points.size() - 1).distance();
    return new OveroptimizationFit(how, start, alpha, beta, left, explained, worst, farthest);
  }

  /** Whether there are distances enough for a law of two numbers to be wrong. */
  static boolean canBeOf(List<Point> points) {
    return points.stream().mapToDouble(Point::kl).distinct().count() >= 4;
  }

  /** Gold by the law at a distance. */
  public double at(double distance) {
    return start + alpha * distance + beta * bend(how, distance);
  }

  double at(Point point) {
    return at(point.distance());
  }

  /**
   * The distance of the most gold by the law; empty where the law has no peak between the start and
   * the farthest point, for beyond it nothing was seen.
   */
  public OptionalDouble peak() {
    if (!(beta > 0)) {
      return OptionalDouble.empty();
    }
    double peak = how == Optimization.BEST_OF_N ? alpha / (2 * beta) : Math.exp(alpha / beta - 1);
    return peak > 0 && peak < farthest ? OptionalDouble.of(peak) : OptionalDouble.empty();
  }

  /** The law, such as {@code d(α − βd)}. */
  public String law() {
    return how == Optimization.BEST_OF_N ? "d(α − βd)" : "d(α − β ln d)";
  }

  /** The fit, its peak and its misfit in words. */
  public String text() {
    String peak =
        peak().isPresent()
            ? "most gold at d = %.3g".formatted(peak().getAsDouble())
            : "no peak between the start and the farthest point";
    String misfit =
        "it explains %.3f of the spread of gold and is farthest off at d = %.3g, by %.3g"
            .formatted(explained, worst.distance(), worst.gold().value() - at(worst));
    String caution = explained < GOOD ? ": the law does not describe this curve" : "";
    return "Fit %s: α %.4g, β %.4g, %s; %s%s.".formatted(law(), alpha, beta, peak, misfit, caution);
  }

  private static double bend(Optimization how, double d) {
    if (how == Optimization.BEST_OF_N) {
      return -d * d;
    }
    return d == 0 ? 0 : -d * Math.log(d);
  }
}
