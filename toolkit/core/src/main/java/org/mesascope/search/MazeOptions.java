package org.mesascope.search;

/**
 * How mazes are drawn.
 *
 * @param side cells along an edge, 4 to 64
 * @param walls probability that a cell is a wall, 0 to .4
 * @param distractors cells with symbol A alone, and as many with B alone; not in plain mazes
 * @param kind what marks the goal
 */
public record MazeOptions(int side, double walls, int distractors, MazeKind kind) {

  public MazeOptions {
    require(side >= 4 && side <= 64, "a side of 4 to 64", side);
    require(walls >= 0 && walls <= .4, "a probability of walls in [0, .4]", walls);
    require(
        distractors >= 0 && 2 * distractors <= side * side / 8,
        "0 to %d distractors of each symbol at this side".formatted(side * side / 16),
        distractors);
  }

  /** Plain mazes of 8 by 8 cells with a quarter of walls; three distractors in the other kinds. */
  public static MazeOptions defaults() {
    return new MazeOptions(8, .25, 3, MazeKind.PLAIN);
  }

  public MazeOptions withSide(int cells) {
    return new MazeOptions(cells, walls, distractors, kind);
  }

  public MazeOptions withWalls(double probability) {
    return new MazeOptions(side, probability, distractors, kind);
  }

  public MazeOptions withDistractors(int ofEach) {
    return new MazeOptions(side, walls, ofEach, kind);
  }

  public MazeOptions withKind(MazeKind mark) {
    return new MazeOptions(side, walls, distractors, mark);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException("MazeOptions expect " + expected + ", got " + got);
    }
  }
}
