package org.mesascope.support;

import java.util.List;

/** Something that answers cases. The study never sees it, only what it answered. */
@FunctionalInterface
public interface Assistant {

  /**
   * How likely each reply is.
   *
   * @return one row a case, one number a reply, with sum 1
   */
  double[][] probabilities(List<SupportCase> cases);
}
