package org.mesascope.report;

import java.util.List;
import org.mesascope.display.HtmlText;

/** Writes a table as HTML that inherits the page's colours and fonts. */
final class HtmlTable {

  private HtmlTable() {}

  static String write(ResultTable table) {
    ShownTable shown = ShownTable.of(table);
    StringBuilder html = new StringBuilder("<table class=\"mesascope\">\n");
    if (!table.title().isEmpty()) {
      html.append("<caption style=\"text-align:left;font-weight:bold\">")
          .append(HtmlText.escape(table.title()))
          .append("</caption>\n");
    }
    html.append("<thead><tr>");
    for (int i = 0; i < table.columns().size(); i++) {
      cell(html, "th scope=\"col\"", table.columns().get(i), shown.numeric().get(i));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : shown.cells()) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(html, "td", row.get(i), shown.numeric().get(i));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>");
    for (String note : table.notes()) {
      html.append("\n<p><small>").append(HtmlText.escape(note)).append("</small></p>");
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, String tag, String text, boolean right) {
    html.append('<').append(tag).append(" style=\"text-align:").append(right ? "right" : "left");
    html.append(right ? ";font-variant-numeric:tabular-nums;white-space:nowrap\">" : "\">");
    html.append(HtmlText.escape(text)).append("</").append(tag, 0, 2).append('>');
  }
}
