package org.mesascope.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.world.World;

/**
 * Gradient ascent on the expected return of the base objective, with the exact gradient.
 *
 * <p>A world's return is discounted by its process and bounded by its horizon; over a mixture it is
 * the weighted mean. Each step costs O(horizon · transitions) a world. Nothing is sampled but the
 * initial parameters, where they have a scale.
 *
 * @param options how it trains
 */
public record PolicyGradient(PolicyGradientOptions options) {

  /** With {@link PolicyGradientOptions#defaults()}. */
  public static PolicyGradient defaults() {
    return with(PolicyGradientOptions.defaults());
  }

  public static PolicyGradient with(PolicyGradientOptions options) {
    return new PolicyGradient(options);
  }

  /** Trains in one world. */
  public TrainedPolicy train(World world, Seed seed) {
    return train(Mixture.of(world), seed);
  }

  /**
   * Trains on a mixture.
   *
   * @param seed of the initial parameters; without effect where their scale is 0
   * @throws IllegalArgumentException if the worlds ask for different parameters, or a reward is not
   *     finite
   * @throws IllegalStateException if training diverges, naming the step
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public TrainedPolicy train(Mixture<? extends World> worlds, Seed seed) {
    return new Training(options, worlds, seed).go(soFar -> {});
  }

  /**
   * Trains on a mixture and keeps the training in a file, from where it goes on after it was broken
   * off or with more steps asked for. The result has the same bits as one training without a break,
   * and one checkpoint more where that one ended.
   *
   * @param file written at every checkpoint; read first, where it exists
   * @throws IOException if the file cannot be read or written, is of another training, or is
   *     already past the steps asked for
   */
  public TrainedPolicy train(Mixture<? extends World> worlds, Seed seed, Path file)
      throws IOException {
    Training training = new Training(options, worlds, seed);
    if (Files.exists(file)) {
      TrainedPolicy before = TrainedPolicy.load(file, options.family());
      try {
        training.resume(before);
      } catch (IllegalArgumentException e) {
        throw new IOException("cannot go on from \"" + file + "\": " + e.getMessage(), e);
      }
    }
    return training.go(soFar -> soFar.save(file));
  }
}
