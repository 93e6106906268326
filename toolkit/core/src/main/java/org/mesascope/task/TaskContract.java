package org.mesascope.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * What every family of tasks must keep, as one line of a test: {@code TaskContract.check(family,
 * seed)}.
 *
 * <p>It needs no test framework, so a family made in a notebook can be checked where it stands.
 */
public final class TaskContract {

  private static final int TASKS = 3;
  private static final int POINTS = 2;
  private static final int COORDINATES = 24;
  private static final double SLOPE = 1e-5;
  private static final double SINGLE = 1e-4;

  private TaskContract() {}

  /**
   * Checks that a seed gives the same task bit for bit; that dimensions agree; that the start is
   * finite and a new array; that the gradient is that of the loss, by central finite differences
   * around two random points a task, in up to 24 coordinates; that parameters are left alone and
   * what a gradient's array held before does not matter; that where parameters are no numbers the
   * loss is infinite and the gradient 0, and neither is ever NaN; and that a batch tells of each
   * task what the task itself tells, within single precision, also beside a diverged one.
   *
   * @throws AssertionError that names what is broken
   */
  public static void check(TaskFamily family, Seed seed) {
    require(!family.name().isBlank(), "a family expects a name");
    require(family.dimension() >= 1, "a family expects a dimension of at least 1");
    for (int t = 0; t < TASKS; t++) {
      TaskParams params = family.sample(seed.split(t));
      checkSame(params, family.sample(seed.split(t)));
      Task task = family.task(params);
      checkShapes(family, task);
      for (int p = 0; p < POINTS; p++) {
        double[] point = near(task, seed.split("point/" + t + "/" + p).random());
        checkGradient(task, point, seed.split("coordinates/" + t).random());
        checkRepeats(task, point);
      }
      checkDiverged(task);
    }
    BatchContract.check(family, seed, SINGLE);
  }

  /** A point around the start. */
  static double[] near(Task task, RandomGenerator random) {
    double[] point = task.start();
    for (int i = 0; i < point.length; i++) {
      point[i] += .5 * random.nextGaussian();
    }
    return point;
  }

  private static void checkSame(TaskParams first, TaskParams second) {
    require(
        first.arrays().keySet().equals(second.arrays().keySet()),
        "one seed gave parameters of two kinds");
    for (Map.Entry<String, double[]> entry : first.arrays().entrySet()) {
      require(
          Arrays.equals(entry.getValue(), second.get(entry.getKey())),
          "one seed gave two tasks: \"" + entry.getKey() + "\" differs");
    }
  }

  private static void checkShapes(TaskFamily family, Task task) {
    require(
        task.dimension() == family.dimension(),
        "a task of %d parameters is expected, got one of %d"
            .formatted(family.dimension(), task.dimension()));
    double[] start = task.start();
    require(
        start.length == task.dimension(),
        "a start expects %d numbers, got %d".formatted(task.dimension(), start.length));
    double[] before = start.clone();
    require(Arrays.stream(start).allMatch(Double::isFinite), "a start expects finite numbers");
    require(Double.isFinite(task.loss(start)), "the loss at the start expects a finite number");
    Arrays.fill(start, Double.NaN);
    require(
        Arrays.equals(task.start(), before),
        "the start changes: each call must give a new, equal array");
  }

  private static void checkGradient(Task task, double[] point, RandomGenerator random) {
    double[] gradient = new double[task.dimension()];
    double loss = task.lossAndGradient(point, gradient);
    int checked = Math.min(COORDINATES, point.length);
    for (int c = 0; c < checked; c++) {
      int i = point.length <= COORDINATES ? c : random.nextInt(point.length);
      double step = 1e-5 * Math.max(1, Math.abs(point[i]));
      double[] moved = point.clone();
      moved[i] = point[i] + step;
      double above = task.loss(moved);
      moved[i] = point[i] - step;
      double slope = (above - task.loss(moved)) / (2 * step);
      require(
          Math.abs(slope - gradient[i]) <= SLOPE * (1 + Math.abs(slope) + Math.abs(loss)),
          "the gradient of parameter %d expects %s by finite differences, got %s"
              .formatted(i, slope, gradient[i]));
    }
  }

  private static void checkRepeats(Task task, double[] point) {
    double[] kept = point.clone();
    double[] first = new double[task.dimension()];
    double[] second = new double[task.dimension()];
    Arrays.fill(second, Double.NaN);
    double loss = task.lossAndGradient(point, first);
    require(Arrays.equals(point, kept), "a task changed the parameters it was given");
    require(
        loss == task.lossAndGradient(point, second) && Arrays.equals(first, second),
        "one point gave two losses or gradients: the gradient's array is to be overwritten");
    require(loss == task.loss(point), "the loss with its gradient differs from the loss alone");
  }

  private static void checkDiverged(Task task) {
    for (double value : List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e200, -1e300)) {
      double[] far = task.start();
      Arrays.fill(far, value);
      double[] gradient = new double[task.dimension()];
      double loss = task.lossAndGradient(far, gradient);
      require(!Double.isNaN(loss), "the loss is NaN at parameters " + value);
      require(
          Double.isFinite(value) || loss == Double.POSITIVE_INFINITY,
          "the loss at parameters %s expects infinity, got %s".formatted(value, loss));
      boolean finite = Double.isFinite(loss);
      require(
          Arrays.stream(gradient).allMatch(g -> finite ? Double.isFinite(g) : g == 0),
          "where the loss is %s the gradient expects %s numbers"
              .formatted(loss, finite ? "finite" : "0 for all"));
    }
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
