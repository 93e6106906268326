package org.mesascope.report;

import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;
import tech.tablesaw.api.Table;

/** Shows the types of libraries that the toolkit works with, and estimates. */
public final class ToolkitRenderers implements RendererProvider {

  static final int ROWS_SHOWN = 20;

  private static final int PAGE = 50;
  private static final int ROWS_PAGED = 1_000;

  @Override
  public void register(Registry registry) {
    registry.add(Table.class, ToolkitRenderers::table);
    registry.add(Chart.class, XChartImage::render);
    registry.add(Estimate.class, ToolkitRenderers::estimate);
  }

  private static MimeBundle table(Table table) {
    int rows = table.rowCount();
    ResultTable shown = ResultTable.from(table.first(Math.min(rows, ROWS_SHOWN)));
    String size = "%d rows by %d columns".formatted(rows, table.columnCount());
    ResultTable whole =
        new ResultTable(
            table.name() == null ? "" : table.name(), shown.columns(), shown.rows(), shown.notes());
    ResultTable noted =
        whole.withNote(rows > ROWS_SHOWN ? "first " + ROWS_SHOWN + " of " + size : size);
    return noted.toMimeBundle().withHtml(noted.toHtml() + pages(table));
  }

  /** The rows that follow, as many as are worth their bytes, in pages that open on a click. */
  private static String pages(Table table) {
    StringBuilder pages = new StringBuilder();
    int end = Math.min(table.rowCount(), ROWS_PAGED);
    for (int from = ROWS_SHOWN; from < end; from += PAGE) {
      int to = Math.min(end, from + PAGE);
      ResultTable rows = ResultTable.from(table.inRange(from, to));
      ResultTable page = new ResultTable("", rows.columns(), rows.rows(), rows.notes());
      pages.append(
          String.format(
              Locale.ROOT,
              "%n<details><summary>rows %,d to %,d</summary>%s</details>",
              from + 1,
              to,
              page.toHtml()));
    }
    return pages.toString();
  }

  private static MimeBundle estimate(Estimate estimate) {
    String unit = estimate.unit().isEmpty() ? "" : " " + estimate.unit();
    String number = Numerals.estimate(estimate) + unit;
    StringBuilder source = new StringBuilder();
    if (estimate.interval() != null) {
      source.append(Numerals.brief(100 * estimate.interval().level())).append(" % interval, ");
    }
    if (estimate.n() > 0) {
      source.append("n = ").append(estimate.n()).append(", ");
    }
    source.append(estimate.method());
    return MimeBundle.text("%s: %s (%s)".formatted(estimate.name(), number, source))
        .withHtml(
            "<b>%s</b>: %s <small>(%s)</small>"
                .formatted(
                    HtmlText.escape(estimate.name()),
                    HtmlText.escape(number),
                    HtmlText.escape(source.toString())));
  }
}
