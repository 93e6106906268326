package org.mesascope.train;

import java.util.Arrays;

/** After which steps a training keeps its policy, besides the first and the last. */
@FunctionalInterface
public interface CheckpointSchedule {

  /** Whether to keep the policy after so many steps. */
  boolean at(int step);

  /** After every n-th step. */
  static CheckpointSchedule every(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("checkpoints every n steps expect n >= 1, got " + n);
    }
    return step -> step % n == 0;
  }

  /** After the steps given. */
  static CheckpointSchedule at(int... steps) {
    int[] sorted = Arrays.stream(steps).sorted().toArray();
    return step -> Arrays.binarySearch(sorted, step) >= 0;
  }

  /** After 1, 2, 4, 8, … steps: even on a logarithmic axis. */
  static CheckpointSchedule doubling() {
    return step -> Integer.bitCount(step) == 1;
  }
}
