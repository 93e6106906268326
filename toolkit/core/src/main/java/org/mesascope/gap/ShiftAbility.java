package org.mesascope.gap;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mesascope.gap.BehaviourChange.Kind;
import org.mesascope.gap.BehaviourChange.Verdict;
import org.mesascope.report.Estimate;
import org.mesascope.stats.ClusteredShares;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Jackknife;
import org.mesascope.stats.SignalDetection;

/**
 * Ability apart from bias under two versions, over the answers that could be read where the truth
 * is known; errors by leaving units out.
 */
final class ShiftAbility {

  static final String ABILITY = "d′";
  static final String BIAS = "criterion";

  /** Counts of one version, unit by unit: hits, signals, false alarms, noises. */
  private static final class Counts {
    private final long[][] byUnit;
    private final long[] total = new long[4];

    Counts(int units) {
      byUnit = new long[units][4];
    }

    void add(int unit, boolean signal, boolean yes) {
      int place = signal ? 0 : 2;
      byUnit[unit][place] += yes ? 1 : 0;
      total[place] += yes ? 1 : 0;
      byUnit[unit][place + 1]++;
      total[place + 1]++;
    }

    SignalDetection without(int unit) {
      long[] own = unit < 0 ? new long[4] : byUnit[unit];
      return new SignalDetection(
          total[0] - own[0], total[1] - own[1], total[2] - own[2], total[3] - own[3]);
    }

    long[] column(int place) {
      return Arrays.stream(byUnit).mapToLong(unit -> unit[place]).toArray();
    }

    long[] cases() {
      return Arrays.stream(byUnit).mapToLong(unit -> unit[1] + unit[3]).toArray();
    }

    /** Units with a signal and units with none: without two of each nothing can be left out. */
    boolean enough() {
      return Arrays.stream(byUnit).filter(unit -> unit[1] > 0).count() > 1
          && Arrays.stream(byUnit).filter(unit -> unit[3] > 0).count() > 1;
    }

    int units() {
      return (int) Arrays.stream(byUnit).filter(unit -> unit[1] + unit[3] > 0).count();
    }
  }

  private final Counts[] counts;
  private final double level;

  ShiftAbility(
      VersionRows rows,
      VersionComparison comparison,
      BehaviourShiftOptions.Truth truth,
      double level) {
    this.level = level;
    counts = new Counts[] {new Counts(rows.unitCount()), new Counts(rows.unitCount())};
    boolean said = false;
    for (int i = 0; i < rows.size(); i++) {
      boolean yes = rows.label(i).equals(truth.yes());
      said |= yes;
      if (comparison.counts(i) && rows.truth(i) >= 0 && !rows.unreadable(i)) {
        counts[rows.version(i)].add(rows.unit(i), rows.truth(i) == 1, yes);
      }
    }
    if (!said) {
      throw new IllegalArgumentException(
          "the truth asks after the behaviour \"%s\", which never came; there are %s"
              .formatted(truth.yes(), rows.kinds()));
    }
  }

  /** Whether both versions met signals and other cases in several units. */
  boolean known() {
    return counts[0].enough() && counts[1].enough();
  }

  long signals(int version) {
    return counts[version].total[1];
  }

  long cases(int version) {
    return counts[version].total[1] + counts[version].total[3];
  }

  /** The interval of the share of signals under the second version minus that under the first. */
  Interval signalDifference() {
    return ClusteredShares.difference(
        counts[1].column(1), counts[1].cases(), counts[0].column(1), counts[0].cases(), level);
  }

  /** How many readable answers were right. */
  long right(int version) {
    long[] total = counts[version].total;
    return total[0] + total[3] - total[2];
  }

  /** d′ and the criterion; none where they are not known. */
  List<BehaviourChange> changes() {
    return known()
        ? List.of(
            change(ABILITY, Kind.ABILITY, SignalDetection::sensitivity),
            change(BIAS, Kind.BIAS, SignalDetection::criterion))
        : List.of();
  }

  private BehaviourChange change(
      String name, Kind kind, ToDoubleFunction<SignalDetection> measure) {
    Jackknife difference =
        Jackknife.of(
            measure.applyAsDouble(counts[1].without(-1))
                - measure.applyAsDouble(counts[0].without(-1)),
            counts[0].byUnit.length,
            unit ->
                measure.applyAsDouble(counts[1].without(unit))
                    - measure.applyAsDouble(counts[0].without(unit)),
            Math.min(counts[0].units(), counts[1].units()) - 1);
    return new BehaviourChange(
        name,
        kind,
        side(name, 0, measure),
        side(name, 1, measure),
        estimate(name, difference, Math.min(counts[0].units(), counts[1].units())),
        difference.p(),
        difference.p(),
        Verdict.NOT_DECIDED);
  }

  private Estimate side(String name, int version, ToDoubleFunction<SignalDetection> measure) {
    Counts own = counts[version];
    Jackknife found =
        Jackknife.of(
            measure.applyAsDouble(own.without(-1)),
            own.byUnit.length,
            unit -> measure.applyAsDouble(own.without(unit)),
            own.units() - 1);
    return estimate(name, found, own.units());
  }

  private Estimate estimate(String name, Jackknife found, int units) {
    Interval interval = found.interval(level);
    return Estimate.of(
        name, found.value(), interval, units, "half a case added; jackknife over units, Student");
  }
}
