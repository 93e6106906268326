package org.mesascope.dl4j;

import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * A policy cloned from behaviour.
 *
 * @param policy from what is observed to probabilities of actions
 */
public record ClonedPolicy(PolicyNetwork policy, CloningReport report)
    implements Policy, Displayable {

  @Override
  public TabularPolicy in(World world) {
    return policy.in(world);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return report.toMimeBundle();
  }
}
