package org.mesascope.task;

import org.mesascope.stats.Seed;

/**
 * The LASSO, f(θ) = ‖Xθ − y‖² / 2n + penalty · ‖θ‖₁ (Tibshirani 1996, scaled as in glmnet), started
 * at 0.
 *
 * <p>Where a coordinate is exactly 0 the gradient given is the subgradient of least size: the
 * smooth part's slope g, moved toward 0 by the penalty and 0 where |g| is at most the penalty. So
 * the gradient is 0 exactly where the optimality conditions hold. Gradient methods rarely land on 0
 * exactly: their solutions are small rather than sparse.
 *
 * @param penalty λ, at least 0
 */
public record Lasso(ExampleLaw data, double penalty) implements TaskFamily {

  /** Fails where the penalty is none. */
  public Lasso {
    Families.atLeast("LASSO", "penalty", penalty, 0);
  }

  @Override
  public String name() {
    return "LASSO(%s) on %s, d = %d"
        .formatted(Families.shown(penalty), data.name(), data.dimension());
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
        DataTasks.start(this, params), (x, slope) -> valueAndSlope(examples, x, slope));
  }

  private double valueAndSlope(Examples examples, double[] x, double[] slope) {
    double loss = DataTasks.halfMeanSquare(examples, x, slope);
    for (int i = 0; i < x.length; i++) {
      loss += penalty * Math.abs(x[i]);
      slope[i] =
          x[i] == 0
              ? Math.copySign(Math.max(0, Math.abs(slope[i]) - penalty), slope[i])
              : slope[i] + penalty * Math.signum(x[i]);
    }
    return loss;
  }
}
