package org.mesascope.trace;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file or table.
 *
 * @param source where it comes from
 * @param line its number, from 1
 * @param cells a column's cell, or null where it is missing
 */
record Row(String source, long line, Function<String, @Nullable String> cells) {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  /** A cell that must be there, without the spaces around it. */
  String text(String column) throws TraceFormatException {
    String cell = optional(column);
    if (cell == null) {
      throw error(column, "expects a value, got none; fill it in or leave the trace out");
    }
    return cell;
  }

  /** A cell without the spaces around it, or null where it is missing or empty. */
  @Nullable String optional(String column) {
    String cell = cells.apply(column);
    return cell == null || cell.isBlank() ? null : cell.strip();
  }

  /** A finite number. */
  double number(String column) throws TraceFormatException {
    String cell = text(column);
    double value = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw error(
          column,
          "expects a finite number such as -1.5 or 2e3, got \""
              + cell
              + "\"; correct the cell or leave the trace out");
    }
    return value;
  }

  /** A flag: 1 or true, 0 or false. */
  boolean flag(String column) throws TraceFormatException {
    String cell = text(column);
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "1", "1.0", "true" -> true;
      case "0", "0.0", "false" -> false;
      default -> throw error(column, "expects 1, true, 0 or false, got \"" + cell + "\"");
    };
  }

  TraceFormatException error(@Nullable String column, String problem) {
    return new TraceFormatException(source, line, column, problem);
  }
}
