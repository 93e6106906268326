package org.mesascope.gap;

import org.mesascope.stats.Seed;

/**
 * How well a system does in an environment, as one number.
 *
 * @param <S> kind of system
 * @param <E> kind of environment
 */
@FunctionalInterface
public interface Measure<S, E> {

  /**
   * Measures one system in one environment.
   *
   * @param seed for measures by sampling; an exact one does not look at it
   * @return a finite number
   */
  double of(S system, E environment, Seed seed);
}
