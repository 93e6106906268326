package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.stats.Bootstrap;

/** What a gap report says in words. */
final class GapText {

  private GapText() {}

  static List<String> notes(GapReport report) {
    List<String> notes = new ArrayList<>();
    int seeds = report.seeds();
    if (report.oneSystem()) {
      notes.add("One trained system: nothing here says what training with other seeds would give.");
    } else if (seeds == 1) {
      notes.add(
          "One seed: no interval can be given, and other seeds may do otherwise. Use at least "
              + Bootstrap.ENOUGH
              + ".");
    } else if (!report.seedsDiffer()) {
      notes.add(
          "All %d seeds gave the same numbers: this training does not depend on its seed, so there is no spread to show."
              .formatted(seeds));
    } else if (seeds < Bootstrap.ENOUGH) {
      notes.add(
          "Only %d seeds: intervals are too narrow for so few; look at each seed's points, and use at least %d."
              .formatted(seeds, Bootstrap.ENOUGH));
    }
    return notes;
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
