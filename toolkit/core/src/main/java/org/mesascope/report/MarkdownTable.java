package org.mesascope.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a table as a GitHub-flavoured pipe table. */
final class MarkdownTable {

  private MarkdownTable() {}

  static String write(ResultTable table) {
    ShownTable shown = ShownTable.of(table);
    StringBuilder out = new StringBuilder();
    if (!table.title().isEmpty()) {
      out.append("**").append(escape(table.title())).append("**\n\n");
    }
    out.append(line(table.columns()));
    out.append(
        shown.numeric().stream()
            .map(right -> right ? "---:" : ":---")
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    shown.cells().forEach(row -> out.append(line(row)));
    table.notes().forEach(note -> out.append('\n').append(escape(note)).append('\n'));
    return out.toString();
  }

  private static String line(List<String> texts) {
    return texts.stream()
        .map(MarkdownTable::escape)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String escape(String text) {
    return text.replaceAll("\\R", " ").replaceAll("([\\\\|`*_\\[\\]<>&])", "\\\\$1");
  }
}
