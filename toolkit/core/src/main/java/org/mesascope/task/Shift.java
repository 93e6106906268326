package org.mesascope.task;

import java.util.function.DoubleFunction;

/**
 * A training distribution, and deployment distributions that lie further from it as a named
 * strength grows.
 *
 * @param strength what grows, with its unit: an axis label
 * @param training the distribution of training; the deployment distribution at strength 0 need not
 *     equal it
 * @param deployment strength to deployment distribution
 */
public record Shift<E>(
    String strength, Mixture<E> training, DoubleFunction<Mixture<E>> deployment) {

  /** The deployment distribution at a strength. */
  public Mixture<E> at(double strengthValue) {
    return deployment.apply(strengthValue);
  }
}
