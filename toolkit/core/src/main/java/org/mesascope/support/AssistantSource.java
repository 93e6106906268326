package org.mesascope.support;

import java.util.SortedMap;
import org.mesascope.stats.Seed;

/** Makes assistants whose ground truth is known. */
@FunctionalInterface
public interface AssistantSource {

  /**
   * What an assistant was after so many steps of training, the last entry being the one deployed. A
   * rule that is not trained is the same throughout.
   */
  SortedMap<Integer, Assistant> course(SupportRole role, Seed seed);
}
