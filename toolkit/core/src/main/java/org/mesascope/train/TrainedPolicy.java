package org.mesascope.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mesascope.report.Figure;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * A policy with the course of its training. It acts as its last checkpoint does.
 *
 * @param provenance what was trained on what and how, in one line; a training only continues where
 *     this line is the same
 * @param checkpoints the first, those of the schedule and the last, by step
 * @param curve the objective after 0, 1, 2, … steps, up to the last checkpoint; not copied
 */
public record TrainedPolicy(String provenance, List<Checkpoint> checkpoints, double[] curve)
    implements Policy {

  /** Fails where the curve does not end at the last checkpoint. */
  public TrainedPolicy {
    checkpoints = List.copyOf(checkpoints);
    if (checkpoints.isEmpty()) {
      throw new IllegalArgumentException("a trained policy expects at least one checkpoint");
    }
    int last = checkpoints.get(checkpoints.size() - 1).step();
    if (curve.length != last + 1) {
      throw new IllegalArgumentException(
          "the curve of %d steps expects %d values, got %d"
              .formatted(last, last + 1, curve.length));
    }
  }

  /** The policy at the end of training. */
  public Checkpoint last() {
    return checkpoints.get(checkpoints.size() - 1);
  }

  /** The objective over training. */
  public Figure figure() {
    return TrainingCurves.of("objective", Map.of("objective", curve));
  }

  /** The parameters at the end of training. Not copied: do not write to it. */
  public double[] parameters() {
    return last().parameters();
  }

  /**
   * The policy after so many steps.
   *
   * @throws IllegalArgumentException if no checkpoint was kept then
   */
  public Checkpoint at(int step) {
    return checkpoints.stream()
        .filter(checkpoint -> checkpoint.step() == step)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no checkpoint after %d steps, only after %s"
                        .formatted(step, checkpoints.stream().map(Checkpoint::step).toList())));
  }

  @Override
  public TabularPolicy in(World world) {
    return last().in(world);
  }

  /**
   * Saves all of it as JSON; a file that is there is replaced in one move, never half.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    TrainedPolicyFile.save(this, file);
  }

  /**
   * Loads a linear or tabular policy.
   *
   * @throws IOException if the file cannot be read or is no such policy, naming what is wrong in it
   */
  public static TrainedPolicy load(Path file) throws IOException {
    return TrainedPolicyFile.load(file, List.of(PolicyFamily.linear(), PolicyFamily.tabular()));
  }

  /** Loads a policy of one's own family. */
  public static TrainedPolicy load(Path file, PolicyFamily family) throws IOException {
    return TrainedPolicyFile.load(file, List.of(family));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainedPolicy that
        && provenance.equals(that.provenance)
        && checkpoints.equals(that.checkpoints)
        && Arrays.equals(curve, that.curve);
  }

  @Override
  public int hashCode() {
    return Objects.hash(provenance, checkpoints, Arrays.hashCode(curve));
  }

  @Override
  public String toString() {
    return last() + " (" + provenance + ")";
  }
}
