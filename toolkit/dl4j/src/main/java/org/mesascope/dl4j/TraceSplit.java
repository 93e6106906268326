package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Whole traces in three parts: to fit, to stop early, and to judge.
 *
 * @param training positions of traces
 * @param validation positions of traces, at least 1
 * @param test positions of traces, at least 2
 */
record TraceSplit(List<Integer> training, List<Integer> validation, List<Integer> test) {

  private static final int FEWEST = 4;

  /** Draws which trace goes where; depends on how many there are and on the seed alone. */
  static TraceSplit of(int traces, double validation, double test, Seed seed) {
    if (traces < FEWEST) {
      throw new IllegalArgumentException(
          "a split by trace expects at least %d traces with choices, got %d: 1 to fit, 1 to stop, 2 to judge"
              .formatted(FEWEST, traces));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      order.add(i);
    }
    RandomGenerator random = seed.random();
    for (int i = traces - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swap);
    }
    int judged = Math.min(traces - 2, Math.max(2, (int) Math.round(test * traces)));
    int stopping =
        Math.min(traces - judged - 1, Math.max(1, (int) Math.round(validation * traces)));
    return new TraceSplit(
        sorted(order.subList(judged + stopping, traces)),
        sorted(order.subList(judged, judged + stopping)),
        sorted(order.subList(0, judged)));
  }

  /** All that may be fitted to. */
  List<Integer> fitted() {
    List<Integer> both = new ArrayList<>(training);
    both.addAll(validation);
    return sorted(both);
  }

  static void requireShares(double validation, double test) {
    if (!(validation > 0 && test > 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          "the shares of traces for validation and test expect numbers above 0 with a sum below 1, got %s and %s"
              .formatted(validation, test));
    }
  }

  private static List<Integer> sorted(List<Integer> positions) {
    return positions.stream().sorted().toList();
  }
}
