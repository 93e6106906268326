package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;

/**
 * The gold score of a system against how far it was optimized for a proxy of it.
 *
 * <p>Distance is d = √KL, in √nats, from the system before optimization. Source: Gao, Schulman and
 * Hilton (2022), Scaling laws for reward model overoptimization, sections 2 and 3.1. Known
 * critique: the gold score is itself a measure that somebody chose; and the laws were found for
 * language models, so look at {@link OveroptimizationFit}'s misfit before reading its peak.
 *
 * <pre>{@code
 * var curve = Overoptimization.bestOf(proxy, gold, 1, 2, 4, 8, 16, 32);
 * curve.fit().peak();
 * curve.figure();
 * }</pre>
 *
 * @param how how the system was optimized, which names the law of its curve
 * @param points in order of distance, the first at 0
 */
public record Overoptimization(Optimization how, List<Point> points) implements Displayable {

  /** How a system is optimized for the proxy. */
  public enum Optimization {
    /** The best of n samples; the law is d(α − βd). */
    BEST_OF_N("n"),
    /** Changing the policy itself; the law is d(α − β ln d). */
    POLICY("strength");

    private final String axis;

    Optimization(String axis) {
      this.axis = axis;
    }
  }

  /**
   * The system at one strength of optimization.
   *
   * @param strength n, or what the optimizer turned up
   * @param kl divergence from the system before optimization, in nats, at least 0
   * @param proxy mean score by what was optimized
   * @param gold mean score by what was meant
   */
  public record Point(double strength, double kl, Estimate proxy, Estimate gold) {

    public Point {
      if (!Double.isFinite(strength) || !(kl >= 0) || !Double.isFinite(kl)) {
        throw new IllegalArgumentException(
            "a point expects a finite strength and a divergence of at least 0, got %s and %s"
                .formatted(strength, kl));
      }
    }

    /** The square root of the divergence. */
    public double distance() {
      return Math.sqrt(kl);
    }
  }

  public Overoptimization {
    points = points.stream().sorted(Comparator.comparingDouble(Point::kl)).toList();
    if (points.size() < 2 || points.get(0).kl() != 0) {
      throw new IllegalArgumentException(
          "a curve expects the system before optimization, at divergence 0, and at least one more");
    }
  }

  /**
   * The best of n items drawn with replacement, each as likely: exact expectations. The divergence
   * is ln n − (n − 1)/n, exact where no two items score the same and n is small against their
   * number, and too large otherwise.
   *
   * @param proxy score of each item; items with equal scores share their chance
   * @param gold score of each item
   * @param n how many are drawn, each at least 1; 1 is added if it is missing
   */
  public static Overoptimization bestOf(double[] proxy, double[] gold, int... n) {
    checkScores(proxy, gold, "item");
    List<Point> points = new ArrayList<>();
    for (int draws : budgets(n)) {
      double[] weights = BestOfN.ofPopulation(proxy, draws);
      points.add(
          new Point(
              draws,
              divergence(draws),
              Estimate.exact("proxy", dot(weights, proxy), "exact over items"),
              Estimate.exact("gold", dot(weights, gold), "exact over items")));
    }
    return new Overoptimization(Optimization.BEST_OF_N, points);
  }

  /**
   * What the best of n would give, from samples of several prompts, with BCa intervals over
   * prompts: unbiased for new samples.
   *
   * @param proxy prompts by samples
   * @param gold prompts by samples; with fewer than ten prompts a note says that intervals are too
   *     narrow
   * @param n each at least 1 and at most the samples of the prompt with the fewest; 1 is added
   */
  public static Overoptimization bestOf(double[][] proxy, double[][] gold, Seed seed, int... n) {
    if (proxy.length != gold.length || proxy.length < 2) {
      throw new IllegalArgumentException(
          "best-of-n expects both scores of at least 2 prompts, got %d and %d"
              .formatted(proxy.length, gold.length));
    }
    int fewest = Integer.MAX_VALUE;
    for (int p = 0; p < proxy.length; p++) {
      checkScores(proxy[p], gold[p], "sample of prompt " + p);
      fewest = Math.min(fewest, proxy[p].length);
    }
    List<Point> points = new ArrayList<>();
    for (int draws : budgets(n)) {
      if (draws > fewest) {
        throw new IllegalArgumentException(
            "the best of %d expects as many samples of every prompt, got %d of one: take more"
                .formatted(draws, fewest));
      }
      points.add(
          new Point(
              draws,
              divergence(draws),
              overPrompts("proxy", proxy, proxy, draws, seed),
              overPrompts("gold", proxy, gold, draws, seed)));
    }
    return new Overoptimization(Optimization.BEST_OF_N, points);
  }

