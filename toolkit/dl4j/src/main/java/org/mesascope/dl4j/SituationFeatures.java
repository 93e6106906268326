package org.mesascope.dl4j;

/** What a network is shown of a situation that a trace names. */
@FunctionalInterface
public interface SituationFeatures {

  /** As many finite numbers for every situation. */
  double[] of(String situation);
}
