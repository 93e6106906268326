package org.mesascope.infer;

/**
 * How strong the ground under a claim is, weakest first. Only the last two look inside a system;
 * the word mesa-objective needs the last.
 */
public enum Evidence {
  /** Fits the traces better than its rivals do. */
  BEHAVIOUR,
  /** Predicts behaviour under moved starts, moved goals and blocked paths. */
  COUNTERFACTUAL,
  /** Can be read from the inner state better than a control task allows. */
  DECODABLE,
  /** An intervention on the inner state redirects behaviour as predicted. */
  CAUSAL
}
