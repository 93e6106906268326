package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * A part of a report.
 *
 * @param name for its files and its entry in JSON
 * @param title for readers
 * @param text what it says in words
 * @param tables its numbers
 * @param figures its pictures
 */
public record ReportSection(
    String name, String title, List<String> text, List<ResultTable> tables, List<Figure> figures) {

  public ReportSection {
    text = List.copyOf(text);
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
  }

  public static ReportSection titled(String name, String title) {
    return new ReportSection(name, title, List.of(), List.of(), List.of());
  }

  public ReportSection saying(String sentence) {
    return new ReportSection(name, title, and(text, sentence), tables, figures);
  }

  public ReportSection with(ResultTable table) {
    return new ReportSection(name, title, text, and(tables, table), figures);
  }

  public ReportSection with(Figure figure) {
    return new ReportSection(name, title, text, tables, and(figures, figure));
  }

  /** Sections as plain text. */
  static String text(List<ReportSection> sections) {
    StringBuilder text = new StringBuilder();
    for (ReportSection section : sections) {
      text.append(section.title()).append("\n\n");
      section.text().forEach(sentence -> text.append(sentence).append('\n'));
      section.tables().forEach(table -> text.append(table.toText()).append('\n'));
    }
    return text.toString();
  }

  private static <T> List<T> and(List<T> some, T one) {
    List<T> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
