package org.mesascope.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Proportions;

/**
 * Accuracy over thinking time and over the distance to the goal: the share of cells from where the
 * likeliest move is on a shortest path.
 *
 * <p>The unit is the maze: intervals are {@link Proportions#clustered} by maze, 95 %.
 *
 * @param points one a set of mazes, thinking time and range of distances; over all distances first
 */
public record ThinkingTime(List<Point> points) implements Displayable {

  /** Mazes that go through the planner together. */
  private static final int TOGETHER = 64;

  private static final double LEVEL = .95;

  /**
   * A measured share.
   *
   * @param mazes the set's name
   * @param ticks thinking time
   * @param nearest least distance to the goal, in moves
   * @param farthest greatest distance; {@link Integer#MAX_VALUE} where there is no end
   * @param cells how many cells it rests on
   * @param accuracy share of moves on a shortest path; n is the number of mazes
   */
  public record Point(
      String mazes, int ticks, int nearest, int farthest, int cells, Estimate accuracy) {

    boolean anyDistance() {
      return nearest == 1 && farthest == Integer.MAX_VALUE;
    }
  }

  public ThinkingTime {
    points = List.copyOf(points);
  }

  /**
   * Measures a planner. One run a set of mazes, as long as the longest thinking time.
   *
   * @param ticks thinking times, ascending and at least 1
   */
  public static ThinkingTime of(RecurrentPlanner planner, List<MazeSet> sets, int... ticks) {
    if (sets.isEmpty() || ticks.length == 0 || ticks[0] < 1) {
      throw new IllegalArgumentException(
          "at least one set of mazes and thinking times of at least 1 tick are expected, got %d and %s"
              .formatted(sets.size(), Arrays.toString(ticks)));
    }
    for (int i = 1; i < ticks.length; i++) {
      if (ticks[i] <= ticks[i - 1]) {
        throw new IllegalArgumentException(
            "thinking times expect to ascend, got " + Arrays.toString(ticks));
      }
    }
    List<Point> points = new ArrayList<>();
    for (MazeSet set : sets) {
      points.addAll(measured(planner, set, ticks));
    }
    return new ThinkingTime(points);
  }

  private static List<Point> measured(RecurrentPlanner planner, MazeSet set, int[] ticks) {
    int longest = ticks[ticks.length - 1];
    int cells = set.mazes().get(0).side() * set.mazes().get(0).side();
    DistanceCounts[] counts = new DistanceCounts[ticks.length];
    Arrays.setAll(counts, t -> new DistanceCounts(set.mazes().size(), cells));
    for (int from = 0; from < set.mazes().size(); from += TOGETHER) {
      List<Maze> part = set.mazes().subList(from, Math.min(set.mazes().size(), from + TOGETHER));
      MazeBatch batch = MazeBatch.of(part, set.goal()::goal);
      int first = from;
      planner.run(
          batch,
          longest,
          (tick, state) -> {
            int t = Arrays.binarySearch(ticks, tick);
            if (t >= 0) {
              counts[t].add(part, set.goal(), first, batch, planner.read(batch, state));
            }
          });
    }
    List<Point> points = new ArrayList<>();
    for (int t = 0; t < ticks.length; t++) {
      points.add(counts[t].point(set.name(), ticks[t], 1, Integer.MAX_VALUE, LEVEL));
    }
    for (int nearest = 1; nearest <= cells; nearest *= 2) {
      int farthest = 2 * nearest - 1;
      if (counts[0].clusters(nearest, farthest) >= 2) {
        for (int t = 0; t < ticks.length; t++) {
          points.add(counts[t].point(set.name(), ticks[t], nearest, farthest, LEVEL));
        }
      }
    }
    return points;
  }

