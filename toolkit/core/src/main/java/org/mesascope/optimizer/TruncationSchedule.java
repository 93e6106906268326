package org.mesascope.optimizer;

/** How many inner steps each unroll takes before new problems are drawn. */
public sealed interface TruncationSchedule {

  /**
   * The length of an unroll, at least 1.
   *
   * @param unroll counted from 0
   */
  int length(long unroll);

  /** Always the same length. */
  static TruncationSchedule constant(int length) {
    return new Constant(length);
  }

  /** Evenly from one length to another over so many unrolls, then the latter. */
  static TruncationSchedule growing(int from, int to, int unrolls) {
    return new Growing(from, to, unrolls);
  }

  /** Always the same length. */
  record Constant(int length) implements TruncationSchedule {

    /** Fails where there is no step. */
    public Constant {
      if (length < 1) {
        throw new IllegalArgumentException("an unroll expects at least 1 step, got " + length);
      }
    }

    @Override
    public int length(long unroll) {
      return length;
    }

    @Override
    public String toString() {
      return "T = " + length;
    }
  }

  /** A curriculum: short unrolls first. */
  record Growing(int from, int to, int unrolls) implements TruncationSchedule {

    /** Fails where it does not grow. */
    public Growing {
      if (from < 1 || to < from || unrolls < 1) {
        throw new IllegalArgumentException(
            "a growing unroll expects 1 <= from <= to over at least 1 unroll, got %d to %d over %d"
                .formatted(from, to, unrolls));
      }
    }

    @Override
    public int length(long unroll) {
      return unroll >= unrolls ? to : from + (int) ((to - from) * unroll / unrolls);
    }

    @Override
    public String toString() {
      return "T = %d to %d over %d unrolls".formatted(from, to, unrolls);
    }
  }
}
