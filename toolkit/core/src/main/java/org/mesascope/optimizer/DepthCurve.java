package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.display.Progress;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;

/**
 * How near sparse codes of so many layers come to the optimal ones: LISTA, one network trained for
 * each depth, against as many iterations of ISTA and FISTA, on signals that no training saw.
 *
 * @param signals how many test signals
 * @param points one for each depth and coder, depth by depth
 * @param networks the trained networks, one a depth
 */
public record DepthCurve(int signals, List<Point> points, List<Lista> networks) {

  /**
   * One coder at one depth.
   *
   * @param error ‖z − z*‖² over all test signals as a share of ‖z*‖²
   * @param excess the mean objective above the optimal codes', as a share of theirs; at least 0 but
   *     for rounding
   */
  public record Point(String coder, int depth, double error, double excess) {}

  /** Keeps lists of its own. */
  public DepthCurve {
    points = List.copyOf(points);
    networks = List.copyOf(networks);
  }

  /**
   * Trains and compares.
   *
   * @param depths each at least 1
   * @param signals how many to test on
   * @param seed training and test use streams of their own below it
   * @throws ArithmeticException if training diverged or an optimal code was not found
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static DepthCurve of(
      SparseCoding problem, List<Integer> depths, ListaOptions options, int signals, Seed seed) {
    SparseSignals test = problem.sample(signals, seed.split("test"));
    double best = problem.objective(test.signals(), test.codes(), signals);
    ListaTraining training = new ListaTraining(problem, options, seed.split("training"));
    List<Point> points = new ArrayList<>();
    List<Lista> networks = new ArrayList<>();
    try (Progress progress = Progress.of("LISTA by depth", Math.max(1, depths.size()))) {
      for (int depth : depths) {
        Lista trained = training.train(depth);
        networks.add(trained);
        for (SparseCoder coder :
            List.of(trained, SparseCoder.ista(problem, depth), SparseCoder.fista(problem, depth))) {
          float[] codes = coder.encode(test.signals(), signals);
          double objective = problem.objective(test.signals(), codes, signals);
          points.add(
              new Point(coder.name(), depth, test.relativeError(codes), objective / best - 1));
        }
        progress.step();
      }
    }
    return new DepthCurve(signals, points, networks);
  }

  /** The error of one coder at one depth. */
  public double error(String coder, int depth) {
    return points.stream()
        .filter(point -> point.coder().equals(coder) && point.depth() == depth)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no \"%s\" of depth %d was compared".formatted(coder, depth)))
        .error();
  }

  /** One row a point. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Sparse codes by depth")
            .columns("coder", "depth", "relative squared error", "relative excess objective");
    for (Point point : points) {
      table = table.row(point.coder(), point.depth(), point.error(), point.excess());
    }
    return table.withNote(
        "against optimal codes of %,d signals that no training saw; LISTA is trained for each depth"
            .formatted(signals));
  }

  /** Error over depth, one line a coder. */
  public Figure figure() {
    Figure figure =
        Figure.titled("Sparse codes by depth")
            .xAxis("layers or iterations", "")
            .yAxis("relative squared error of codes", "")
            .logY();
    for (String coder : points.stream().map(Point::coder).distinct().toList()) {
      List<Point> line = points.stream().filter(point -> point.coder().equals(coder)).toList();
      figure =
          figure.line(
              coder,
              line.stream().mapToDouble(Point::depth).toArray(),
              line.stream().mapToDouble(Point::error).toArray());
    }
    return figure;
  }
}
