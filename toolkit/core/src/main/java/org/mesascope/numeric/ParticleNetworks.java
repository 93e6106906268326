package org.mesascope.numeric;

/**
 * Many small networks of one shape side by side, each with weights of its own: what evolution
 * strategies evaluate. The particle is innermost everywhere: a weight is {@code
 * [weight][particle]}, an activation {@code [unit][column][particle]}, where the columns are inputs
 * that a particle's weights are applied to one by one. With and without the Vector API the bits are
 * the same.
 */
public final class ParticleNetworks {

  private ParticleNetworks() {}

  /**
   * y[o][c][p] = bias[o][p] + Σᵢ w[o][i][p] x[i][c][p], and then the greater of that and 0 where
   * rectified. Each sum is one chain of fused multiply-adds in the order of i. NaN stays NaN.
   *
   * @param weights holds w from {@code weightsAt} on and the biases from {@code biasAt} on
   * @param x {@code [inputs][columns][particles]} from 0 on
   * @param y {@code [outputs][columns][particles]} from 0 on; another array than x
   */
  public static void layer(
      int outputs,
      int inputs,
      int columns,
      int particles,
      float[] weights,
      int weightsAt,
      int biasAt,
      float[] x,
      float[] y,
      boolean rectified) {
    ParticleLoops.FASTEST.layer(
        outputs, inputs, columns, particles, weights, weightsAt, biasAt, x, y, rectified);
  }

  /**
   * Weights of antithetic pairs: to[w][(s · pairs + p) · copies + c] = centre[w] ± shift[w][p],
   * with + for s = 0 and − for s = 1.
   *
   * @param centre one number a weight
   * @param shift {@code [weights][pairs]}
   * @param copies particles with the same weights, next to each other
   * @param to {@code [weights][2 · pairs · copies]}
   */
  public static void perturb(float[] centre, float[] shift, int pairs, int copies, float[] to) {
    ParticleLoops.FASTEST.perturb(centre, shift, pairs, copies, to);
  }

  /**
   * to[i] = exp(from[i]) to a relative 3e-7, for −87 ≤ from[i] ≤ 88; what is beyond counts as the
   * nearer end.
   */
  public static void exp(float[] from, float[] to) {
    ParticleLoops.FASTEST.exp(from, to);
  }
}
