package org.mesascope.gap;

import org.mesascope.world.World;

/**
 * A changed world in which a system is let act to see what it does there.
 *
 * @param name what was changed, such as "blocked path"
 * @param world with the actions of the world of training, and the same names for the same states
 */
public record WorldProbe(String name, World world) {}
