package org.mesascope.gap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mesascope.gap.BehaviourChange.Kind;
import org.mesascope.gap.BehaviourChange.Verdict;
import org.mesascope.gap.BehaviourShift.Design;
import org.mesascope.gap.BehaviourShiftOptions.Assignment;
import org.mesascope.gap.BehaviourShiftOptions.Correction;
import org.mesascope.gap.BehaviourShiftOptions.Score;
import org.mesascope.gap.ShiftObjection.Reason;
import org.mesascope.gap.VersionComparison.Compared;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Multiplicity;
import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/** Finds what two versions can be compared by, compares them, and says what may be concluded. */
final class ShiftAnalysis {

  private final String before;
  private final String after;
  private final TraceLog first;
  private final TraceLog second;
  private final BehaviourShiftOptions options;
  private final Seed seed;
  private final VersionRows rows;
  private final Design design;
  private final VersionComparison comparison;

  ShiftAnalysis(
      String before,
      TraceLog first,
      String after,
      TraceLog second,
      BehaviourShiftOptions options,
      Seed seed) {
    this.before = before;
    this.after = after;
    this.first = first;
    this.second = second;
    this.options = options;
    this.seed = seed;
    rows = new VersionRows(first, second, options);
    design = design();
    comparison =
        switch (design) {
          case PAIRED -> new PairedComparison(rows);
          case SAME_SITUATIONS -> new StandardisedComparison(rows);
          case RANDOMISED, NONE -> new SeparateComparison(rows);
        };
  }

  private Design design() {
    if (rows.casesAreUnits()) {
      return Design.PAIRED;
    }
    int paired = pairedUnits();
    if (paired > 0 && 2 * paired >= Math.min(rows.units(0), rows.units(1))) {
      return Design.PAIRED;
    }
    if (options.assignment() == Assignment.RANDOM) {
      return Design.RANDOMISED;
    }
    return rows.sharedSituations().isEmpty() ? Design.NONE : Design.SAME_SITUATIONS;
  }

  private int pairedUnits() {
    Map<Integer, Set<Integer>> met = new HashMap<>();
    Set<Integer> paired = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.version(i) == 0) {
        met.computeIfAbsent(rows.unit(i), unit -> new HashSet<>()).add(rows.situation(i));
      } else if (met.getOrDefault(rows.unit(i), Set.of()).contains(rows.situation(i))) {
        paired.add(rows.unit(i));
      }
    }
    return paired.size();
  }

  BehaviourShift shift() {
    List<BehaviourChange> found = new ArrayList<>();
    List<String> kinds = rows.kinds();
    for (String kind : kinds) {
      Kind what = rows.unreadable(kind) ? Kind.UNREADABLE : Kind.BEHAVIOUR;
      found.add(compare(kind, what, rows.indicator(kind), seed.split("behaviour")));
    }
    List<Score> scores = options.scores();
    for (int k = 0; k < scores.size(); k++) {
      found.add(compare(scores.get(k).name(), Kind.SCORE, rows.score(k), seed.split("score/" + k)));
    }
    ShiftObjections objections = new ShiftObjections(rows, comparison, design, options);
    objections.design(before, after);
    objections.conditions(first, second, before, after);
    BehaviourShiftOptions.Truth truth = options.truth();
    if (truth != null) {
      ShiftAbility ability = new ShiftAbility(rows, comparison, truth, options.level());
      found.addAll(ability.changes());
      objections.truth(ability, before, after);
    }
    List<BehaviourChange> changes = judged(found, kinds.size());
    objections.mix(changes);
    objections.heuristics(changes, before, after, seed.split("halves"));
    boolean refused = objections.all().stream().anyMatch(one -> one.reason().refuses());
    boolean unreadable =
        changes.stream().anyMatch(change -> change.kind() == Kind.UNREADABLE && change.moved());
    if (truth != null && unreadable) {
      objections.add(
          Reason.ABILITY_UNKNOWN,
          "answers that could not be read moved too, so that d′ and the criterion of the others are of other cases.");
    }
    List<BehaviourChange> told =
        changes.stream()
            .map(change -> refused || (unreadable && ofAbility(change)) ? change.refused() : change)
            .toList();
    return new BehaviourShift(
        before,
        after,
        design,
        comparison.units(),
        told,
        objections.all(),
        ShiftPoints.table(rows, comparison, kinds, before, after));
  }

  private static boolean ofAbility(BehaviourChange change) {
    return change.kind() == Kind.ABILITY || change.kind() == Kind.BIAS;
  }

  private BehaviourChange compare(String name, Kind kind, double[] values, Seed own) {
    Compared found = comparison.of(name, values, kind != Kind.SCORE, options.level(), own);
    return new BehaviourChange(
        name,
        kind,
        found.before(),
        found.after(),
        found.difference(),
        found.p(),
        found.p(),
        Verdict.NOT_DECIDED);
  }

  /** Of two behaviours one mirrors the other, so that they are one test. */
  private List<BehaviourChange> judged(List<BehaviourChange> found, int kinds) {
    int mirrored = kinds == 2 ? 1 : 0;
    double[] raw =
        found.subList(mirrored, found.size()).stream().mapToDouble(BehaviourChange::p).toArray();
    double[] corrected =
        options.correction() == Correction.HOLM
            ? Multiplicity.holm(raw)
            : Multiplicity.benjaminiHochberg(raw);
    List<BehaviourChange> judged = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      BehaviourChange one = found.get(i);
      double adjusted = corrected[Math.max(0, i - mirrored)];
      judged.add(
          new BehaviourChange(
              one.name(),
              one.kind(),
              one.before(),
              one.after(),
              one.difference(),
              one.p(),
              adjusted,
              verdict(one, adjusted)));
    }
    return judged;
  }

  private Verdict verdict(BehaviourChange change, double adjusted) {
    if (adjusted <= 1 - options.level()) {
      return Verdict.MOVED;
    }
    double margin =
        switch (change.kind()) {
          case BEHAVIOUR, UNREADABLE -> options.margin();
          case ABILITY, BIAS -> options.abilityMargin();
          case SCORE ->
              options.scores().stream()
                  .filter(score -> score.name().equals(change.name()))
                  .mapToDouble(Score::margin)
                  .findFirst()
                  .orElseThrow();
        };
    Interval interval = change.difference().interval();
    return interval != null && interval.low() > -margin && interval.high() < margin
        ? Verdict.HELD
        : Verdict.NOT_DECIDED;
  }
}
