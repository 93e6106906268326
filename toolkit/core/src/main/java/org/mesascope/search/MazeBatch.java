package org.mesascope.search;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Mazes side by side, as a planner sees them and with the moves it should make; the maze is the
 * innermost dimension. Cells are numbered row by row from the top left, moves are up, right, down,
 * left.
 *
 * @param size how many mazes
 * @param side cells along an edge
 * @param planes {@code [cell][channel][maze]}, the channels wall, symbol A, symbol B, green door
 *     and one; not copied
 * @param moves {@code [cell][move][maze]}, a probability over the moves that lie on a shortest path
 *     to the goal, uniform among them; all zero on walls, on the goal and where no path leads to
 *     it; not copied
 */
public record MazeBatch(int size, int side, float[] planes, float[] moves) {

  /** Wall, symbol A, symbol B, green door, one. */
  public static final int CHANNELS = 5;

  /** Up, right, down, left. */
  public static final int MOVES = 4;

  /** Fails where an array has another length than sizes say. */
  public MazeBatch {
    if (size < 1 || side < 2) {
      throw new IllegalArgumentException(
          "a batch expects at least 1 maze of at least 2 by 2 cells, got %d of %d by %d"
              .formatted(size, side, side));
    }
    int cells = side * side;
    if (planes.length != cells * CHANNELS * size || moves.length != cells * MOVES * size) {
      throw new IllegalArgumentException(
          "%d mazes of %d by %d expect %d numbers in planes and %d in moves, got %d and %d"
              .formatted(
                  size,
                  side,
                  side,
                  cells * CHANNELS * size,
                  cells * MOVES * size,
                  planes.length,
                  moves.length));
    }
  }

  /**
   * Mazes of one side, labelled for their goals.
   *
   * @param goal the goal's cell in each maze
   */
  public static MazeBatch of(List<Maze> mazes, ToIntFunction<Maze> goal) {
    int size = mazes.size();
    int side = size == 0 ? 0 : mazes.get(0).side();
    float[] planes = new float[side * side * CHANNELS * size];
    float[] moves = new float[side * side * MOVES * size];
    for (int m = 0; m < size; m++) {
      Maze maze = mazes.get(m);
      if (maze.side() != side) {
        throw new IllegalArgumentException(
            "a batch expects mazes of one side, maze 0 has %d and maze %d has %d"
                .formatted(side, m, maze.side()));
      }
      ShortestPaths paths = ShortestPaths.to(maze, goal.applyAsInt(maze));
      int door = maze.door();
      for (int cell = 0; cell < side * side; cell++) {
        int at = cell * CHANNELS * size + m;
        planes[at] = maze.wall(cell) ? 1 : 0;
        planes[at + size] = maze.symbolA(cell) ? 1 : 0;
        planes[at + 2 * size] = maze.symbolB(cell) ? 1 : 0;
        planes[at + 3 * size] = cell == door ? 1 : 0;
        planes[at + 4 * size] = 1;
        float share = 1f / Math.max(1, paths.choices(cell));
        for (int move = 0; move < MOVES; move++) {
          if (paths.onPath(cell, move)) {
            moves[(cell * MOVES + move) * size + m] = share;
          }
        }
      }
    }
    return new MazeBatch(size, side, planes, moves);
  }

  /** Cells of each maze. */
  public int cells() {
    return side * side;
  }
}