  /** Accuracy on a set over all distances, by thinking time. */
  public List<Point> on(String mazes) {
    List<Point> found =
        points.stream().filter(p -> p.anyDistance() && p.mazes().equals(mazes)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no mazes \"%s\", only %s".formatted(mazes, sets()));
    }
    return found;
  }

  private List<String> sets() {
    return points.stream().map(Point::mazes).distinct().toList();
  }

  /** What more time brings on a set, from the least time that was measured to the most. */
  public ThinkingGain gain(String mazes) {
    List<Point> over = on(mazes);
    Point first = over.get(0);
    Point last = over.get(over.size() - 1);
    if (over.size() == 1) {
      return new ThinkingGain.NotVaried(first.ticks());
    }
    double before = first.accuracy().value();
    double after = last.accuracy().value();
    double mended = before == 1 ? 0 : (after - before) / (1 - before);
    return mended >= ThinkingGain.HALF
        ? new ThinkingGain.Iterative(first.ticks(), last.ticks(), before, after)
        : new ThinkingGain.None(first.ticks(), last.ticks(), mended);
  }

  /** One row a set, thinking time and range of distances; below, what each set's gain says. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Share of moves on a shortest path, by thinking time")
            .columns("mazes", "ticks", "distance", "accuracy", "cells", "n");
    for (Point p : points) {
      table =
          table.row(p.mazes(), p.ticks(), distance(p), p.accuracy(), p.cells(), p.accuracy().n());
    }
    for (String set : sets()) {
      table = table.withNote(set + ": " + gain(set).sentence());
    }
    return table.withNote("n mazes; intervals of 95 %, clustered by maze.");
  }

  private static String distance(Point p) {
    if (p.anyDistance()) {
      return "any";
    }
    return p.nearest() == p.farthest()
        ? String.valueOf(p.nearest())
        : p.nearest() + " to " + p.farthest();
  }

  /** Accuracy over thinking time, a line for each set of mazes. */
  public Figure figure() {
    Figure figure =
        Figure.titled("Accuracy over thinking time")
            .xAxis("thinking time", "ticks")
            .yAxis("moves on a shortest path", "share")
            .logX();
    for (String set : sets()) {
      figure = line(figure, set, on(set), on(set).stream().mapToDouble(Point::ticks).toArray());
    }
    return figure;
  }

  /** Accuracy over the distance to the goal on one set, a line for each thinking time. */
  public Figure byDistance(String mazes) {
    Figure figure =
        Figure.titled("Accuracy over distance, " + mazes)
            .xAxis("distance to the goal", "moves, lower end of a doubling range")
            .yAxis("moves on a shortest path", "share")
            .logX();
    for (int ticks : on(mazes).stream().mapToInt(Point::ticks).toArray()) {
      List<Point> over =
          points.stream()
              .filter(p -> p.mazes().equals(mazes) && p.ticks() == ticks && !p.anyDistance())
              .toList();
      double[] x = over.stream().mapToDouble(Point::nearest).toArray();
      figure = line(figure, ticks == 1 ? "1 tick" : ticks + " ticks", over, x);
    }
    return figure;
  }

  private static Figure line(Figure figure, String name, List<Point> over, double[] x) {
    return figure.line(name, x, over.stream().map(Point::accuracy).toList());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  /** Cells right and all, by maze and distance. */
  private static final class DistanceCounts {
    private final int[][] right;
    private final int[][] all;

    DistanceCounts(int mazes, int distances) {
      right = new int[mazes][distances];
      all = new int[mazes][distances];
    }

    void add(List<Maze> mazes, MazeKind kind, int from, MazeBatch batch, float[] logits) {
      int size = batch.size();
      for (int m = 0; m < size; m++) {
        ShortestPaths paths = ShortestPaths.to(mazes.get(m), kind.goal(mazes.get(m)));
        for (int cell = 0; cell < batch.cells(); cell++) {
          if (paths.choices(cell) > 0) {
            int distance = paths.distance(cell);
            all[from + m][distance]++;
            if (paths.onPath(cell, likeliest(logits, cell * MazeBatch.MOVES * size + m, size))) {
              right[from + m][distance]++;
            }
          }
        }
      }
    }

    private static int likeliest(float[] logits, int at, int stride) {
      int best = 0;
      for (int move = 1; move < MazeBatch.MOVES; move++) {
        if (logits[at + move * stride] > logits[at + best * stride]) {
          best = move;
        }
      }
      return best;
    }

    int clusters(int nearest, int farthest) {
      return (int) Arrays.stream(sums(all, nearest, farthest)).filter(n -> n > 0).count();
    }

    Point point(String mazes, int ticks, int nearest, int farthest, double level) {
      int[] successes = sums(right, nearest, farthest);
      int[] sizes = sums(all, nearest, farthest);
      int cells = Arrays.stream(sizes).sum();
      double share = Arrays.stream(successes).sum() / (double) cells;
      return new Point(
          mazes,
          ticks,
          nearest,
          farthest,
          cells,
          Estimate.of(
              "moves on a shortest path, %s, %d ticks".formatted(mazes, ticks),
              share,
              Proportions.clustered(successes, sizes, level),
              clusters(nearest, farthest),
              "likeliest move; Wilson interval clustered by maze"));
    }

    private static int[] sums(int[][] counts, int nearest, int farthest) {
      return Arrays.stream(counts)
          .mapToInt(
              row ->
                  IntStream.rangeClosed(nearest, Math.min(farthest, row.length - 1))
                      .map(d -> row[d])
                      .sum())
          .toArray();
    }
  }
}
