package org.mesascope.world;

import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/** Policies for tests. */
final class PolicySamples {

  private PolicySamples() {}

  static TabularPolicy uniform(World world) {
    return TabularPolicy.uniform(world.mdp().states(), world.mdp().actions());
  }

  /** A policy with no structure, every probability above 0. */
  static TabularPolicy random(FiniteMdp mdp, Seed seed) {
    RandomGenerator random = seed.random();
    double[] p = new double[mdp.states() * mdp.actions()];
    for (int first = 0; first < p.length; first += mdp.actions()) {
      double sum = 0;
      for (int a = 0; a < mdp.actions(); a++) {
        p[first + a] = .1 + random.nextDouble();
        sum += p[first + a];
      }
      for (int a = 0; a < mdp.actions(); a++) {
        p[first + a] /= sum;
      }
    }
    return new TabularPolicy(mdp.actions(), p);
  }
}
