package org.mesascope.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a probe learns from: vectors with labels.
 *
 * @param features one row an example; finite; not copied
 * @param labels 0 to {@code classes − 1}, one an example; not copied
 * @param classes how many labels there are, at least 2
 * @param groups which independent unit an example belongs to, such as its maze or prompt; training
 *     and test never share one; not copied
 * @param types the input type of an example, which a control task gives one random label; not
 *     copied
 */
public record ProbeData(double[][] features, int[] labels, int classes, int[] groups, int[] types) {

  /** Fails on arrays of different lengths, on labels out of range and on numbers not finite. */
  public ProbeData {
    int n = features.length;
    if (n == 0 || labels.length != n || groups.length != n || types.length != n) {
      throw new IllegalArgumentException(
          "a probe expects as many labels, groups and types as examples, at least 1, got %d, %d, %d and %d"
              .formatted(labels.length, groups.length, types.length, n));
    }
    if (classes < 2) {
      throw new IllegalArgumentException("a probe expects at least 2 classes, got " + classes);
    }
    for (int i = 0; i < n; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "the label of example %d expects 0 to %d, got %d".formatted(i, classes - 1, labels[i]));
      }
      if (features[i].length != features[0].length) {
        throw new IllegalArgumentException(
            "example %d expects %d features as the first has, got %d"
                .formatted(i, features[0].length, features[i].length));
      }
      for (int k = 0; k < features[i].length; k++) {
        if (!Double.isFinite(features[i][k])) {
          throw new IllegalArgumentException(
              "feature %d of example %d expects a finite number, got %s"
                  .formatted(k, i, features[i][k]));
        }
      }
    }
  }

  /** A whole number for a place of an item, such as its label; below 0 leaves the place out. */
  @FunctionalInterface
  public interface OfPlace {
    int of(int place, int item);
  }

  /**
   * Examples from a hidden state, one a place that has a label; items are the groups.
   *
   * @param type of the input at a place, for the control task
   */
  public static ProbeData of(
      StateLayout layout, float[] state, int classes, OfPlace label, OfPlace type) {
    layout.check(state);
    List<double[]> features = new ArrayList<>();
    IntStream.Builder labels = IntStream.builder();
    IntStream.Builder groups = IntStream.builder();
    IntStream.Builder types = IntStream.builder();
    for (int item = 0; item < layout.items(); item++) {
      for (int place = 0; place < layout.places(); place++) {
        int own = label.of(place, item);
        if (own >= 0) {
          double[] row = new double[layout.channels()];
          for (int c = 0; c < row.length; c++) {
            row[c] = state[layout.index(place, c, item)];
          }
          features.add(row);
          labels.add(own);
          groups.add(item);
          types.add(type.of(place, item));
        }
      }
    }
    return new ProbeData(
        features.toArray(double[][]::new),
        labels.build().toArray(),
        classes,
        groups.build().toArray(),
        types.build().toArray());
  }

  /** How many examples. */
  public int size() {
    return labels.length;
  }

  ProbeData withLabels(int[] others) {
    return new ProbeData(features, others, classes, groups, types);
  }

  ProbeData rows(int[] rows) {
    return new ProbeData(
        IntStream.of(rows).mapToObj(i -> features[i]).toArray(double[][]::new),
        IntStream.of(rows).map(i -> labels[i]).toArray(),
        classes,
        IntStream.of(rows).map(i -> groups[i]).toArray(),
        IntStream.of(rows).map(i -> types[i]).toArray());
  }
}
