package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mesascope.stats.Interval;

/** Lays estimates out as a table's rows. */
final class EstimateRows {

  private EstimateRows() {}

  static ResultTable table(String title, List<Estimate> estimates) {
    boolean units = estimates.stream().anyMatch(estimate -> !estimate.unit().isEmpty());
    List<String> columns = new ArrayList<>(List.of("estimate", heading(estimates)));
    if (units) {
      columns.add("unit");
    }
    columns.addAll(List.of("n", "method"));
    ResultTable table = ResultTable.titled(title).columns(columns.toArray(String[]::new));
    for (Estimate estimate : estimates) {
      List<Object> row = new ArrayList<>(List.of(estimate.name(), estimate));
      if (units) {
        row.add(estimate.unit());
      }
      row.add(estimate.n() == 0 ? new Cell.Missing() : estimate.n());
      row.add(estimate.method());
      table = table.row(row.toArray());
    }
    return table;
  }

  private static String heading(List<Estimate> estimates) {
    List<Double> levels =
        estimates.stream()
            .map(Estimate::interval)
            .filter(Objects::nonNull)
            .map(Interval::level)
            .distinct()
            .toList();
    return switch (levels.size()) {
      case 0 -> "value";
      case 1 -> "value [" + Numerals.brief(100 * levels.get(0)) + " % interval]";
      default -> "value [interval]";
    };
  }
}
