package org.mesascope.search;

import java.util.Locale;

/**
 * What more thinking time brings, and the words that it carries. A gain is behaviour alone: it
 * shows that the computation is iterative, and none of these says that there is search inside.
 */
public sealed interface ThinkingGain {

  /** Share of the errors that has to be mended for a gain. */
  double HALF = .5;

  /** One sentence for a report. */
  String sentence();

  /** Thinking time was one tick, or did not vary. */
  record NotVaried(int ticks) implements ThinkingGain {
    @Override
    public String sentence() {
      return "Measured at %d tick%s alone: a fixed computation, not called a searcher."
          .formatted(ticks, ticks == 1 ? "" : "s");
    }
  }

  /**
   * More time mends less than half of the errors.
   *
   * @param mended share of the errors at the least time that is gone at the best
   */
  record None(int least, int most, double mended) implements ThinkingGain {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "From %d to %d ticks thinking time mends %.2f of the errors, less than half: not called a searcher.",
          least,
          most,
          mended);
    }
  }

  /**
   * More time mends at least half of the errors.
   *
   * @param before accuracy at the least time
   * @param after accuracy at the most
   */
  record Iterative(int least, int most, double before, double after) implements ThinkingGain {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "Thinking for %d ticks instead of %d raises accuracy from %.3f to %.3f: the computation is iterative. Whether it searches, behaviour alone does not tell: that takes probes and interventions on the state.",
          most,
          least,
          before,
          after);
    }
  }
}
