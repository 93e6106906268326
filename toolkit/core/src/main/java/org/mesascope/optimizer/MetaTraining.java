package org.mesascope.optimizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/**
 * Meta-training: finds the outer parameters of a learned optimizer, by Adam on the estimates of an
 * {@link OuterGradient}.
 *
 * @param options how it trains
 */
public record MetaTraining(MetaTrainingOptions options) {

  /** With {@link MetaTrainingOptions#defaults()}. */
  public static MetaTraining defaults() {
    return with(MetaTrainingOptions.defaults());
  }

  public static MetaTraining with(MetaTrainingOptions options) {
    return new MetaTraining(options);
  }

  /**
   * Trains.
   *
   * @param optimizer the architecture
   * @param gradient how the meta-loss's gradient is estimated
   * @param family of the inner problems
   * @param seed of the initial outer parameters and of all that the estimator draws
   * @throws IllegalStateException if training diverges, naming the outer step
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public TrainedOptimizer train(
      LearnedOptimizer optimizer, OuterGradient gradient, TaskFamily family, Seed seed) {
    return new OuterLoop(options, optimizer, gradient, family, seed).go(soFar -> {});
  }

  /**
   * Trains and keeps the training in a file, from where it goes on after it was broken off or with
   * more steps asked for. The result has the same bits as one training without a break, and one
   * checkpoint more where that one ended.
   *
   * @param file written at every checkpoint; read first, where it exists
   * @throws IOException if the file cannot be read or written, is of another training, or is
   *     already past the steps asked for
   */
  public TrainedOptimizer train(
      LearnedOptimizer optimizer, OuterGradient gradient, TaskFamily family, Seed seed, Path file)
      throws IOException {
    OuterLoop loop = new OuterLoop(options, optimizer, gradient, family, seed);
    if (Files.exists(file)) {
      TrainedOptimizer before = TrainedOptimizer.load(file, optimizer);
      try {
        loop.resume(before);
      } catch (IllegalArgumentException e) {
        throw new IOException("cannot go on from \"" + file + "\": " + e.getMessage(), e);
      }
    }
    return loop.go(soFar -> soFar.save(file));
  }
}
