package org.mesascope.probe;

import java.util.List;
import org.mesascope.report.Figure;

/**
 * What probes read, place by place of a system: which layer, tick or region carries what.
 *
 * <pre>{@code
 * ProbeMap.of("The goal, by tick", List.of("door", "exit"), List.of("tick 1", "tick 4"), results);
 * }</pre>
 */
public final class ProbeMap {

  private ProbeMap() {}

  /**
   * Selectivity, the accuracy less that on a control task; cells where nothing is decodable are
   * grey, for a number there would be read as a finding.
   *
   * @param rows names, such as what is read
   * @param columns names, such as where it is read
   * @param results {@code [row][column]}
   */
  public static Figure of(
      String title, List<String> rows, List<String> columns, List<List<ProbeResult>> results) {
    if (results.size() != rows.size()
        || results.stream().anyMatch(row -> row.size() != columns.size())) {
      throw new IllegalArgumentException(
          "a probe map of %d rows and %d columns expects as many results, got %d rows of %s"
              .formatted(
                  rows.size(),
                  columns.size(),
                  results.size(),
                  results.stream().map(List::size).distinct().toList()));
    }
    double[][] values = new double[rows.size()][columns.size()];
    boolean[][] hidden = new boolean[rows.size()][columns.size()];
    int shown = 0;
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        ProbeResult result = results.get(r).get(c);
        values[r][c] = result.selectivity().value();
        hidden[r][c] = !result.decodable();
        shown += result.decodable() ? 1 : 0;
      }
    }
    if (shown == 0) {
      throw new IllegalArgumentException(
          "\"%s\": nothing is decodable anywhere; show the table".formatted(title));
    }
    return Figure.heatMap(title, rows, columns, values, hidden)
        .xAxis("", "")
        .yAxis("", "")
        .colourAxis("selectivity", "accuracy less control")
        .colourRange(0, 1)
        .note("Grey: not decodable.");
  }
}
