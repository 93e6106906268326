package org.mesascope.align;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.align.AlignmentReport.Row;

/** What the measures of several rewards disagree on, in words. */
final class Disagreement {

  /** Distances closer than this count as equal. */
  private static final double SAME = 1e-6;

  /** Regrets farther apart than this count as different: a tenth of what is at stake. */
  private static final double DIFFERENT_REGRET = .1;

  /** EPIC distances below this are called near, above twice this far; they end at 1. */
  private static final double NEAR = .25;

  /** Regrets above this are called large: half of what is at stake. */
  private static final double LARGE_REGRET = .5;

  private Disagreement() {}

  static List<String> among(List<Row> rows) {
    List<String> findings = new ArrayList<>();
    for (Row row : rows) {
      undefined(row, findings);
      ties(row, findings);
      nearOrFar(row, findings);
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        sameDistance(rows.get(i), rows.get(j), findings);
      }
    }
    if (rows.size() > 1) {
      orders(rows, findings);
    }
    return findings;
  }

  private static void undefined(Row row, List<String> findings) {
    for (Distance distance : row.distances()) {
      if (distance instanceof Distance.Undefined none) {
        findings.add(none.measure() + " is undefined: " + none.reason() + ".");
      }
    }
    if (row.regret() instanceof Regret.Undefined none) {
      findings.add("Regret is undefined: " + none.reason() + ".");
    }
  }

  private static void ties(Row row, List<String> findings) {
    if (row.regret() instanceof Regret.Known known
        && known.max() - known.min() > DIFFERENT_REGRET) {
      findings.add(
          "Several policies are optimal for \"%s\", and what they cost differs: from %s to %s."
              .formatted(
                  row.reward().name(),
                  AlignmentReport.number(known.min()),
                  AlignmentReport.number(known.max())));
    }
  }

  /** Says where the first distance and regret point in opposite directions. */
  private static void nearOrFar(Row row, List<String> findings) {
    if (!(row.distances().get(0) instanceof Distance.Known distance
        && row.regret() instanceof Regret.Known regret)) {
      return;
    }
    String numbers =
        "(%s) by %s, yet pursuing it here costs "
            .formatted(AlignmentReport.number(distance.distance()), distance.measure());
    if (distance.distance() < NEAR && regret.min() > LARGE_REGRET) {
      findings.add(
          "\"%s\" lies near %sat least %s: a small distance is no safety."
              .formatted(row.reward().name(), numbers, AlignmentReport.number(regret.min())));
    } else if (distance.distance() > 2 * NEAR && regret.max() <= SAME) {
      findings.add(
          "\"%s\" lies far %snothing: they part only in other worlds or other states."
              .formatted(row.reward().name(), numbers));
    }
  }

  private static void sameDistance(Row x, Row y, List<String> findings) {
    if (!(x.regret() instanceof Regret.Known of && y.regret() instanceof Regret.Known to)
        || Math.abs(of.max() - to.max()) <= DIFFERENT_REGRET) {
      return;
    }
    for (int k = 0; k < x.distances().size(); k++) {
      if (x.distances().get(k) instanceof Distance.Known first
          && y.distances().get(k) instanceof Distance.Known second
          && Math.abs(first.distance() - second.distance()) <= SAME) {
        findings.add(
            "%s cannot tell \"%s\" from \"%s\" (both %s), yet pursuing the one costs up to %s and the other up to %s: no single distance decides."
                .formatted(
                    first.measure(),
                    x.reward().name(),
                    y.reward().name(),
                    AlignmentReport.number(first.distance()),
                    AlignmentReport.number(of.max()),
                    AlignmentReport.number(to.max())));
      }
    }
  }

  /** Counts the pairs of rewards that a distance and worst-case regret rank the other way round. */
  private static void orders(List<Row> rows, List<String> findings) {
    for (int k = 0; k < rows.get(0).distances().size(); k++) {
      int against = 0;
      int pairs = 0;
      for (int i = 0; i < rows.size(); i++) {
        for (int j = i + 1; j < rows.size(); j++) {
          Row x = rows.get(i);
          Row y = rows.get(j);
          if (x.distances().get(k) instanceof Distance.Known a
              && y.distances().get(k) instanceof Distance.Known b
              && x.regret() instanceof Regret.Known r
              && y.regret() instanceof Regret.Known q
              && Math.abs(a.distance() - b.distance()) > SAME
              && Math.abs(r.max() - q.max()) > SAME) {
            pairs++;
            against += a.distance() < b.distance() == r.max() < q.max() ? 0 : 1;
          }
        }
      }
      if (against > 0) {
        findings.add(
            "%s and worst-case regret order %d of %d pairs of these rewards the other way round."
                .formatted(rows.get(0).distances().get(k).measure(), against, pairs));
      }
    }
  }
}
