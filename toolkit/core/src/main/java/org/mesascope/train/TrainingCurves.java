package org.mesascope.train;

import java.util.Arrays;
import java.util.Map;
import org.mesascope.report.Figure;

/**
 * Curves of training, one a system or seed, side by side.
 *
 * <pre>{@code
 * TrainingCurves.of("return", Map.of("seed 1", first.curve(), "seed 2", second.curve()));
 * }</pre>
 */
public final class TrainingCurves {

  private TrainingCurves() {}

  /**
   * Curves as they are.
   *
   * @param what they measure: the axis's label
   * @param curves one number a step, from step 0, as trained systems keep them; none empty
   */
  public static Figure of(String what, Map<String, double[]> curves) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("training curves expect at least one, got none");
    }
    Figure figure = Figure.titled("Training").xAxis("training step", "").yAxis(what, "");
    for (Map.Entry<String, double[]> curve : curves.entrySet()) {
      double[] steps = new double[curve.getValue().length];
      Arrays.setAll(steps, i -> i);
      figure = figure.line(curve.getKey(), steps, curve.getValue());
    }
    return figure;
  }
}
