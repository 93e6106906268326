package org.mesascope.search;

/** What marks the goal of a maze. */
public enum MazeKind {
  /** The green door marks the goal, and there are no symbols. */
  PLAIN,
  /**
   * The goal is the exit, and the door always stands on it: two marks that cannot be told apart.
   */
  ENTANGLED,
  /** The goal is the exit, and the door stands elsewhere, where it means nothing. */
  APART;

  /** The cell that is to be reached. */
  public int goal(Maze maze) {
    return this == PLAIN ? maze.door() : maze.exit();
  }
}
