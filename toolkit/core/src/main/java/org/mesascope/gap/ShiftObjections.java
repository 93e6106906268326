package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.mesascope.gap.BehaviourChange.Kind;
import org.mesascope.gap.BehaviourShift.Design;
import org.mesascope.gap.ShiftObjection.Reason;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/** What stands against a conclusion, collected. */
final class ShiftObjections {

  private final VersionRows rows;
  private final VersionComparison comparison;
  private final Design design;
  private final BehaviourShiftOptions options;
  private final List<ShiftObjection> all = new ArrayList<>();

  ShiftObjections(
      VersionRows rows,
      VersionComparison comparison,
      Design design,
      BehaviourShiftOptions options) {
    this.rows = rows;
    this.comparison = comparison;
    this.design = design;
    this.options = options;
  }

  List<ShiftObjection> all() {
    return List.copyOf(all);
  }

  void add(Reason reason, String because) {
    all.add(new ShiftObjection(reason, because));
  }

  /** Whether versions can be compared at all, and on enough units. */
  void design(String before, String after) {
    if (design == Design.NONE) {
      add(
          Reason.NOTHING_IN_COMMON,
          "“%s” and “%s” met no situation in common and nobody says that units were assigned at random, so that any difference may be one of situations. Run both on the same prompts, or say assignedAtRandom."
              .formatted(before, after));
    }
    int units = comparison.units();
    if (units == 1) {
      add(
          Reason.ONE_UNIT,
          "all rows of a version are of one unit, and nothing shows how units differ. Name independent ones as metadata “unit”.");
    } else if (units < Bootstrap.ENOUGH) {
      add(
          Reason.TOO_FEW_UNITS,
          "%d independent units, and intervals of fewer than %d cover less than they say. Look at the points, and take more."
              .formatted(units, Bootstrap.ENOUGH));
    }
    long left = 0;
    for (int i = 0; i < rows.size(); i++) {
      left += comparison.counts(i) ? 0 : 1;
    }
    if (2 * left > rows.size()) {
      add(
          Reason.LEFT_OUT,
          "%,d of %,d rows are of situations that have no partner under the other version and are not compared."
              .formatted(left, rows.size()));
    }
  }

  /** Whether anything recorded goes together with the version. */
  void conditions(TraceLog first, TraceLog second, String before, String after) {
    for (String key : new TreeSet<>(options.conditions())) {
      ShiftObjection found = RecordedCondition.of(key, first, second, before, after).objection();
      if (found != null) {
        all.add(found);
      }
    }
  }

  /** Whether being right tells anything. */
  void truth(ShiftAbility ability, String before, String after) {
    if (!ability.known()) {
      add(
          Reason.ABILITY_UNKNOWN,
          "d′ and the criterion need cases with and without the signal, each in at least 2 units of both versions.");
      return;
    }
    double[] base = new double[2];
    for (int version = 0; version < 2; version++) {
      long signals = ability.signals(version);
      long cases = ability.cases(version);
      base[version] = (double) signals / cases;
      double most = Math.max(base[version], 1 - base[version]);
      double right = (double) ability.right(version) / cases;
      if (right <= most) {
        add(
            Reason.MAJORITY,
            "“%s” is right in %.3f of %,d cases, and always giving the more frequent right answer is in %.3f: accuracy shows no ability here; look at d′."
                .formatted(version == 0 ? before : after, right, cases, most));
      }
    }
    boolean apart = !ability.signalDifference().contains(0);
    if (apart && Math.abs(base[1] - base[0]) > options.margin()) {
      add(
          Reason.CLASS_IMBALANCE,
          "signals are %.3f of the cases of “%s” and %.3f of those of “%s”: shares of answers move with that alone; d′ and the criterion do not."
              .formatted(base[0], before, base[1], after));
    }
  }

  /** Whether raw shares move otherwise than at equal situations. */
  void mix(List<BehaviourChange> changes) {
    if (rows.sharedSituations().isEmpty()) {
      return;
    }
    StandardisedComparison equal = new StandardisedComparison(rows);
    for (BehaviourChange change : changes) {
      if (change.kind() == Kind.BEHAVIOUR || change.kind() == Kind.UNREADABLE) {
        double[] values = rows.indicator(change.name());
        UnitSums raw = UnitSums.of(rows, values, row -> true);
        double taken = raw.mean(1, -1) - raw.mean(0, -1);
        double held =
            design == Design.RANDOMISED ? equal.difference(values) : change.difference().value();
        if (Math.abs(taken - held) > options.margin()) {
          add(
              Reason.SITUATION_MIX,
              "“%s” moves by %.3g over all rows and by %.3g at equal situations: the versions met situations in other proportions."
                  .formatted(change.name(), taken, held));
        }
      }
    }
  }

  /** Whether a simple rule reproduces what moved. */
  void heuristics(List<BehaviourChange> changes, String before, String after, Seed seed) {
    SituationRules rules = new SituationRules(rows, comparison, options.margin(), seed);
    for (BehaviourChange change : changes) {
      if (change.moved() && change.kind() == Kind.BEHAVIOUR) {
        String found = rules.reproduces(change, before, after);
        if (!found.isEmpty()) {
          add(Reason.HEURISTIC, found);
        }
      }
    }
  }
}
