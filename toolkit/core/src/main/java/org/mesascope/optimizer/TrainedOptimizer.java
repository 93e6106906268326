package org.mesascope.optimizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mesascope.numeric.Adam;

/**
 * A learned optimizer with the course of its meta-training. It optimizes as its last checkpoint
 * does.
 *
 * @param architecture what the outer parameters are parameters of
 * @param provenance what was trained on what and how, in one line; a training only continues where
 *     this line is the same
 * @param checkpoints the first, those of the schedule and the last, by step
 * @param curve the estimated meta-loss before each outer step up to the last checkpoint; not copied
 * @param adam the outer optimizer after the last checkpoint's step
 * @param outer the estimator after the last checkpoint's step
 */
public record TrainedOptimizer(
    LearnedOptimizer architecture,
    String provenance,
    List<OptimizerCheckpoint> checkpoints,
    double[] curve,
    Adam.State adam,
    OuterState outer)
    implements Optimizer {

  /** Fails where the parts do not belong together. */
  public TrainedOptimizer {
    checkpoints = List.copyOf(checkpoints);
    if (checkpoints.isEmpty()) {
      throw new IllegalArgumentException("a trained optimizer expects at least one checkpoint");
    }
    for (OptimizerCheckpoint checkpoint : checkpoints) {
      if (checkpoint.weights().length != architecture.weights()) {
        throw new IllegalArgumentException(
            "%s expects %d outer parameters, the checkpoint of step %d has %d"
                .formatted(
                    architecture.name(),
                    architecture.weights(),
                    checkpoint.step(),
                    checkpoint.weights().length));
      }
    }
    int last = checkpoints.get(checkpoints.size() - 1).step();
    if (curve.length != last) {
      throw new IllegalArgumentException(
          "the curve of %d outer steps expects as many values, got %d"
              .formatted(last, curve.length));
    }
  }

  /** The outer parameters at the end of training. */
  public OptimizerCheckpoint last() {
    return checkpoints.get(checkpoints.size() - 1);
  }

  /**
   * The optimizer after so many outer steps.
   *
   * @throws IllegalArgumentException if no checkpoint was kept then
   */
  public Optimizer at(int step) {
    return checkpoints.stream()
        .filter(checkpoint -> checkpoint.step() == step)
        .findFirst()
        .map(checkpoint -> architecture.with(checkpoint.weights()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no checkpoint after %d outer steps, only after %s"
                        .formatted(
                            step, checkpoints.stream().map(OptimizerCheckpoint::step).toList())));
  }

  @Override
  public String name() {
    return architecture.name();
  }

  @Override
  public Run start(int dimension, int batch) {
    return architecture.with(last().weights()).start(dimension, batch);
  }

  /**
   * Saves all of it as JSON; a file that is there is replaced in one move, never half.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    TrainedOptimizerFile.save(this, file);
  }

  /**
   * Loads what {@link #save} wrote.
   *
   * @param architecture that was trained
   * @throws IOException if the file cannot be read, or holds something else, naming what is wrong
   */
  public static TrainedOptimizer load(Path file, LearnedOptimizer architecture) throws IOException {
    return TrainedOptimizerFile.load(file, architecture);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainedOptimizer that
        && architecture.name().equals(that.architecture.name())
        && provenance.equals(that.provenance)
        && checkpoints.equals(that.checkpoints)
        && Arrays.equals(curve, that.curve)
        && adam.steps() == that.adam.steps()
        && Arrays.equals(adam.first(), that.adam.first())
        && Arrays.equals(adam.second(), that.adam.second())
        && outer.equals(that.outer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(architecture.name(), provenance, checkpoints, Arrays.hashCode(curve));
  }

  @Override
  public String toString() {
    return "%s after %d outer steps (%s)".formatted(name(), last().step(), provenance);
  }
}
