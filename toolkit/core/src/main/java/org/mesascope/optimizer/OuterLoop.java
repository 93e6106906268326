package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.mesascope.display.Progress;
import org.mesascope.numeric.Adam;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/** One meta-training: where it stands, and how it goes on. */
final class OuterLoop {

  /** What is done at each checkpoint. */
  @FunctionalInterface
  interface Keeper<X extends Exception> {
    void keep(TrainedOptimizer soFar) throws X;
  }

  private static final String NAME = "meta-training";

  private final MetaTrainingOptions options;
  private final LearnedOptimizer optimizer;
  private final String provenance;
  private final OuterGradient.Run estimator;
  private final Adam adam;
  private final float[] weights;
  private final List<OptimizerCheckpoint> checkpoints = new ArrayList<>();
  private final double[] curve;
  private int step;

  OuterLoop(
      MetaTrainingOptions options,
      LearnedOptimizer optimizer,
      OuterGradient gradient,
      TaskFamily family,
      Seed seed) {
    this.options = options;
    this.optimizer = optimizer;
    estimator = gradient.start(optimizer, family, seed.split("problems"));
    weights = optimizer.initial(seed.split("initial"));
    adam = new Adam(weights.length, options.clip());
    curve = new double[options.steps()];
    provenance =
        "%s by %s on \"%s\", Adam %s, clip %s, seed %d"
            .formatted(
                optimizer.name(),
                gradient.description(),
                family.name(),
                options.learningRate(),
                options.clip(),
                seed.value());
  }

  /** Goes on from where another run stopped. */
  void resume(TrainedOptimizer from) {
    if (!from.provenance().equals(provenance)) {
      throw new IllegalArgumentException(
          "it holds another training (%s), expected one of %s: give another file"
              .formatted(from.provenance(), provenance));
    }
    if (from.last().step() > options.steps()) {
      throw new IllegalArgumentException(
          "it holds %d outer steps already, but %d were asked for: load it, or ask for more"
              .formatted(from.last().step(), options.steps()));
    }
    checkpoints.addAll(from.checkpoints());
    System.arraycopy(from.curve(), 0, curve, 0, from.curve().length);
    System.arraycopy(from.last().weights(), 0, weights, 0, weights.length);
    adam.resume(from.adam());
    estimator.resume(from.outer());
    step = from.last().step();
  }

  <X extends Exception> TrainedOptimizer go(Keeper<X> keeper) throws X {
    float[] gradient = new float[weights.length];
    int left = options.steps() - step;
    try (Progress bar = left > 0 ? Progress.of(NAME, left) : null) {
      while (true) {
        if (isDue()) {
          checkpoints.add(new OptimizerCheckpoint(step, weights.clone()));
          keeper.keep(soFar());
        }
        if (step == options.steps()) {
          return soFar();
        }
        curve[step] = estimator.estimate(weights, gradient);
        advance(gradient);
        if (bar != null) {
          bar.step();
        } else if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException(NAME + " was interrupted after outer step " + step);
        }
      }
    }
  }

  private void advance(float[] gradient) {
    double loss = curve[step];
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "meta-training diverged: the meta-loss of outer step %d is %s: an inner problem left the numbers; lower the learning rate, now %s, or start from a slower optimizer"
              .formatted(step + 1, loss, options.learningRate()));
    }
    try {
      adam.step(weights, gradient, options.learningRate());
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          "meta-training diverged at outer step %d: %s".formatted(step + 1, e.getMessage()), e);
    }
    step++;
  }

  private boolean isDue() {
    boolean kept = !checkpoints.isEmpty() && checkpoints.get(checkpoints.size() - 1).step() == step;
    return !kept && (step == 0 || step == options.steps() || options.checkpoints().at(step));
  }

  private TrainedOptimizer soFar() {
    return new TrainedOptimizer(
        optimizer,
        provenance,
        checkpoints,
        Arrays.copyOf(curve, step),
        adam.state(),
        estimator.state());
  }
}
