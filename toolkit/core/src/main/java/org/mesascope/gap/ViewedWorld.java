package org.mesascope.gap;

import org.mesascope.world.World;

/** A world of which something is changed; what is not said otherwise is the world's own. */
interface ViewedWorld extends World {

  /** The world behind it. */
  World world();

  @Override
  default int horizon() {
    return world().horizon();
  }

  @Override
  default int observationSize() {
    return world().observationSize();
  }

  @Override
  default double[] observe(int state) {
    return world().observe(state);
  }
}
