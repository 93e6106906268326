package org.mesascope.incontext;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mesascope.report.ResultTable;

/** What an attribution says in words. */
final class AttributionText {

  static final String SHARE =
      "Shares are prediction differences over the median distance between two rivals on the same"
          + " prompts, at most the targets' size, and more where predictions outgrow the targets.";

  private static final double SEEN = 1e-9;

  private AttributionText() {}

  static String verdict(AttributionReport report) {
    StringBuilder text = new StringBuilder(says(report));
    if (!report.expressivity().isEmpty()) {
      text.append(" Of its form: ").append(report.expressivity()).append('.');
    }
    return text.append(
            " This is agreement on prompts, seen from outside: that the network runs the algorithm"
                + " takes interventions on its inner state.")
        .toString();
  }

  private static String says(AttributionReport report) {
    if (report.withheld()) {
      String failed =
          report.controls().stream()
              .filter(control -> !control.passed())
              .map(
                  control ->
                      "\"%s\" was %staken for %s"
                          .formatted(
                              control.name(), control.positive() ? "not " : "", control.rival()))
              .collect(Collectors.joining("; "));
      return "No verdict: controls failed (" + failed + "), so these prompts cannot carry one.";
    }
    if (report.candidates().isEmpty()) {
      return none(report);
    }
    List<String> named = report.candidates().stream().map(family -> named(report, family)).toList();
    String others =
        report.matches().stream()
            .filter(match -> match.match() == RivalMatch.Match.CONSISTENT)
            .map(match -> match.rival().family())
            .filter(family -> !report.candidates().contains(family))
            .collect(Collectors.joining(", "));
    return "Consistent with %s%s, within %s of the distance between rivals on %s; %d controls passed.%s"
        .formatted(
            String.join(" and ", named),
            named.size() > 1 ? ", which these prompts do not tell apart" : "",
            number(report.tolerance()),
            report.conditions().size() == 1
                ? "training prompts alone"
                : "all of: " + String.join(", ", report.conditions()),
            report.controls().size(),
            others.isEmpty()
                ? ""
                : " With more fitted numbers these are consistent too: " + others + ".");
  }

  private static String named(AttributionReport report, String family) {
    String fitted = report.match(family).rival().fitted();
    return fitted.isEmpty() ? family : family + " (" + fitted + ")";
  }

  private static String none(AttributionReport report) {
    RivalMatch nearest = report.nearest();
    String where =
        "the nearest, %s, predicts %s of the distance between rivals away on \"%s\""
            .formatted(
                named(report, nearest.rival().family()),
                number(nearest.shares().get(nearest.worst()).value()),
                report.conditions().get(nearest.worst()));
    boolean open =
        report.matches().stream().anyMatch(match -> match.match() == RivalMatch.Match.OPEN);
    return open
        ? "Not decided: " + where + ", and its interval holds the tolerance; use more prompts."
        : "None of these: " + where + ", where " + number(report.tolerance()) + " is allowed.";
  }

  static ResultTable noted(ResultTable table, AttributionReport report) {
    double share = report.orderEffect().value() / Math.max(report.yardsticks()[0], 1e-300);
    String order =
        report.orderSensitive()
            ? "depends on their order: shuffling moves predictions by %s of the distance between rivals, which no algorithm does that sees them as a set"
                .formatted(number(share))
            : share > SEEN
                ? "hardly depends on their order: shuffling moves predictions by %s of the distance between rivals"
                    .formatted(number(share))
                : "does not depend on their order";
    ResultTable noted =
        table.withNote("Shuffled examples: the model " + order + ".").withNote(SHARE);
    return report.leftOut().isEmpty()
        ? noted
        : noted.withNote(
            "Left out, longer than the model takes: " + String.join(", ", report.leftOut()) + ".");
  }

  private static String number(double value) {
    return value == 0 || value >= .001
        ? String.format(Locale.ROOT, "%.3f", value)
        : String.format(Locale.ROOT, "%.1e", value);
  }
}
