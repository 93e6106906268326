package org.mesascope.infer;

/** Newton's steps at one point, by the information instead of the curvature. */
interface NewtonSteps {

  /**
   * (information + penalty)⁻¹ · gradient, nearly.
   *
   * @param penalty λ of λ·1, above what the gradient has in it where a step is to be shorter
   * @param share of the gradient that may be left
   */
  double[] step(double[] gradient, double penalty, double share);
}
