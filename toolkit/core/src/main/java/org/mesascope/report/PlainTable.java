package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;

/** Writes a table in columns of spaces. */
final class PlainTable {

  private static final String GAP = "  ";

  private PlainTable() {}

  static String write(ResultTable table) {
    ShownTable shown = ShownTable.of(table);
    int[] widths = new int[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(table.columns().get(i));
      for (List<String> row : shown.cells()) {
        widths[i] = Math.max(widths[i], length(oneLine(row.get(i))));
      }
    }
    List<String> lines = new ArrayList<>();
    if (!table.title().isEmpty()) {
      lines.add(table.title());
    }
    lines.add(line(table.columns(), widths, shown.numeric()));
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("─".repeat(width));
    }
    lines.add(String.join(GAP, rules));
    for (List<String> row : shown.cells()) {
      lines.add(line(row, widths, shown.numeric()));
    }
    lines.addAll(table.notes());
    return String.join("\n", lines);
  }

  private static String line(List<String> texts, int[] widths, List<Boolean> right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = oneLine(texts.get(i));
      String padding = " ".repeat(widths[i] - length(text));
      line.append(i == 0 ? "" : GAP);
      line.append(right.get(i) ? padding + text : text + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R|\t", " ");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
