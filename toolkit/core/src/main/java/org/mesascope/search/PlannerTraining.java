package org.mesascope.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mesascope.stats.Seed;

/**
 * Supervised training on optimal moves: cross-entropy averaged over labelled cells after a thinking
 * time that each batch draws anew, backpropagation through all ticks, Adam.
 *
 * <p>A batch of 64 mazes of 8 × 8 at 10 ticks costs 3.7 Gflop. Half of the batch goes to each of
 * two threads of the common pool; the bits do not depend on how many there are. Memory: 24 MB a
 * block of 32 mazes at 16 ticks.
 *
 * @param options how it trains
 */
public record PlannerTraining(PlannerTrainingOptions options) {

  /** With {@link PlannerTrainingOptions#defaults()}. */
  public static PlannerTraining defaults() {
    return with(PlannerTrainingOptions.defaults());
  }

  public static PlannerTraining with(PlannerTrainingOptions options) {
    return new PlannerTraining(options);
  }

  /**
   * Trains from new weights.
   *
   * @param mazes all of one side
   * @param seed of weights, mazes and thinking times
   * @throws IllegalArgumentException if the source gives another number of mazes, another side or
   *     no labels
   * @throws IllegalStateException if training diverges, naming the batch
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public TrainedPlanner train(MazeSource mazes, Seed seed) {
    return new PlannerRun(options, mazes, seed).go(soFar -> {});
  }

  /**
   * Trains and keeps the training in a file, from where it goes on after it was broken off or with
   * more iterations asked for. The result has the same bits as one training without a break, and
   * one checkpoint more where that one ended.
   *
   * @param file written at every checkpoint; read first, where it exists
   * @throws IOException if the file cannot be read or written, is of another training, or is
   *     already past the iterations asked for
   */
  public TrainedPlanner train(MazeSource mazes, Seed seed, Path file) throws IOException {
    PlannerRun run = new PlannerRun(options, mazes, seed);
    if (Files.exists(file)) {
      TrainedPlanner before = TrainedPlanner.load(file);
      try {
        run.resume(before);
      } catch (IllegalArgumentException e) {
        throw new IOException("cannot go on from \"" + file + "\": " + e.getMessage(), e);
      }
    }
    return run.go(soFar -> soFar.save(file));
  }
}
