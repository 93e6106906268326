package org.mesascope.search;

import java.util.List;

/**
 * Mazes to be measured on, under a name.
 *
 * @param name what a table calls them
 * @param mazes of one side, at least 2
 * @param goal what marks the goal
 */
public record MazeSet(String name, List<Maze> mazes, MazeKind goal) {

  /** Fails on fewer than 2 mazes. */
  public MazeSet {
    mazes = List.copyOf(mazes);
    if (mazes.size() < 2) {
      throw new IllegalArgumentException(
          "mazes \"%s\" expect at least 2, got %d: the maze is the unit of every interval"
              .formatted(name, mazes.size()));
    }
  }
}
