package org.mesascope.gap;

/** What the numbers at one place of a gap report are numbers of. */
public enum Replicates {
  /** Systems, each trained from a seed of its own. */
  SEEDS("seed", "Use at least %d."),
  /** One trained system, measured over and over. */
  ONE_SYSTEM("measurement", "Use at least %d."),
  /** The independent units of a log, such as users, vignettes or conversations. */
  UNITS("unit", "Record at least %d.");

  private final String noun;
  private final String advice;

  Replicates(String noun, String advice) {
    this.noun = noun;
    this.advice = advice;
  }

  /** One of them, as a noun. */
  String one() {
    return noun;
  }

  /** Several of them, as a noun. */
  String many() {
    return noun + "s";
  }

  String advice(int enough) {
    return advice.formatted(enough);
  }
}
