package org.mesascope.gap;

import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/**
 * A system of which nothing is seen but what it does: an assistant behind a prompt, a desk and its
 * users, a unit of somebody's log.
 *
 * @param <E> what it acts in, such as a version of a prompt or a kind of user
 */
@FunctionalInterface
public interface TracedSystem<E> {

  /**
   * Lets the system act and records it. Called more than once, and from several threads: the same
   * environment and seed give the same log.
   *
   * @return at least one trace of at least one step
   */
  TraceLog act(E environment, Seed seed);
}
