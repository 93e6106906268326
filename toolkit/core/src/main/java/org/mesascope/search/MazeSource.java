package org.mesascope.search;

import org.mesascope.stats.Seed;

/** Where mazes come from. The same size and seed give the same mazes. */
@FunctionalInterface
public interface MazeSource {

  /**
   * Mazes with the moves that are to be learned.
   *
   * @param size how many, at least 1
   */
  MazeBatch sample(int size, Seed seed);
}
