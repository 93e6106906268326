package org.mesascope.incontext;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.mesascope.task.InputLaw;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/**
 * The exact risk of one preconditioned gradient step, ŷ = x_qᵀ A (1/N) Σ yᵢxᵢ, on a law of prompts,
 * and the exact optimum over A: what one layer of linear self-attention can reach at best (Zhang,
 * Frei and Bartlett 2023, theorem 4.1; Ahn et al. 2023, theorem 1).
 *
 * <p>With S = (1/N) Σ xᵢxᵢᵀ, weights of covariance c²I and noise of variance σ², ŷ − x_q·w =
 * x_qᵀ(AS − I)w + x_qᵀA(1/N) Σ εᵢxᵢ. The two parts are uncorrelated, and E[S] = Λ, E[S²] = ((N −
 * 1)/N) Λ² + (1/N) E[‖x‖²xxᵀ] =: F, so that
 *
 * <pre>
 *   risk(A) = c² (tr Λ A F Aᵀ − 2 tr Λ A Λ + tr Λ) + (σ²/N) tr Λ A Λ Aᵀ
 *   A*      = c² Λ (c² F + (σ²/N) Λ)⁻¹
 * </pre>
 *
 * For Gaussian inputs E[‖x‖²xxᵀ] = 2Λ² + tr(Λ)Λ and A* = ((1 + 1/N)Λ + ((tr Λ + σ²/c²)/N) I)⁻¹, the
 * sources' Γ⁻¹. They state the noiseless Gaussian case with c = 1; noise, c and inputs with
 * independent coordinates are by the same derivation. The error is to the query's clean label.
 *
 * <p>Out of distribution: {@code on(shifted).of(on(training).optimum())}.
 */
public final class LinearAttentionRisk {

  private final int d;
  private final double signal;
  private final double[][] covariance;
  private final double[][] second;

  private LinearAttentionRisk(double signal, double[][] covariance, double[][] second) {
    this.d = covariance.length;
    this.signal = signal;
    this.covariance = covariance;
    this.second = second;
  }

  /**
   * The risk on that law of prompts.
   *
   * @throws IllegalArgumentException if the weights are a pool: their covariance is no multiple of
   *     the identity
   */
  public static LinearAttentionRisk on(RegressionPrompts prompts) {
    if (!(prompts.weights() instanceof WeightLaw.Gaussian weights)) {
      throw new IllegalArgumentException(
          "the exact risk is for Gaussian weights, got "
              + prompts.weights().getClass().getSimpleName()
              + ": estimate it on sampled prompts");
    }
    InputLaw inputs = prompts.inputs();
    int d = inputs.dimension();
    double n = prompts.context();
    double signal = weights.scale() * weights.scale();
    double[][] covariance = Small.square(inputs.covariance(), d);
    double[][] ofS =
        Small.plus(
            Small.scaled(Small.times(covariance, covariance), 1 - 1 / n),
            Small.scaled(Small.square(inputs.fourthMoment(), d), 1 / n));
    double[][] second =
        Small.plus(
            Small.scaled(ofS, signal),
            Small.scaled(covariance, prompts.noise() * prompts.noise() / n));
    return new LinearAttentionRisk(signal, covariance, second);
  }

  /**
   * The expected squared error with that A.
   *
   * @param preconditioner A, {@code [d][d]}, finite
   */
  public double of(double[][] preconditioner) {
    requireSquare(preconditioner);
    double[][] ca = Small.times(covariance, preconditioner);
    double quadratic =
        Small.trace(Small.times(Small.times(ca, second), Small.transposed(preconditioner)));
    return quadratic - 2 * signal * Small.trace(Small.times(ca, covariance)) + atZero();
  }

  /** With A = rate · I: one step of gradient descent. */
  public double of(double rate) {
    return of(diagonal(rate));
  }

  /** The risk of always predicting 0. */
  public double atZero() {
    return signal * Small.trace(covariance);
  }

  /** A*, {@code [d][d]}. */
  public double[][] optimum() {
    double[][] inverse =
        new LUDecomposition(new Array2DRowRealMatrix(second)).getSolver().getInverse().getData();
    return Small.scaled(Small.times(covariance, inverse), signal);
  }

  /** L*, the risk of the optimum. */
  public double least() {
    return of(optimum());
  }

  /** The best rate of one step of plain gradient descent. */
  public double bestRate() {
    double slope = signal * Small.trace(Small.times(covariance, covariance));
    return slope / Small.trace(Small.times(covariance, second));
  }

  private double[][] diagonal(double value) {
    double[][] matrix = new double[d][d];
    for (int i = 0; i < d; i++) {
      matrix[i][i] = value;
    }
    return matrix;
  }

  private void requireSquare(double[][] a) {
    if (a.length != d || Arrays.stream(a).anyMatch(row -> row.length != d)) {
      throw new IllegalArgumentException(
          "inputs of %d dimensions expect a preconditioner of %d × %d, got %d rows"
              .formatted(d, d, d, a.length));
    }
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        if (!Double.isFinite(a[i][k])) {
          throw new IllegalArgumentException(
              "a preconditioner expects finite numbers, but entry (%d, %d) is %s"
                  .formatted(i, k, a[i][k]));
        }
      }
    }
  }
}
