package org.mesascope.task;

import org.mesascope.stats.Seed;

/**
 * Logistic regression of classes 0 and 1, f(θ) = mean over examples of log(1 + exp(−s θ·x)) with s
 * = ±1 for class 1 and 0, plus l2/2 · ‖θ‖², started at 0, without intercept: give a column of ones
 * for one. With l2 = 0 and classes that a line separates, the loss has no minimum.
 *
 * @param data targets 0 and 1
 * @param l2 strength of the penalty, at least 0
 */
public record LogisticRegression(ExampleLaw data, double l2) implements TaskFamily {

  /** Fails where the penalty is none. */
  public LogisticRegression {
    Families.atLeast("logistic regression", "l2", l2, 0);
  }

  @Override
  public String name() {
    return "logistic regression on " + data.name() + ", d = " + dimension();
  }

  @Override
  public int dimension() {
    return data.dimension();
  }

  @Override
  public TaskParams sample(Seed seed) {
    return DataTasks.params(data.draw(seed), new double[dimension()]);
  }

  @Override
  public Task task(TaskParams params) {
    Examples examples = DataTasks.examples(this, data, params);
    examples.requireClasses(2);
    return StartedTask.of(
        DataTasks.start(this, params), (x, slope) -> valueAndSlope(examples, x, slope));
  }

  private double valueAndSlope(Examples examples, double[] x, double[] slope) {
    int d = x.length;
    int n = examples.count();
    double loss = 0;
    for (int k = 0; k < n; k++) {
      double sign = 2 * examples.targets()[k] - 1;
      double margin = sign * Sums.dot(examples.inputs(), k * d, x, 0, d);
      double rest = Math.exp(-Math.abs(margin));
      loss += (Math.max(0, -margin) + Math.log1p(rest)) / n;
      double wrong = margin > 0 ? rest / (1 + rest) : 1 / (1 + rest);
      Sums.add(-sign * wrong / n, examples.inputs(), k * d, slope, 0, d);
    }
    loss += l2 / 2 * Sums.dot(x, 0, x, 0, d);
    Sums.add(l2, x, 0, slope, 0, d);
    return loss;
  }
}
