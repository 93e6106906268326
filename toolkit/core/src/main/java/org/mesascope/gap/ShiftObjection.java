package org.mesascope.gap;

import java.util.Locale;

/**
 * What stands between a comparison of two versions and a conclusion.
 *
 * @param reason its kind
 * @param because the numbers, a sentence
 */
public record ShiftObjection(Reason reason, String because) {

  /** Kinds of objections. */
  public enum Reason {
    /** No situation in common, and versions were not given out at random. */
    NOTHING_IN_COMMON(true),
    /** One independent unit: nothing says how much units differ. */
    ONE_UNIT(true),
    /** Fewer units than {@code Bootstrap.ENOUGH}: look at the points. */
    TOO_FEW_UNITS(true),
    /** Something recorded, such as the model, the judge or the time, changed with the version. */
    CONFOUNDED(true),
    /** Something recorded is spread otherwise over one version than over the other. */
    CONDITION_MIX(false),
    /** Versions met situations in other proportions, and that alone moves shares. */
    SITUATION_MIX(false),
    /** Many rows have no partner and were not compared. */
    LEFT_OUT(false),
    /** Signals are more frequent under one version. */
    CLASS_IMBALANCE(false),
    /** Always giving one answer is right as often as a version is. */
    MAJORITY(false),
    /** A constant answer, a word or the length of the situation reproduces a change. */
    HEURISTIC(false),
    /** Ability cannot be told from bias: one of both kinds of case is missing or unreadable. */
    ABILITY_UNKNOWN(false);

    private final boolean refuses;

    Reason(boolean refuses) {
      this.refuses = refuses;
    }

    /** Whether no conclusion may be drawn at all. */
    public boolean refuses() {
      return refuses;
    }

    /** Its name in words. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** "Confounded: every …". */
  public String text() {
    String words = reason.words();
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ": " + because;
  }
}
