package org.mesascope.gap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.ClusteredShares;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.stats.SignFlips;

/**
 * Paired by situation, clustered by unit: the mean over units of the mean over the situations that
 * a unit met under both versions. Every unit counts once, and signs of units are flipped for p.
 */
final class PairedComparison implements VersionComparison {

  private final VersionRows rows;
  private final int[] cells;
  private final int[] cellUnits;
  private final int[][] cellRows;
  private final int[] unitCells;
  private final long[] compared = new long[2];

  PairedComparison(VersionRows rows) {
    this.rows = rows;
    Map<Long, int[]> met = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      met.computeIfAbsent(key(i), name -> new int[3])[rows.version(i)]++;
    }
    int count = 0;
    cells = new int[rows.size()];
    int[] unitOf = new int[met.size()];
    int[][] rowsOf = new int[met.size()][];
    Map<Integer, Integer> dense = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      int[] cell = met.getOrDefault(key(i), new int[3]);
      if (cell[0] == 0 || cell[1] == 0) {
        cells[i] = -1;
        continue;
      }
      if (cell[2] == 0) {
        unitOf[count] = dense.computeIfAbsent(rows.unit(i), name -> dense.size());
        rowsOf[count] = cell;
        cell[2] = ++count;
      }
      cells[i] = cell[2] - 1;
      compared[rows.version(i)]++;
    }
    cellUnits = Arrays.copyOf(unitOf, count);
    cellRows = Arrays.copyOf(rowsOf, count);
    unitCells = new int[dense.size()];
    for (int c = 0; c < count; c++) {
      unitCells[cellUnits[c]]++;
    }
  }

  private long key(int row) {
    return (long) rows.unit(row) * rows.situationCount() + rows.situation(row);
  }

  @Override
  public boolean counts(int row) {
    return cells[row] >= 0;
  }

  @Override
  public int units() {
    return unitCells.length;
  }

  @Override
  public Compared of(String name, double[] values, boolean share, double level, Seed seed) {
    double[] before = byUnit(values, 0);
    double[] after = byUnit(values, 1);
    double[] differences = new double[before.length];
    Arrays.setAll(differences, u -> after[u] - before[u]);
    return new Compared(
        estimate(name, before, mean(before, compared[0], share, level), share),
        estimate(name, after, mean(after, compared[1], share, level), share),
        estimate(
            name,
            differences,
            share
                ? ClusteredShares.paired(after, compared[1], before, compared[0], level)
                : student(differences, level),
            share),
        SignFlips.twoSided(differences, seed));
  }

  private double[] byUnit(double[] values, int version) {
    double[] sums = new double[cellRows.length];
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] >= 0 && rows.version(i) == version) {
        sums[cells[i]] += values[i];
      }
    }
    double[] units = new double[unitCells.length];
    for (int c = 0; c < sums.length; c++) {
      units[cellUnits[c]] += sums[c] / cellRows[c][version];
    }
    for (int u = 0; u < units.length; u++) {
      units[u] /= unitCells[u];
    }
    return units;
  }

  private static Interval mean(double[] units, long rows, boolean share, double level) {
    return share ? ClusteredShares.mean(units, rows, level) : student(units, level);
  }

  private static Interval student(double[] units, double level) {
    return units.length < 2
        ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level)
        : Averages.studentInterval(units, level);
  }

  private static Estimate estimate(String name, double[] units, Interval interval, boolean share) {
    return Estimate.of(
        name,
        Averages.mean(units),
        interval,
        units.length,
        share
            ? "mean over units, paired by situation; Wilson at the effective size, Zou and Donner"
            : "mean over units, paired by situation; Student");
  }
}
