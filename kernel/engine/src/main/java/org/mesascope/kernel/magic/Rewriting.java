package org.mesascope.kernel.magic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the magics of one cell into Java. A small scanner tells code from comments, strings, text
 * blocks and character literals: a percent sign in those is left alone. A line that starts with
 * {@code %name} after an unfinished expression is the remainder operator, unless the name is a
 * known magic.
 */
final class Rewriting {

  private static final Pattern CELL =
      Pattern.compile("\\s*%%(\\w+)([^\\r\\n]*)(?:\\R(.*))?", Pattern.DOTALL);
  private static final Pattern MISPLACED = Pattern.compile("%%\\w+");
  private static final Pattern NAME = Pattern.compile("%(\\w+)");
  private static final int CONSTANT = 20_000;
  private static final String NOTEBOOK = Notebook.class.getName();

  private final String cell;
  private final Magics magics;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private char previous = ';'; // the last character of code, white space aside
  private boolean lineStart = true;

  Rewriting(String cell, Magics magics) {
    this.cell = cell;
    this.magics = magics;
  }

  String result() {
    if (cell.indexOf('%') < 0) {
      return cell;
    }
    Matcher whole = CELL.matcher(cell);
    if (whole.matches()) {
      String name = whole.group(1);
      String body = whole.group(3) == null ? "" : whole.group(3);
      return "%s.%s(%s, %s, %s);"
          .formatted(
              NOTEBOOK,
              magics.cellShowsValue(name) ? "cell" : "runCell",
              literal(name),
              literal(whole.group(2).strip()),
              literal(body));
    }
    while (at < cell.length()) {
      step();
    }
    return out.toString();
  }

  private void step() {
    char c = cell.charAt(at);
    if (cell.startsWith("//", at)) {
      copyTo(endOfLine(at));
    } else if (cell.startsWith("/*", at)) {
      copyTo(after("*/", at + 2));
    } else if (cell.startsWith("\"\"\"", at)) {
      copyTo(afterQuoted("\"\"\"", at + 3));
      code('"');
    } else if (c == '"' || c == '\'') {
      copyTo(Math.min(afterQuoted(String.valueOf(c), at + 1), endOfLine(at)));
      code(c);
    } else if (c == '%' && magic()) {
      previous = ';';
    } else {
      copyTo(at + 1);
      if (c == '\n' || c == '\r') {
        lineStart = true;
      } else if (!Character.isWhitespace(c)) {
        code(c);
      }
    }
  }

  private void code(char c) {
    previous = c;
    lineStart = false;
  }

  private boolean magic() {
    Matcher misplaced = MISPLACED.matcher(cell).region(at, cell.length());
    if (lineStart && misplaced.lookingAt()) {
      throw new IllegalArgumentException(
          misplaced.group() + " takes the whole cell: make it the cell's first line");
    }
    Matcher name = NAME.matcher(cell).region(at, cell.length());
    if (!name.lookingAt()) {
      return false;
    }
    String magic = name.group(1);
    boolean assigned = previous == '=';
    boolean statement = lineStart && (";{}".indexOf(previous) >= 0 || magics.knowsLine(magic));
    if (!assigned && !statement) {
      return false;
    }
    int end = endOfLine(at);
    String method = assigned || magics.lineShowsValue(magic) ? "line" : "runLine";
    out.append(NOTEBOOK).append('.').append(method).append('(').append(literal(magic));
    out.append(", ").append(literal(cell.substring(name.end(), end).strip())).append(");");
    at = end;
    return true;
  }

  private void copyTo(int end) {
    out.append(cell, at, end);
    at = end;
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < cell.length() && cell.charAt(end) != '\n' && cell.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int after(String closing, int from) {
    int found = cell.indexOf(closing, from);
    return found < 0 ? cell.length() : found + closing.length();
  }

  private int afterQuoted(String closing, int from) {
    for (int i = from; i < cell.length(); i++) {
      if (cell.charAt(i) == '\\') {
        i++;
      } else if (cell.startsWith(closing, i)) {
        return i + closing.length();
      }
    }
    return cell.length();
  }

  /** A Java string literal; a constant may hold 65,535 bytes, so that long ones are joined. */
  private static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    int joints = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i > 0 && i % CONSTANT == 0) {
        out.append("\".concat(\"");
        joints++;
      }
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').append(")".repeat(joints)).toString();
  }
}
