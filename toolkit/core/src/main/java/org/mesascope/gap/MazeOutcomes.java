package org.mesascope.gap;

import java.util.List;
import org.mesascope.search.Maze;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.MazeKind;
import org.mesascope.search.RandomMazes;
import org.mesascope.search.RecurrentPlanner;
import org.mesascope.search.ShortestPaths;
import org.mesascope.stats.Seed;

/**
 * Outcomes of planners on mazes, over the cells from which the goal can be reached: does a move
 * lead to a free cell, and does it lie on a shortest path to the goal?
 */
public final class MazeOutcomes {

  private MazeOutcomes() {}

  /**
   * Measured on sampled mazes, the same for both questions.
   *
   * @param ticks how long the planner thinks, at least 1
   * @param mazes how many are drawn at each place, at least 1
   */
  public static Outcomes<RecurrentPlanner, RandomMazes> after(int ticks, int mazes) {
    if (ticks < 1 || mazes < 1) {
      throw new IllegalArgumentException(
          "maze outcomes expect at least 1 tick and 1 maze, got %d and %d".formatted(ticks, mazes));
    }
    return new Outcomes<>(
        "moves, not into a wall",
        (planner, source, seed) -> share(planner, source, ticks, mazes, seed, false),
        "moves on a shortest path",
        (planner, source, seed) -> share(planner, source, ticks, mazes, seed, true),
        "share of moves");
  }

  private static double share(
      RecurrentPlanner planner,
      RandomMazes source,
      int ticks,
      int mazes,
      Seed seed,
      boolean shortest) {
    List<Maze> drawn = source.mazes(mazes, seed);
    MazeKind kind = source.options().kind();
    float[] logits = planner.moves(MazeBatch.of(drawn, kind::goal), ticks);
    long cells = 0;
    long good = 0;
    for (int m = 0; m < mazes; m++) {
      Maze maze = drawn.get(m);
      ShortestPaths paths = ShortestPaths.to(maze, kind.goal(maze));
      for (int cell = 0; cell < maze.cells().length(); cell++) {
        if (paths.open(cell)) {
          int move = likeliest(logits, cell, m, mazes);
          cells++;
          good += (shortest ? paths.onPath(cell, move) : maze.after(cell, move) >= 0) ? 1 : 0;
        }
      }
    }
    return (double) good / cells;
  }

  private static int likeliest(float[] logits, int cell, int maze, int mazes) {
    int best = 0;
    int from = cell * MazeBatch.MOVES * mazes + maze;
    for (int move = 1; move < MazeBatch.MOVES; move++) {
      best = logits[from + move * mazes] > logits[from + best * mazes] ? move : best;
    }
    return best;
  }
}
