package org.mesascope.gap;

import java.util.Locale;
import org.mesascope.report.Estimate;

/**
 * How one behaviour, score or measure of ability differs between two versions.
 *
 * @param name of the behaviour or measure
 * @param kind what is compared
 * @param before its size under the first version
 * @param after its size under the second
 * @param difference the second minus the first, with an interval of its own level
 * @param p of no difference, for this test alone
 * @param adjusted {@code p} corrected for all tests of the comparison
 * @param verdict what may be said
 */
public record BehaviourChange(
    String name,
    Kind kind,
    Estimate before,
    Estimate after,
    Estimate difference,
    double p,
    double adjusted,
    Verdict verdict) {

  /** What is compared. */
  public enum Kind {
    /** The share of a behaviour. */
    BEHAVIOUR,
    /** The share of answers nobody could read, or that are missing. */
    UNREADABLE,
    /** The mean of a number. */
    SCORE,
    /** d′: how well signals are told from the rest. */
    ABILITY,
    /** The criterion: how much it takes for a yes. */
    BIAS
  }

  /** What may be said of a change, or of all of them. */
  public enum Verdict {
    /** The corrected test rejects no change. */
    MOVED,
    /** The interval lies within the margin: no change that matters. */
    HELD,
    /** Neither. */
    NOT_DECIDED,
    /** The design cannot carry an answer. */
    REFUSED;

    /** The verdict in words. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  BehaviourChange refused() {
    return new BehaviourChange(name, kind, before, after, difference, p, adjusted, Verdict.REFUSED);
  }

  /** Whether it moved, as far as can be told. */
  public boolean moved() {
    return verdict == Verdict.MOVED;
  }
}
