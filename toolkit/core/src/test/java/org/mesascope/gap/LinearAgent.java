package org.mesascope.gap;

import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/** Goes right in a corridor with logit w₁ + ½ w₂ dir(coin). */
record LinearAgent(double w1, double w2) implements Policy {
  @Override
  public TabularPolicy in(World world) {
    double[] p = new double[2 * world.mdp().states()];
    for (int s = 0; s < world.mdp().states(); s++) {
      double[] seen = world.observe(s);
      double right = 1 / (1 + Math.exp(-(w1 * seen[0] + w2 * seen[1])));
      p[2 * s] = 1 - right;
      p[2 * s + 1] = right;
    }
    return new TabularPolicy(2, p);
  }
}
