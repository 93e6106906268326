package org.mesascope.search;

import java.util.Arrays;

/**
 * Distances of all cells of a maze to one goal, by breadth-first search, and the moves that lie on
 * a shortest path. Cost: O(cells).
 *
 * <pre>{@code
 * var paths = ShortestPaths.to(maze, maze.exit());
 * paths.distance(0);       // steps from the top left corner
 * paths.onPath(0, 1);      // whether a step to the right is on a shortest path
 * }</pre>
 */
public final class ShortestPaths {

  private final Maze maze;
  private final int goal;
  private final int[] distance;

  private ShortestPaths(Maze maze, int goal, int[] distance) {
    this.maze = maze;
    this.goal = goal;
    this.distance = distance;
  }

  /**
   * Searches from the goal.
   *
   * @param goal a cell that is no wall
   */
  public static ShortestPaths to(Maze maze, int goal) {
    int cells = maze.cells().length();
    if (goal < 0 || goal >= cells || maze.wall(goal)) {
      throw new IllegalArgumentException(
          "a goal expects a free cell of 0 to %d, got %d in:%n%s".formatted(cells - 1, goal, maze));
    }
    int[] distance = new int[cells];
    Arrays.fill(distance, -1);
    int[] queue = new int[cells];
    int end = 1;
    queue[0] = goal;
    distance[goal] = 0;
    for (int at = 0; at < end; at++) {
      for (int move = 0; move < MazeBatch.MOVES; move++) {
        int next = maze.after(queue[at], move);
        if (next >= 0 && distance[next] < 0) {
          distance[next] = distance[queue[at]] + 1;
          queue[end++] = next;
        }
      }
    }
    return new ShortestPaths(maze, goal, distance);
  }

  public int goal() {
    return goal;
  }

  /** Steps from a cell to the goal; −1 where no path leads there. */
  public int distance(int cell) {
    return distance[cell];
  }

  /** Whether there is a move to be made: a path leads to the goal, and this is not it. */
  public boolean open(int cell) {
    return distance[cell] > 0;
  }

  /** Whether a move is the first of a shortest path; false on the goal and off all paths. */
  public boolean onPath(int cell, int move) {
    int next = distance[cell] > 0 ? maze.after(cell, move) : -1;
    return next >= 0 && distance[next] == distance[cell] - 1;
  }

  /** How many moves of a cell lie on a shortest path. */
  public int choices(int cell) {
    int count = 0;
    for (int move = 0; move < MazeBatch.MOVES; move++) {
      count += onPath(cell, move) ? 1 : 0;
    }
    return count;
  }

  /** Whether moves are to be made for both goals and none serves both. */
  public boolean partsFrom(ShortestPaths other, int cell) {
    if (!open(cell) || !other.open(cell)) {
      return false;
    }
    for (int move = 0; move < MazeBatch.MOVES; move++) {
      if (onPath(cell, move) && other.onPath(cell, move)) {
        return false;
      }
    }
    return true;
  }

  /** How many cells a path leads from, the goal included. */
  public int reached() {
    return (int) Arrays.stream(distance).filter(d -> d >= 0).count();
  }
}
