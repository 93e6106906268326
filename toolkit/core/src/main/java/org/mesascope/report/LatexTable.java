package org.mesascope.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a table with the rules of the LaTeX package booktabs. */
final class LatexTable {

  private LatexTable() {}

  static String write(ResultTable table) {
    ShownTable shown = ShownTable.of(table);
    StringBuilder out = new StringBuilder("\\begin{table}\n  \\centering\n");
    if (!table.title().isEmpty()) {
      out.append("  \\caption{").append(escape(table.title())).append("}\n");
    }
    out.append("  \\begin{tabular}{");
    shown.numeric().forEach(right -> out.append(right ? 'r' : 'l'));
    out.append("}\n    \\toprule\n").append(line(table.columns())).append("    \\midrule\n");
    shown.cells().forEach(row -> out.append(line(row)));
    out.append("    \\bottomrule\n  \\end{tabular}\n");
    for (String note : table.notes()) {
      out.append("  \\par\\smallskip\\footnotesize ").append(escape(note)).append('\n');
    }
    return out.append("\\end{table}\n").toString();
  }

  private static String line(List<String> texts) {
    return texts.stream()
        .map(LatexTable::escape)
        .collect(Collectors.joining(" & ", "    ", " \\\\\n"));
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\textbackslash{}");
        case '~' -> out.append("\\textasciitilde{}");
        case '^' -> out.append("\\textasciicircum{}");
        case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').append(c);
        case '[' -> out.append("{[}");
        case ']' -> out.append("{]}");
        case '–' -> out.append("--");
        case '∞' -> out.append("$\\infty$");
        case '\n', '\r' -> out.append(' ');
        case '-' -> out.append(startsNumber(text, i) ? "$-$" : "-");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean startsNumber(String text, int i) {
    boolean start = i == 0 || text.charAt(i - 1) == '[' || text.charAt(i - 1) == ' ';
    return start && i + 1 < text.length() && "0123456789.∞".indexOf(text.charAt(i + 1)) >= 0;
  }
}
