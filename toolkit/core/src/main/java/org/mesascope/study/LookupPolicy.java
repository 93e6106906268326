package org.mesascope.study;

import java.util.List;
import java.util.stream.IntStream;
import org.mesascope.search.Maze;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.ShortestPaths;
import org.mesascope.train.InnerState;

/**
 * A table instead of a plan: from where the door lies (above, level or below; left, level or right)
 * and which of the four neighbours are walls, the move that was most often right in training. It
 * keeps one number a cell and never reads it.
 */
public final class LookupPolicy implements InnerState<MazeBatch, float[]> {

  private static final int WALLS = 16;

  private final float[][] shares;

  private LookupPolicy(float[][] shares) {
    this.shares = shares;
  }

  /** Counts the right moves of mazes whose door stands on the goal. */
  public static LookupPolicy of(List<Maze> mazes) {
    float[][] counts = new float[9 * WALLS][MazeBatch.MOVES];
    for (Maze maze : mazes) {
      ShortestPaths paths = ShortestPaths.to(maze, maze.door());
      for (int cell = 0; cell < maze.cells().length(); cell++) {
        for (int move = 0; move < MazeBatch.MOVES; move++) {
          if (paths.onPath(cell, move)) {
            int walls = 0;
            for (int m = 0; m < MazeBatch.MOVES; m++) {
              walls |= maze.after(cell, m) < 0 ? 1 << m : 0;
            }
            counts[situation(cell, maze.door(), maze.side(), walls)][move] +=
                1f / paths.choices(cell);
          }
        }
      }
    }
    return new LookupPolicy(counts);
  }

  @Override
  public float[] run(MazeBatch mazes, int ticks, StateEdit edit) {
    int size = mazes.size();
    float[] state = new float[mazes.cells() * size];
    for (int tick = 1; tick <= ticks; tick++) {
      edit.edit(tick, state);
    }
    float[] logits = new float[mazes.cells() * MazeBatch.MOVES * size];
    for (int m = 0; m < size; m++) {
      int maze = m;
      int door =
          IntStream.range(0, mazes.cells())
              .filter(cell -> plane(mazes, cell, 3, maze) > 0)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("maze " + maze + " has no door"));
      for (int cell = 0; cell < mazes.cells(); cell++) {
        float[] row = shares[situation(cell, door, mazes.side(), walls(mazes, cell, m))];
        for (int move = 0; move < MazeBatch.MOVES; move++) {
          logits[(cell * MazeBatch.MOVES + move) * size + m] = row[move];
        }
      }
    }
    return logits;
  }

  private static int walls(MazeBatch mazes, int cell, int maze) {
    int side = mazes.side();
    int row = cell / side;
    int column = cell % side;
    boolean[] closed = {
      row == 0 || plane(mazes, cell - side, 0, maze) > 0,
      column == side - 1 || plane(mazes, cell + 1, 0, maze) > 0,
      row == side - 1 || plane(mazes, cell + side, 0, maze) > 0,
      column == 0 || plane(mazes, cell - 1, 0, maze) > 0
    };
    int walls = 0;
    for (int move = 0; move < closed.length; move++) {
      walls |= closed[move] ? 1 << move : 0;
    }
    return walls;
  }

  private static float plane(MazeBatch mazes, int cell, int channel, int maze) {
    return mazes.planes()[(cell * MazeBatch.CHANNELS + channel) * mazes.size() + maze];
  }

  private static int situation(int cell, int door, int side, int walls) {
    int vertical = Integer.signum(door / side - cell / side) + 1;
    int horizontal = Integer.signum(door % side - cell % side) + 1;
    return (3 * vertical + horizontal) * WALLS + walls;
  }
}
