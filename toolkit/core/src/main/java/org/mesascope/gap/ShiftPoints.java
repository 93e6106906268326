package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.report.Cell;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/** What each unit did under each version: what is shown where units are too few for intervals. */
final class ShiftPoints {

  private static final double APART = .12;

  private ShiftPoints() {}

  static ResultTable table(
      VersionRows rows, VersionComparison comparison, List<String> kinds, String... versions) {
    List<UnitSums> sums =
        kinds.stream()
            .map(kind -> UnitSums.of(rows, rows.indicator(kind), comparison::counts))
            .toList();
    List<String> names = rows.units();
    List<Object> version = new ArrayList<>();
    List<Object> unit = new ArrayList<>();
    List<Object> size = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    kinds.forEach(kind -> shares.add(new ArrayList<>()));
    for (int v = 0; v < 2; v++) {
      long[] sizes = sums.get(0).rows(v);
      for (int u = 0; u < sizes.length; u++) {
        if (sizes[u] > 0) {
          version.add(versions[v]);
          unit.add(names.get(u));
          size.add(sizes[u]);
          for (int k = 0; k < shares.size(); k++) {
            shares.get(k).add(sums.get(k).share(v, u));
          }
        }
      }
    }
    String[] columns = columns(kinds);
    ResultTable table =
        ResultTable.titled("What each unit did")
            .column(columns[0], version)
            .column(columns[1], unit)
            .column(columns[2], size);
    for (int k = 0; k < shares.size(); k++) {
      table = table.column(columns[3 + k], shares.get(k));
    }
    return table;
  }

  /** One row of points a behaviour, one point a unit. */
  static Figure figure(BehaviourShift shift) {
    List<String> kinds = shift.points().columns().subList(3, shift.points().columns().size());
    StringBuilder axis = new StringBuilder();
    for (int k = 0; k < kinds.size(); k++) {
      axis.append(k == 0 ? "" : ", ").append(k + 1).append(" = ").append(kinds.get(k));
    }
    Figure figure =
        Figure.titled("Too few units for intervals: each unit's shares")
            .xAxis(axis.toString(), "")
            .xRange(.5, kinds.size() + .5)
            .yAxis("share of the unit's rows", "")
            .yRange(-.05, 1.05);
    for (String version : List.of(shift.before(), shift.after())) {
      double side = version.equals(shift.before()) ? -APART : APART;
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (List<Cell> row : shift.points().rows()) {
        if (row.get(0).equals(new Cell.Text(version))) {
          for (int k = 0; k < kinds.size(); k++) {
            x.add(k + 1 + side);
            y.add(row.get(3 + k) instanceof Cell.Numeric number ? number.value() : 0.0);
          }
        }
      }
      figure =
          figure.points(
              version,
              x.stream().mapToDouble(Double::doubleValue).toArray(),
              y.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return figure;
  }

  private static String[] columns(List<String> kinds) {
    List<String> names = new ArrayList<>(List.of("version", "unit", "rows"));
    for (String kind : kinds) {
      names.add(names.contains(kind) ? "“" + kind + "”" : kind);
    }
    return names.toArray(String[]::new);
  }
}
