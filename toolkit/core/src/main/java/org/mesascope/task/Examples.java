package org.mesascope.task;

/**
 * Data to learn from: inputs and one target each.
 *
 * @param dimension of an input, at least 1
 * @param inputs {@code [count][dimension]}, finite; not copied
 * @param targets {@code [count]}, finite: a number, or a class counted from 0; not copied
 */
public record Examples(int dimension, double[] inputs, double[] targets) {

  /** Fails on no example, on arrays that do not fit and on a number that is not finite. */
  public Examples {
    Families.positive("examples", "dimension", dimension);
    Families.positive("examples", "count", targets.length);
    if (inputs.length != targets.length * dimension) {
      throw new IllegalArgumentException(
          "%d examples of %d inputs expect %d numbers, got %d"
              .formatted(targets.length, dimension, targets.length * dimension, inputs.length));
    }
    for (int i = 0; i < inputs.length; i++) {
      if (!Double.isFinite(inputs[i])) {
        throw new IllegalArgumentException(
            "examples expect finite inputs, got %s at input %d of example %d"
                .formatted(inputs[i], i % dimension, i / dimension));
      }
    }
    for (int n = 0; n < targets.length; n++) {
      if (!Double.isFinite(targets[n])) {
        throw new IllegalArgumentException(
            "examples expect finite targets, got %s at example %d".formatted(targets[n], n));
      }
    }
  }

  /** Rows of inputs, all as long, and their targets. */
  public static Examples of(double[][] rows, double[] targets) {
    int dimension = rows.length == 0 ? 0 : rows[0].length;
    double[] inputs = new double[rows.length * dimension];
    for (int n = 0; n < rows.length; n++) {
      if (rows[n].length != dimension) {
        throw new IllegalArgumentException(
            "examples expect rows of one length, got %d in row 0 and %d in row %d"
                .formatted(dimension, rows[n].length, n));
      }
      System.arraycopy(rows[n], 0, inputs, n * dimension, dimension);
    }
    return new Examples(dimension, inputs, targets.clone());
  }

  /** How many examples. */
  public int count() {
    return targets.length;
  }

  /** Fails unless every target is one of so many classes, counted from 0. */
  void requireClasses(int classes) {
    for (int n = 0; n < targets.length; n++) {
      if (!(targets[n] >= 0 && targets[n] < classes) || targets[n] != Math.rint(targets[n])) {
        throw new IllegalArgumentException(
            "examples of %d classes expect targets 0 to %d, got %s at example %d"
                .formatted(classes, classes - 1, targets[n], n));
      }
    }
  }
}
