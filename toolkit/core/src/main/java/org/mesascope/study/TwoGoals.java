package org.mesascope.study;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.mesascope.probe.GroupShare;
import org.mesascope.report.Estimate;
import org.mesascope.search.Maze;
import org.mesascope.search.ShortestPaths;
import org.mesascope.stats.Seed;

/**
 * Mazes with two goals each, and the start cells in which the plans for them share no move: there,
 * one move cannot serve both.
 *
 * @param first shortest paths to the first goal of each maze
 * @param second shortest paths to the second goal of each maze
 * @param seed of the intervals, which resample mazes
 */
record TwoGoals(List<ShortestPaths> first, List<ShortestPaths> second, Seed seed) {

  private static final double LEVEL = .95;

  TwoGoals {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  /** The door as the first goal and the exit as the second. */
  static TwoGoals doorAndExit(List<Maze> mazes, Seed seed) {
    return new TwoGoals(paths(mazes, Maze::door), paths(mazes, Maze::exit), seed);
  }

  static List<ShortestPaths> paths(List<Maze> mazes, ToIntFunction<Maze> goal) {
    return mazes.stream().map(maze -> ShortestPaths.to(maze, goal.applyAsInt(maze))).toList();
  }

  /** Whether plans for the two goals part in a cell. */
  boolean part(int cell, int maze) {
    return first.get(maze).partsFrom(second.get(maze), cell);
  }

  /** What holds of a cell. */
  @FunctionalInterface
  interface OfCell {
    boolean holds(int cell, int maze);
  }

  /** In what share of the cells where plans part something holds. */
  Estimate share(String name, int cells, OfCell what) {
    return share(name, cells, (cell, maze) -> true, what);
  }

  /** In what share of some of the cells where plans part something holds. */
  Estimate share(String name, int cells, OfCell some, OfCell what) {
    return difference(name, cells, some, what, (cell, maze) -> false);
  }

  /** In what share one thing holds, minus that of another. */
  Estimate difference(String name, int cells, OfCell what, OfCell less) {
    return difference(name, cells, (cell, maze) -> true, what, less);
  }

  private Estimate difference(String name, int cells, OfCell some, OfCell what, OfCell less) {
    double[] parts = new double[first.size()];
    double[] sizes = new double[first.size()];
    for (int maze = 0; maze < sizes.length; maze++) {
      int m = maze;
      int[] starts =
          IntStream.range(0, cells).filter(cell -> part(cell, m) && some.holds(cell, m)).toArray();
      sizes[m] = starts.length;
      parts[m] =
          IntStream.of(starts)
              .map(c -> (what.holds(c, m) ? 1 : 0) - (less.holds(c, m) ? 1 : 0))
              .sum();
    }
    return GroupShare.of(
        name,
        parts,
        sizes,
        LEVEL,
        "share of start cells where the two plans share no move, bootstrap over mazes",
        seed);
  }
}
