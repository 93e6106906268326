package org.mesascope.gap;

import org.mesascope.stats.Seed;

/** Trains one system from a seed. Called from several threads at once. */
@FunctionalInterface
public interface Training<S> {
  S train(Seed seed);
}
