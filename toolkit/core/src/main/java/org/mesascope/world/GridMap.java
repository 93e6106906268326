package org.mesascope.world;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What lies in each cell of a grid, cell = columns · row + column, and its drawing. */
final class GridMap {

  private static final String LEGEND =
      "'.' open, '#' wall, 'S' start, 'G' goal, 'X' pit, 'o' coin, 'x' thorns, 'T' end";

  final int rows;
  final int columns;
  final boolean[] wall;
  final boolean[] terminal;
  final boolean[] start;
  final double[] reward;

  GridMap(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > 1 << 24) {
      throw new IllegalArgumentException(
          "a grid expects at least one row and one column and at most 2^24 cells, got %d by %d"
              .formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    wall = new boolean[size()];
    terminal = new boolean[size()];
    start = new boolean[size()];
    reward = new double[size()];
  }

  static GridMap parse(String drawing) {
    List<String> lines = drawing.strip().lines().map(String::strip).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a grid's drawing expects at least one row, got none");
    }
    GridMap map = new GridMap(lines.size(), lines.get(0).length());
    for (int row = 0; row < map.rows; row++) {
      String line = lines.get(row);
      if (line.length() != map.columns) {
        throw new IllegalArgumentException(
            "row %d of the grid expects %d columns as row 0 has, got %d: \"%s\""
                .formatted(row, map.columns, line.length(), line));
      }
      for (int column = 0; column < map.columns; column++) {
        map.set(row, column, line.charAt(column));
      }
    }
    return map;
  }

  private void set(int row, int column, char letter) {
    int cell = cell(row, column);
    switch (letter) {
      case '.' -> {}
      case '#' -> wall[cell] = true;
      case 'S' -> start[cell] = true;
      case 'G', 'X' -> {
        terminal[cell] = true;
        reward[cell] = letter == 'G' ? 1 : -1;
      }
      case 'T' -> terminal[cell] = true;
      case 'o' -> reward[cell] = 1;
      case 'x' -> reward[cell] = -1;
      default ->
          throw new IllegalArgumentException(
              "row %d, column %d of the grid expects one of %s, got '%s'"
                  .formatted(row, column, LEGEND, letter));
    }
  }

  /** A drawing, with {@code @} in one cell or, at −1, in none. */
  String draw(int agent) {
    StringBuilder drawing = new StringBuilder();
    for (int cell = 0; cell < size(); cell++) {
      drawing.append(cell == agent ? '@' : letter(cell));
      if (cell % columns == columns - 1 && cell < size() - 1) {
        drawing.append('\n');
      }
    }
    return drawing.toString();
  }

  private char letter(int cell) {
    if (wall[cell]) {
      return '#';
    }
    if (reward[cell] != 0) {
      boolean good = reward[cell] > 0;
      return terminal[cell] ? (good ? 'G' : 'X') : (good ? 'o' : 'x');
    }
    return terminal[cell] ? 'T' : start[cell] ? 'S' : '.';
  }

  int size() {
    return rows * columns;
  }

  boolean contains(int row, int column) {
    return row >= 0 && row < rows && column >= 0 && column < columns;
  }

  int cell(int row, int column) {
    if (!contains(row, column)) {
      throw new IllegalArgumentException(
          "a grid of %d rows and %d columns has no row %d, column %d"
              .formatted(rows, columns, row, column));
    }
    return columns * row + column;
  }

  void requireClearWalls() {
    for (int cell = 0; cell < size(); cell++) {
      if (wall[cell] && (terminal[cell] || start[cell] || reward[cell] != 0)) {
        throw new IllegalArgumentException(
            "row %d, column %d is a wall and cannot also be a start, terminal or rewarded"
                .formatted(cell / columns, cell % columns));
      }
    }
  }

  GridMap copy() {
    GridMap copy = new GridMap(rows, columns);
    System.arraycopy(wall, 0, copy.wall, 0, size());
    System.arraycopy(terminal, 0, copy.terminal, 0, size());
    System.arraycopy(start, 0, copy.start, 0, size());
    System.arraycopy(reward, 0, copy.reward, 0, size());
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GridMap that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(wall, that.wall)
        && Arrays.equals(terminal, that.terminal)
        && Arrays.equals(start, that.start)
        && Arrays.equals(reward, that.reward);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        rows,
        Arrays.hashCode(wall),
        Arrays.hashCode(terminal),
        Arrays.hashCode(start),
        Arrays.hashCode(reward));
  }
}
