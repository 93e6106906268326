package org.mesascope.dl4j;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * What training left behind.
 *
 * @param policy after the last step
 * @param checkpoints copies along the way, ascending; the first is untrained, the last trained
 * @param curve mean sampled return of the policy after 0, 1, 2, … steps; the last policy's is not
 *     sampled; not copied
 */
public record TrainedNetwork(PolicyNetwork policy, List<Checkpoint> checkpoints, double[] curve)
    implements Policy {

  /**
   * A policy in the course of its training.
   *
   * @param step after how many updates
   */
  public record Checkpoint(int step, PolicyNetwork policy) implements Policy {
    @Override
    public TabularPolicy in(World world) {
      return policy.in(world);
    }
  }

  public TrainedNetwork {
    checkpoints = List.copyOf(checkpoints);
  }

  /** What the policy after the last step does. */
  @Override
  public TabularPolicy in(World world) {
    return policy.in(world);
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

  /** What the policy was after so many steps: what a sweep over training steps wants. */
  public SortedMap<Integer, Policy> course() {
    SortedMap<Integer, Policy> course = new TreeMap<>();
    checkpoints.forEach(checkpoint -> course.put(checkpoint.step(), checkpoint));
    return course;
  }
}
