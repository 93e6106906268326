package org.mesascope.task;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A training distribution, and deployment distributions that lie further from it as a named
 * strength grows.
 *
 * @param strength what grows, with its unit: an axis label
 * @param strengths the strengths that a sweep visits unless it is told others, ascending; may be
 *     empty
 * @param training the distribution of training; the deployment distribution at strength 0 need not
 *     equal it
 * @param deployment strength to deployment distribution
 */
public record Shift<E>(
    String strength,
    List<Double> strengths,
    Mixture<E> training,
    DoubleFunction<Mixture<E>> deployment) {

  public Shift {
    strengths = List.copyOf(strengths);
  }

  /** A shift whose strengths a sweep must be told. */
  public Shift(String strength, Mixture<E> training, DoubleFunction<Mixture<E>> deployment) {
    this(strength, List.of(), training, deployment);
  }

  /** The deployment distribution at a strength. */
  public Mixture<E> at(double strengthValue) {
    return deployment.apply(strengthValue);
  }
}
