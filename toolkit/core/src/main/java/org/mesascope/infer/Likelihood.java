package org.mesascope.infer;

/** A log-likelihood with its gradient and its Fisher information, for {@link NewtonAscent}. */
interface Likelihood {

  /** How many choices it rests on, or their weight: the scale of gradient and information. */
  double weight();

  /** The value at a point, in nats; writes its gradient. */
  double value(double[] point, double[] gradient);

  /** The expected information at the point last valued: K·K, row by row, positive semidefinite. */
  double[] information();
}
