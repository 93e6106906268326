package org.mesascope.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mesascope.numeric.Adam;

/**
 * A planner with the course of its training.
 *
 * @param provenance what was trained on what and how, in one line; a training only continues where
 *     this line is the same
 * @param checkpoints the first, those of the schedule and the last, by step
 * @param losses of every batch, before it was learned from; nats a labelled cell; not copied
 * @param adam where Adam stood after the last
 */
public record TrainedPlanner(
    String provenance, List<PlannerCheckpoint> checkpoints, double[] losses, Adam.State adam) {

  /** Fails where losses or Adam do not end at the last checkpoint. */
  public TrainedPlanner {
    checkpoints = List.copyOf(checkpoints);
    if (checkpoints.isEmpty()) {
      throw new IllegalArgumentException("a trained planner expects at least one checkpoint");
    }
    int last = checkpoints.get(checkpoints.size() - 1).step();
    if (losses.length != last || adam.steps() != last) {
      throw new IllegalArgumentException(
          "a planner after %d batches expects as many losses and steps of Adam, got %d and %d"
              .formatted(last, losses.length, adam.steps()));
    }
  }

  /** The planner at the end of training. */
  public RecurrentPlanner planner() {
    return checkpoints.get(checkpoints.size() - 1).planner();
  }

  /**
   * The planner after so many batches.
   *
   * @throws IllegalArgumentException if no checkpoint was kept then
   */
  public RecurrentPlanner at(int step) {
    return checkpoints.stream()
        .filter(checkpoint -> checkpoint.step() == step)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no checkpoint after %d batches, only after %s"
                        .formatted(
                            step, checkpoints.stream().map(PlannerCheckpoint::step).toList())))
        .planner();
  }

  /**
   * Saves all of it as JSON, about 115 KB a checkpoint and as much twice for Adam; whole or not at
   * all.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    PlannerFile.save(this, file);
  }

  /**
   * Loads a training.
   *
   * @throws IOException if the file cannot be read or holds no training of a recurrent planner of
   *     this version, naming what is wrong in it
   */
  public static TrainedPlanner load(Path file) throws IOException {
    return PlannerFile.loadTraining(file);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainedPlanner that
        && provenance.equals(that.provenance)
        && checkpoints.equals(that.checkpoints)
        && Arrays.equals(losses, that.losses)
        && Arrays.equals(adam.first(), that.adam.first())
        && Arrays.equals(adam.second(), that.adam.second());
  }

  @Override
  public int hashCode() {
    return Objects.hash(provenance, checkpoints, Arrays.hashCode(losses));
  }

  @Override
  public String toString() {
    return "recurrent planner after %d batches (%s)".formatted(losses.length, provenance);
  }
}
