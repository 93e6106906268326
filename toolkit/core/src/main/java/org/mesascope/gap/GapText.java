package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.stats.Bootstrap;

/** What a gap report says in words. */
final class GapText {

  private GapText() {}

  static List<String> notes(GapReport report) {
    List<String> notes = new ArrayList<>();
    int count = report.seeds();
    Replicates of = report.replicates();
    if (of == Replicates.ONE_SYSTEM) {
      notes.add("One trained system: nothing here says what training with other seeds would give.");
    } else if (count == 1) {
      notes.add(
          "One %s: no interval can be given, and other %s may do otherwise. %s"
              .formatted(of.one(), of.many(), of.advice(Bootstrap.ENOUGH)));
    } else if (!report.seedsDiffer()) {
      notes.add(
          "All %d %s gave the same numbers: there is no spread to show, which is no proof that there is none."
              .formatted(count, of.many()));
    }
    if (count > 1 && count < Bootstrap.ENOUGH && report.seedsDiffer()) {
      notes.add(
          "Only %d %s: intervals are too narrow for so few; look at each one's points. %s"
              .formatted(count, of.many(), of.advice(Bootstrap.ENOUGH)));
    }
    return notes;
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