  /**
   * The policy that gains most proxy for its divergence from choosing evenly among items: chances
   * proportional to exp(strength × proxy). Exact expectations and divergence.
   *
   * @param strengths the inverse of the penalty on divergence; 0 is added if it is missing
   */
  public static Overoptimization tilted(double[] proxy, double[] gold, double... strengths) {
    checkScores(proxy, gold, "item");
    List<Point> points = new ArrayList<>();
    for (double strength : withZero(strengths)) {
      double[] weights = tilt(proxy, strength);
      points.add(
          new Point(
              strength,
              strength == 0 ? 0 : divergence(weights),
              Estimate.exact("proxy", dot(weights, proxy), "exact over items"),
              Estimate.exact("gold", dot(weights, gold), "exact over items")));
    }
    return new Overoptimization(Optimization.POLICY, points);
  }

  /**
   * The fit of the law that belongs to how the system was optimized.
   *
   * @throws IllegalArgumentException if there are fewer than 3 distances beyond the start
   */
  public OveroptimizationFit fit() {
    return fit(how);
  }

  /** The fit of a law that may belong to another way: its rival. */
  public OveroptimizationFit fit(Optimization law) {
    return OveroptimizationFit.of(law, points);
  }

  /**
   * One row a point, the fit's gold score beside the one found, and the misfit below; without a fit
   * where there are fewer distances than it needs.
   */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Proxy and gold over optimization")
            .column(how.axis, points.stream().mapToDouble(Point::strength).toArray())
            .column("KL (nats)", points.stream().mapToDouble(Point::kl).toArray())
            .column("proxy", points.stream().map(Point::proxy).toList())
            .column("gold", points.stream().map(Point::gold).toList());
    if (OveroptimizationFit.canBeOf(points)) {
      OveroptimizationFit fit = fit();
      table =
          table
              .column("gold by the fit", points.stream().mapToDouble(fit::at).toArray())
              .withNote(fit.text());
    }
    String warning = warning();
    return warning.isEmpty() ? table : table.withNote(warning);
  }

  /**
   * Both scores over distance with the fit, and beside them what the laws leave; the scores alone
   * where there are fewer distances than a fit needs.
   */
  public Figure figure() {
    String title = "Proxy and gold over optimization";
    return OveroptimizationFit.canBeOf(points)
        ? Figure.panels(title, List.of(fitted(scoreFigure()), misfitFigure()))
        : scoreFigure().withTitle(title);
  }

  /** What must be known of intervals over few prompts; empty where there are enough, or none. */
  private String warning() {
    Estimate gold = points.get(0).gold();
    String warning =
        gold.interval() == null
            ? ""
            : new Resampled(gold.value(), gold.interval(), gold.n()).warning();
    return warning.isEmpty() ? "" : warning + ".";
  }

  /** Both scores over distance. */
  private Figure scoreFigure() {
    double[] x = distances();
    Figure figure =
        Figure.titled("scores")
            .xAxis("distance from the start", "√nats")
            .yAxis("score", "")
            .line("proxy", x, points.stream().map(Point::proxy).toList())
            .line("gold", x, points.stream().map(Point::gold).toList());
    String warning = warning();
    return warning.isEmpty() ? figure : figure.note(warning);
  }

  private Figure fitted(Figure scores) {
    OveroptimizationFit fit = fit();
    double[] x = distances();
    int fine = 200;
    double[] between = new double[fine + 1];
    Arrays.setAll(between, i -> x[x.length - 1] * i / fine);
    return scores.line(
        "gold, fit " + fit.law(), between, Arrays.stream(between).map(fit::at).toArray());
  }

  /** What is left of gold by the law and by its rival. */
  private Figure misfitFigure() {
    double[] x = distances();
    Figure figure =
        Figure.titled("misfit of the law and of its rival")
            .xAxis("distance from the start", "√nats")
            .yAxis("gold less the fit", "");
    Optimization rival = how == Optimization.POLICY ? Optimization.BEST_OF_N : Optimization.POLICY;
    for (Optimization law : List.of(how, rival)) {
      OveroptimizationFit fit = fit(law);
      double[] left = points.stream().mapToDouble(p -> p.gold().value() - fit.at(p)).toArray();
      figure = figure.points(fit.law(), x, left);
    }
    return figure.reference("none", 0);
  }

  private double[] distances() {
    return points.stream().mapToDouble(Point::distance).toArray();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  private static Estimate overPrompts(
      String name, double[][] proxy, double[][] score, int draws, Seed seed) {
    double[] byPrompt = new double[proxy.length];
    Arrays.setAll(byPrompt, p -> dot(BestOfN.ofSamples(proxy[p], draws), score[p]));
    ToDoubleFunction<double[]> mean = Averages::mean;
    Resampled found =
        Bootstrap.bca(byPrompt, mean, BootstrapOptions.defaults(), seed.split(name).split(draws));
    String method =
        found.hasTooFewUnits() ? "BCa over prompts; " + found.warning() : "BCa over prompts";
    return Estimate.of(name, found.value(), found.interval(), found.n(), method);
  }

  private static double divergence(int draws) {
    return Math.log(draws) - (draws - 1.0) / draws;
  }

  /** The divergence of chances of items from even ones, in nats. */
  static double divergence(double[] weights) {
    double kl = 0;
    for (double weight : weights) {
      kl += weight > 0 ? weight * Math.log(weight * weights.length) : 0;
    }
    return Math.max(0, kl);
  }

  private static double[] tilt(double[] proxy, double strength) {
    double most = Arrays.stream(proxy).map(score -> strength * score).max().orElseThrow();
    double[] weights = Arrays.stream(proxy).map(s -> Math.exp(strength * s - most)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static int[] budgets(int[] n) {
    for (int draws : n) {
      if (draws < 1) {
        throw new IllegalArgumentException("best-of-n expects n of at least 1, got " + draws);
      }
    }
    return Arrays.stream(withFirst(1, Arrays.stream(n).asDoubleStream().toArray()))
        .mapToInt(draws -> (int) draws)
        .toArray();
  }

  private static double[] withZero(double[] strengths) {
    for (double strength : strengths) {
      if (!(strength >= 0) || !Double.isFinite(strength)) {
        throw new IllegalArgumentException(
            "a strength expects a finite number of at least 0, got " + strength);
      }
    }
    return withFirst(0, strengths);
  }

  private static double[] withFirst(double first, double[] others) {
    double[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = first;
    return Arrays.stream(all).distinct().sorted().toArray();
  }

  private static void checkScores(double[] proxy, double[] gold, String of) {
    if (proxy.length == 0 || proxy.length != gold.length) {
      throw new IllegalArgumentException(
          "each %s expects both scores, got %d by the proxy and %d by gold"
              .formatted(of, proxy.length, gold.length));
    }
    for (int i = 0; i < proxy.length; i++) {
      if (!Double.isFinite(proxy[i]) || !Double.isFinite(gold[i])) {
        throw new IllegalArgumentException(
            "%s %d expects finite scores, got %s and %s".formatted(of, i, proxy[i], gold[i]));
      }
    }
  }

  private static double dot(double[] weights, double[] scores) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * scores[i];
    }
    return sum;
  }
}
