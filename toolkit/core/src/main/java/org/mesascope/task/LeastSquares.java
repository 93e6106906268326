package org.mesascope.task;

import org.mesascope.stats.Seed;

/**
 * Linear regression, f(θ) = ‖Xθ − y‖² / 2n over n examples, started at 0, without intercept: give a
 * column of ones for one.
 *
 * @param data where the examples come from
 */
public record LeastSquares(ExampleLaw data) implements TaskFamily {

  @Override
  public String name() {
    return "least squares on " + data.name() + ", d = " + dimension();
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
    return StartedTask.of(
        DataTasks.start(this, params), (x, slope) -> DataTasks.halfMeanSquare(examples, x, slope));
  }
}
