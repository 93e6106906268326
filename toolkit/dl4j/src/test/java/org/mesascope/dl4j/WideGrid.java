package org.mesascope.dl4j;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A grid of a million by a million cells whose thorns a hash decides, with a goal a few cells from
 * each start: some 10²⁴ states, none of them listed. An agent sees how far the goal lies and what
 * grows on its own cell and next to it. The base objective pays 4 for the goal, where episodes end,
 * and takes 2 for entering thorns.
 */
final class WideGrid implements Simulator<WideGrid.Cell> {

  private static final int SIDE = 1_000_000;
  private static final int REACH = 4;
  private static final int[] ROW = {-1, 0, 1, 0};
  private static final int[] COLUMN = {0, 1, 0, -1};

  /** Where the agent is and where its goal. */
  record Cell(int row, int column, int goalRow, int goalColumn) {}

  @Override
  public String name() {
    return "wide grid";
  }

  @Override
  public List<String> actionNames() {
    return List.of("up", "right", "down", "left");
  }

  @Override
  public double discount() {
    return .9;
  }

  @Override
  public int horizon() {
    return 16;
  }

  @Override
  public int observationSize() {
    return 9;
  }

  @Override
  public double[] observe(Cell at) {
    double[] seen = new double[9];
    seen[0] = (double) (at.goalRow - at.row) / REACH;
    seen[1] = (double) (at.goalColumn - at.column) / REACH;
    seen[2] = (double) distance(at) / REACH;
    seen[3] = terminal(at) ? 1 : 0;
    seen[4] = thorns(at.row, at.column) ? 1 : 0;
    for (int a = 0; a < 4; a++) {
      seen[5 + a] = thorns(at.row + ROW[a], at.column + COLUMN[a]) ? 1 : 0;
    }
    return seen;
  }

  @Override
  public Cell start(RandomGenerator random) {
    int row = random.nextInt(REACH, SIDE - REACH);
    int column = random.nextInt(REACH, SIDE - REACH);
    int down = random.nextInt(1, REACH + 1) * (random.nextBoolean() ? 1 : -1);
    int right = random.nextInt(-REACH, REACH + 1);
    return new Cell(row, column, row + down, column + right);
  }

  @Override
  public Cell next(Cell at, int action, RandomGenerator random) {
    int row = Math.min(SIDE - 1, Math.max(0, at.row + ROW[action]));
    int column = Math.min(SIDE - 1, Math.max(0, at.column + COLUMN[action]));
    return new Cell(row, column, at.goalRow, at.goalColumn);
  }

  @Override
  public boolean terminal(Cell at) {
    return at.row == at.goalRow && at.column == at.goalColumn;
  }

  @Override
  public double reward(Cell at, int action, Cell next) {
    return (terminal(next) ? 4 : 0) - (thorns(next.row, next.column) ? 2 : 0);
  }

  @Override
  public String write(Cell at) {
    return at.row + "," + at.column + "," + at.goalRow + "," + at.goalColumn;
  }

  @Override
  public Cell read(String name) {
    String[] parts = name.split(",", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("a cell expects four numbers, got \"" + name + "\"");
    }
    return new Cell(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }

  /** An expert: softly toward the goal and softly away from thorns, one step ahead. */
  double[] expert(List<Cell> cells) {
    double[] p = new double[4 * cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      Cell at = cells.get(i);
      double sum = 0;
      for (int a = 0; a < 4; a++) {
        Cell next = new Cell(at.row + ROW[a], at.column + COLUMN[a], at.goalRow, at.goalColumn);
        boolean pricks = thorns(next.row, next.column);
        p[4 * i + a] = Math.exp(-1.2 * distance(next) - (pricks ? 2 : 0));
        sum += p[4 * i + a];
      }
      for (int a = 0; a < 4; a++) {
        p[4 * i + a] /= sum;
      }
    }
    return p;
  }

  static boolean thorns(int row, int column) {
    long mixed = (row * 1_000_003L + column) * 0x9E3779B97F4A7C15L;
    return ((mixed ^ mixed >>> 31) & 3) == 0;
  }

  private static int distance(Cell at) {
    return Math.abs(at.goalRow - at.row) + Math.abs(at.goalColumn - at.column);
  }
}
