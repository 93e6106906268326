package org.mesascope.report;

import org.knowm.xchart.internal.chartpart.Chart;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;
import tech.tablesaw.api.Table;

/** Shows the types of libraries that the toolkit works with, and estimates. */
public final class ToolkitRenderers implements RendererProvider {

  static final int ROWS_SHOWN = 20;

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
    return whole
        .withNote(rows > ROWS_SHOWN ? "first " + ROWS_SHOWN + " of " + size : size)
        .toMimeBundle();
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
