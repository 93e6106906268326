package org.mesascope.task;

import static org.mesascope.task.TaskContract.require;

import java.util.Arrays;
import org.mesascope.stats.Seed;

/** The part of {@link TaskContract} that looks at batches. */
final class BatchContract {

  private static final int SIZE = 5;
  private static final int SPOILED = 2;

  private BatchContract() {}

  static void check(TaskFamily family, Seed seed, double tolerance) {
    int d = family.dimension();
    TaskBatch batch = family.batch(SIZE, seed);
    require(
        batch.size() == SIZE && batch.dimension() == d,
        "a batch of %d tasks of %d parameters is expected, got %d of %d"
            .formatted(SIZE, d, batch.size(), batch.dimension()));
    float[] point = new float[d * SIZE];
    Arrays.fill(point, Float.NaN);
    batch.start(point);
    for (int b = 0; b < SIZE; b++) {
      Task task = family.task(family.sample(seed.split(b)));
      double[] start = task.start();
      double[] near = TaskContract.near(task, seed.split("batch/" + b).random());
      for (int i = 0; i < d; i++) {
        close(point[i * SIZE + b], start[i], tolerance, Math.abs(start[i]), "start", i, b);
        point[i * SIZE + b] = (float) near[i];
      }
    }
    float[] loss = new float[SIZE];
    float[] gradient = new float[d * SIZE];
    Arrays.fill(gradient, Float.NaN);
    float[] kept = point.clone();
    batch.lossAndGradient(point, loss, gradient);
    require(Arrays.equals(kept, point), "a batch changed the parameters it was given");
    for (int b = 0; b < SIZE; b++) {
      compare(family.task(family.sample(seed.split(b))), point, b, loss, gradient, tolerance);
    }
    checkBesideDiverged(batch, point, loss, gradient);
  }

  private static void compare(
      Task task, float[] point, int b, float[] loss, float[] gradient, double tolerance) {
    double[] single = new double[task.dimension()];
    for (int i = 0; i < single.length; i++) {
      single[i] = point[i * SIZE + b];
    }
    double[] slope = new double[task.dimension()];
    double expected = task.lossAndGradient(single, slope);
    close(loss[b], expected, tolerance, Math.abs(expected), "loss", 0, b);
    double largest = Arrays.stream(slope).map(Math::abs).max().orElse(0);
    for (int i = 0; i < slope.length; i++) {
      close(gradient[i * SIZE + b], slope[i], tolerance, largest, "gradient", i, b);
    }
  }

  private static void checkBesideDiverged(
      TaskBatch batch, float[] point, float[] loss, float[] gradient) {
    int d = batch.dimension();
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f}) {
      float[] spoiled = point.clone();
      for (int i = 0; i < d; i++) {
        spoiled[i * SIZE + SPOILED] = value;
      }
      float[] losses = new float[SIZE];
      float[] slopes = new float[d * SIZE];
      batch.lossAndGradient(spoiled, losses, slopes);
      for (int b = 0; b < SIZE; b++) {
        boolean diverged = Float.isInfinite(losses[b]);
        require(!Float.isNaN(losses[b]), "the loss of task " + b + " is NaN");
        require(
            b != SPOILED || diverged || Float.isFinite(value),
            "task %d at parameters %s expects an infinite loss, got %s"
                .formatted(b, value, losses[b]));
        require(b == SPOILED || losses[b] == loss[b], "a diverged task changes task " + b);
        for (int i = 0; i < d; i++) {
          float slope = slopes[i * SIZE + b];
          require(
              b == SPOILED
                  ? (diverged ? slope == 0 : Float.isFinite(slope))
                  : slope == gradient[i * SIZE + b],
              "gradient %d of task %d is %s beside a diverged task".formatted(i, b, slope));
        }
      }
    }
  }

  private static void close(
      double got, double expected, double tolerance, double size, String what, int i, int b) {
    require(
        Math.abs(got - expected) <= tolerance * (1 + size),
        "%s %d of task %d in a batch expects %s, got %s".formatted(what, i, b, expected, got));
  }
}
