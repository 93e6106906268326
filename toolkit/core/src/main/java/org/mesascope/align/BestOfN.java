package org.mesascope.align;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * What more selection by a proxy does to the objective it stands for: of n items drawn with
 * replacement the one that the proxy ranks highest is kept, and the expectation of both is exact.
 *
 * <p>Gao, Schulman and Hilton 2023, "Scaling laws for reward model overoptimization": the distance
 * from the base distribution is d = √KL, and the gain in the true objective is described by d(α −
 * βd) for best-of-n (equation 1), by d(α − β ln d) for reinforcement learning. KL = ln n − (n −
 * 1)/n holds for a continuum of items and bounds that of finitely many from above.
 *
 * <pre>{@code
 * BestOfN selection = BestOfN.of(proxy, gold);
 * selection.curve(1, 2, 4, 8, 16).law().peak(); // the distance at which more selection costs
 * }</pre>
 *
 * <p>Known limits: the items are all there are, so that n far above their number tells nothing; a
 * law fitted to few values of n is a description and no forecast.
 */
public final class BestOfN {

  private final double[] proxy;
  private final double[] gold;

  private BestOfN(double[] proxy, double[] gold) {
    this.proxy = proxy;
    this.gold = gold;
  }

  /**
   * Of items with both scores.
   *
   * @param proxy what selects, finite, one an item; equal ones are as likely to be kept
   * @param gold what counts, finite, one an item
   */
  public static BestOfN of(double[] proxy, double[] gold) {
    if (proxy.length == 0 || proxy.length != gold.length) {
      throw new IllegalArgumentException(
          "best-of-n expects a proxy and a gold score an item, at least one, got %d and %d"
              .formatted(proxy.length, gold.length));
    }
    for (int i = 0; i < proxy.length; i++) {
      if (!Double.isFinite(proxy[i]) || !Double.isFinite(gold[i])) {
        throw new IllegalArgumentException(
            "item %d expects finite scores, got proxy %s and gold %s"
                .formatted(i, proxy[i], gold[i]));
      }
    }
    int[] order =
        IntStream.range(0, proxy.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> proxy[i]))
            .mapToInt(i -> i)
            .toArray();
    return new BestOfN(
        Arrays.stream(order).mapToDouble(i -> proxy[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> gold[i]).toArray());
  }

  /**
   * The expectation at one n, at least 1. O(items).
   *
   * @throws IllegalArgumentException if n is below 1
   */
  public Point at(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("best-of-n expects n of at least 1, got " + n);
    }
    double size = proxy.length;
    double selected = 0;
    double counted = 0;
    double divergence = 0;
    for (int from = 0; from < size; ) {
      int to = from;
      double sum = 0;
      while (to < size && proxy[to] == proxy[from]) {
        sum += gold[to++];
      }
      double p = Math.pow(to / size, n) - Math.pow(from / size, n);
      selected += p * proxy[from];
      counted += p * sum / (to - from);
      divergence += p > 0 ? p * Math.log(p * size / (to - from)) : 0;
      from = to;
    }
    return new Point(n, selected, counted, Math.log(n) - (n - 1.0) / n, Math.max(0, divergence));
  }

  /** The expectation at several n. */
  public Curve curve(int... n) {
    return new Curve(at(1), Arrays.stream(n).mapToObj(this::at).toList());
  }

  /**
   * What best-of-n gives.
   *
   * @param proxy its expectation
   * @param gold its expectation
   * @param divergence ln n − (n − 1)/n, in nats
   * @param exactDivergence from the uniform distribution over these items, in nats
   */
  public record Point(int n, double proxy, double gold, double divergence, double exactDivergence) {

    /** d = √KL, with the KL of a continuum. */
    public double distance() {
      return Math.sqrt(Math.max(0, divergence));
    }
  }

  /**
   * Several n.
   *
   * @param unselected n = 1, from which gains count
   * @param points in the order asked for
   */
  public record Curve(Point unselected, List<Point> points) implements Displayable {

    public Curve {
      points = List.copyOf(points);
    }

    /** The law of best-of-n, d(α − βd), by least squares over the n above 1: at least 2 of them. */
    public OveroptimizationLaw law() {
      return OveroptimizationLaw.bestOfN(distances(), gains());
    }

    double[] distances() {
      return selected().mapToDouble(Point::distance).toArray();
    }

    double[] gains() {
      return selected().mapToDouble(point -> point.gold - unselected.gold).toArray();
    }

    private Stream<Point> selected() {
      return points.stream().filter(point -> point.n > 1);
    }

    /** One row an n. */
    public ResultTable table() {
      ResultTable table =
          ResultTable.titled("Best of n by the proxy")
              .columns("n", "proxy", "gold", "KL", "KL, exact");
      for (Point p : points) {
        table = table.row(p.n, p.proxy, p.gold, p.divergence, p.exactDivergence);
      }
      return table.withNote(
          "Expectations over n draws with replacement; KL is ln n − (n − 1)/n, the bound for"
              + " finitely many items, in nats.");
    }

    /** Proxy and gold against the distance √KL. */
    public Figure figure() {
      double[] d = points.stream().mapToDouble(Point::distance).toArray();
      return Figure.titled("Selection by a proxy")
          .xAxis("distance √KL", "√nats")
          .yAxis("expected score", "")
          .line("proxy", d, points.stream().mapToDouble(Point::proxy).toArray())
          .line("gold", d, points.stream().mapToDouble(Point::gold).toArray());
    }

    @Override
    public MimeBundle toMimeBundle() {
      return table().toMimeBundle();
    }
  }
}
