package org.mesascope.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;

/**
 * A square maze as text, row by row from the top left: {@code #} wall, {@code .} floor, {@code a}
 * symbol A alone, {@code b} symbol B alone, {@code X} the exit, which carries both symbols, {@code
 * D} the green door on plain floor and {@code @} the door on the exit.
 *
 * <pre>{@code
 * var maze = Maze.parse("""
 *     ..#D
 *     .a#.
 *     ....
 *     X#b.
 *     """);
 * ShortestPaths.to(maze, maze.door()).distance(maze.exit()); // 6
 * }</pre>
 *
 * @param side cells along an edge, at least 2
 * @param cells one character a cell, {@code side * side} of them
 */
public record Maze(int side, String cells) implements Displayable {

  /** Names of the moves 0 to 3. */
  public static final List<String> MOVE_NAMES = List.of("up", "right", "down", "left");

  /** Fails on a wrong length, an unknown character and a second exit or door. */
  public Maze {
    if (side < 2 || cells.length() != side * side) {
      throw new IllegalArgumentException(
          "a maze of side %d expects %d characters and a side of at least 2, got %d"
              .formatted(side, side * side, cells.length()));
    }
    for (int cell = 0; cell < cells.length(); cell++) {
      if ("#.abXD@".indexOf(cells.charAt(cell)) < 0) {
        throw new IllegalArgumentException(
            "row %d, column %d of a maze expects one of # . a b X D @, got \"%s\""
                .formatted(cell / side, cell % side, cells.charAt(cell)));
      }
    }
    once(cells, "exit", "X@");
    once(cells, "door", "D@");
  }

  /**
   * Reads a maze from its rows.
   *
   * @param rows lines of one length, as many as that; white space around them is not read
   */
  public static Maze parse(String rows) {
    List<String> lines = rows.strip().lines().map(String::strip).toList();
    int side = lines.size();
    for (int row = 0; row < side; row++) {
      if (lines.get(row).length() != side) {
        throw new IllegalArgumentException(
            "row %d of a maze of %d rows expects as many characters, got \"%s\""
                .formatted(row, side, lines.get(row)));
      }
    }
    return new Maze(side, String.join("", lines));
  }

  public boolean wall(int cell) {
    return cells.charAt(cell) == '#';
  }

  public boolean symbolA(int cell) {
    return "aX@".indexOf(cells.charAt(cell)) >= 0;
  }

  public boolean symbolB(int cell) {
    return "bX@".indexOf(cells.charAt(cell)) >= 0;
  }

  /** The cell with both symbols, or −1 where there is none. */
  public int exit() {
    return Math.max(cells.indexOf('X'), cells.indexOf('@'));
  }

  /** The cell of the green door, or −1 where there is none. */
  public int door() {
    return Math.max(cells.indexOf('D'), cells.indexOf('@'));
  }

  /** Cells where this character stands, ascending. */
  int[] cellsOf(char kind) {
    return IntStream.range(0, cells.length()).filter(c -> cells.charAt(c) == kind).toArray();
  }

  /** The cells with symbol A alone. */
  public int[] distractorsA() {
    return cellsOf('a');
  }

  /** The cells with symbol B alone. */
  public int[] distractorsB() {
    return cellsOf('b');
  }

  /** The cell that a move leads to, or −1 where the edge or a wall is in the way. */
  public int after(int cell, int move) {
    int row = cell / side + (move == 0 ? -1 : move == 2 ? 1 : 0);
    int column = cell % side + (move == 1 ? 1 : move == 3 ? -1 : 0);
    boolean inside = row >= 0 && row < side && column >= 0 && column < side;
    int next = row * side + column;
    return inside && !wall(next) ? next : -1;
  }

  /** The cells at most one row and one column away, with the cell itself, walls included. */
  public int[] around(int cell) {
    return IntStream.range(0, side * side)
        .filter(c -> Math.abs(c / side - cell / side) <= 1 && Math.abs(c % side - cell % side) <= 1)
        .toArray();
  }

  /**
   * This maze with its door elsewhere.
   *
   * @param cell plain floor or the exit
   */
  public Maze withDoor(int cell) {
    StringBuilder next = new StringBuilder(cells);
    int old = door();
    if (old >= 0) {
      next.setCharAt(old, cells.charAt(old) == '@' ? 'X' : '.');
    }
    char floor = next.charAt(cell);
    if (floor != '.' && floor != 'X') {
      throw new IllegalArgumentException(
          "a door expects plain floor or the exit, cell %d of this maze is \"%s\":%n%s"
              .formatted(cell, floor, this));
    }
    next.setCharAt(cell, floor == 'X' ? '@' : 'D');
    return new Maze(side, next.toString());
  }

  /**
   * This maze with one wall more.
   *
   * @param cell plain floor
   */
  public Maze withWall(int cell) {
    if (cells.charAt(cell) != '.') {
      throw new IllegalArgumentException(
          "a new wall expects plain floor, cell %d of this maze is \"%s\":%n%s"
              .formatted(cell, cells.charAt(cell), this));
    }
    return new Maze(side, cells.substring(0, cell) + '#' + cells.substring(cell + 1));
  }

  /** The rows, one a line. */
  @Override
  public String toString() {
    return IntStream.range(0, side)
        .mapToObj(row -> cells.substring(row * side, (row + 1) * side))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  private static void once(String cells, String what, String kinds) {
    long found = cells.chars().filter(c -> kinds.indexOf(c) >= 0).count();
    if (found > 1) {
      throw new IllegalArgumentException(
          "a maze expects at most one %s (%s), got %d".formatted(what, kinds, found));
    }
  }
}
