package org.mesascope.kernel.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;

/**
 * A table of values as text and as HTML. Beyond 40 rows or 25 columns the middle is left out, and
 * the size said; HTML has pages of the rows left out, to open without a script. Colours are the
 * page's own, so that it reads in dark notebooks too.
 *
 * @param columns headings
 * @param rows how many rows there are
 * @param values what stands in a row and a column
 * @param numbered whether rows show their index
 */
record Grid(List<String> columns, int rows, Values values, boolean numbered) {

  /** What stands where. */
  @FunctionalInterface
  interface Values {
    @Nullable Object at(int row, int column);
  }

  private static final int LEFT_OUT = -1;
  private static final int WHOLE = 40;
  private static final int HEAD = 20;
  private static final int TAIL = 5;
  private static final int PAGE = 50;
  private static final int PAGED_VALUES = 2_000;

  MimeBundle render(String title) {
    int[] shownRows = shown(rows, WHOLE, HEAD, TAIL);
    int[] shownColumns = shown(columns.size(), 25, 15, 5);
    List<List<Cell>> lines = new ArrayList<>();
    lines.add(heading(shownColumns));
    for (int row : shownRows) {
      lines.add(line(row, shownColumns));
    }
    String size =
        PlainText.count(rows, "row")
            + " × "
            + PlainText.count(columns.size(), "column")
            + (shownRows.length < rows || shownColumns.length < columns.size()
                ? ", the middle left out"
                : "");
    String html = html(lines) + "\n<p>" + size + "</p>" + pages(shownColumns);
    return MimeBundle.text(title + ", " + size + "\n" + text(lines)).withHtml(html);
  }

  /** The rows left out, as many as are worth their bytes, in pages that open on a click. */
  private String pages(int[] shownColumns) {
    if (rows <= WHOLE || shownColumns.length == 0) {
      return "";
    }
    int most = Math.max(PAGE, PAGED_VALUES / shownColumns.length / PAGE * PAGE);
    int end = Math.min(rows - TAIL, HEAD + most);
    StringBuilder out = new StringBuilder();
    for (int from = HEAD; from < end; from += PAGE) {
      int to = Math.min(end, from + PAGE);
      List<List<Cell>> lines = new ArrayList<>();
      lines.add(heading(shownColumns));
      IntStream.range(from, to).forEach(row -> lines.add(line(row, shownColumns)));
      String name = String.format(Locale.ROOT, "rows %,d to %,d", from, to - 1);
      out.append("\n<details><summary>").append(name).append("</summary>");
      out.append(html(lines)).append("</details>");
    }
    return out.toString();
  }

  private record Cell(String text, boolean number) {}

  private List<Cell> heading(int[] shownColumns) {
    List<Cell> cells = new ArrayList<>();
    if (numbered) {
      cells.add(new Cell("", true));
    }
    for (int column : shownColumns) {
      boolean number = column != LEFT_OUT && rows > 0 && values.at(0, column) instanceof Number;
      cells.add(new Cell(column == LEFT_OUT ? "…" : columns.get(column), number));
    }
    return cells;
  }

  private List<Cell> line(int row, int[] shownColumns) {
    List<Cell> cells = new ArrayList<>();
    if (numbered) {
      cells.add(new Cell(row == LEFT_OUT ? "…" : String.valueOf(row), true));
    }
    for (int column : shownColumns) {
      if (row == LEFT_OUT || column == LEFT_OUT) {
        cells.add(new Cell("…", column != LEFT_OUT && values.at(0, column) instanceof Number));
      } else {
        Object value = values.at(row, column);
        cells.add(new Cell(PlainText.cell(value), value instanceof Number));
      }
    }
    return cells;
  }

  private static int[] shown(int all, int whole, int head, int tail) {
    if (all <= whole) {
      return IntStream.range(0, all).toArray();
    }
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, head), IntStream.of(LEFT_OUT)),
            IntStream.range(all - tail, all))
        .toArray();
  }

  private static String text(List<List<Cell>> lines) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<Cell> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i).text()));
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<Cell> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        Cell cell = line.get(i);
        String space = " ".repeat(widths[i] - width(cell.text()));
        row.append(i == 0 ? "" : "  ");
        row.append(cell.number() ? space + cell.text() : cell.text() + space);
      }
      out.append(row.toString().stripTrailing()).append('\n');
    }
    return out.substring(0, out.length() - 1);
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String html(List<List<Cell>> lines) {
    StringBuilder out = new StringBuilder("<table>\n<thead>");
    for (int i = 0; i < lines.size(); i++) {
      String tag = i == 0 ? "th" : "td";
      out.append("<tr>");
      for (Cell cell : lines.get(i)) {
        out.append(
            String.format(
                Locale.ROOT,
                "<%s style=\"text-align:%s\">%s</%s>",
                tag,
                cell.number() ? "right" : "left",
                HtmlText.escape(cell.text()),
                tag));
      }
      out.append("</tr>").append(i == 0 ? "</thead>\n<tbody>\n" : "\n");
    }
    return out.append("</tbody>\n</table>").toString();
  }
}
