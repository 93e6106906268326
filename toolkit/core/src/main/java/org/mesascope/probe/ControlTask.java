package org.mesascope.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Labels that can only be learned by heart: each input type gets one label at random, with the
 * chances that labels have in the data.
 *
 * <p>Source: Hewitt and Liang (2019), Designing and interpreting probes with control tasks, section
 * 2.
 */
final class ControlTask {

  private ControlTask() {}

  static ProbeData of(ProbeData data, Seed seed) {
    RandomGenerator random = seed.random();
    Map<Integer, Integer> byType = new HashMap<>();
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          byType.computeIfAbsent(
              data.types()[i], type -> data.labels()[random.nextInt(data.size())]);
    }
    return data.withLabels(labels);
  }
}
