package org.mesascope.dl4j;

import java.util.List;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * What training left behind.
 *
 * @param policy after the last update
 * @param checkpoints copies along the way, ascending; the first is untrained, the last trained
 * @param returns mean sampled return before each update; not copied
 */
public record TrainedNetwork(PolicyNetwork policy, List<Checkpoint> checkpoints, double[] returns)
    implements Policy {

  /** The policy after so many updates. */
  public record Checkpoint(int updates, PolicyNetwork policy) {}

  public TrainedNetwork {
    checkpoints = List.copyOf(checkpoints);
  }

  /** What the policy after the last update does. */
  @Override
  public TabularPolicy in(World world) {
    return policy.in(world);
  }
}
