package org.mesascope.task;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * A loss over predictions: what a learner that predicts w · x minimises over w, given examples (xᵢ,
 * yᵢ).
 *
 * <p>Written as a prior, the penalty is Λ = σ²T⁻¹ for w ~ N(μ, T) and labels of noise σ: only the
 * ratio of noise and prior is in it, never either alone.
 *
 * @param name for figures and tables
 * @param fit what the examples add to the loss
 * @param mean μ, where the penalty pulls to, {@code [dimension]}; not copied
 * @param penalty Λ, symmetric, {@code [dimension][dimension]}; not copied
 */
public record RegressionLoss(String name, Fit fit, double[] mean, double[][] penalty)
    implements Objective {

  /** What examples add to a loss. */
  public enum Fit {
    /** Σᵢ (yᵢ − w · xᵢ)²: with the penalty, ridge regression. */
    SQUARES,
    /**
     * −(2/N) Σᵢ (yᵢ − μ · xᵢ) (w − μ) · xᵢ, the mean square linearised at μ: with the penalty, one
     * step of gradient descent from μ preconditioned by Λ⁻¹.
     */
    LINEARISED
  }

  /** Fails on shapes that do not match and on what is not finite or not symmetric. */
  public RegressionLoss {
    int d = mean.length;
    if (d == 0 || penalty.length != d) {
      throw new IllegalArgumentException(
          "loss \"%s\" expects a penalty of %d rows, at least one, got %d"
              .formatted(name, d, penalty.length));
    }
    for (int k = 0; k < d; k++) {
      if (penalty[k].length != d || !Double.isFinite(mean[k])) {
        throw new IllegalArgumentException(
            "loss \"%s\" expects a finite mean and a square penalty, got %s and a row of %d"
                .formatted(name, mean[k], penalty[k].length));
      }
      for (int l = 0; l <= k; l++) {
        double gap = Math.abs(penalty[k][l] - penalty[l][k]);
        if (!(gap <= 1e-9 * (1 + Math.abs(penalty[k][l])))) {
          throw new IllegalArgumentException(
              "loss \"%s\" expects a finite, symmetric penalty, got %s and %s across its diagonal"
                  .formatted(name, penalty[k][l], penalty[l][k]));
        }
      }
    }
  }

  /** Ridge regression's loss, Σᵢ (yᵢ − w · xᵢ)² + λ‖w‖². */
  public static RegressionLoss ridge(int dimension, double lambda) {
    double[][] penalty = new double[dimension][dimension];
    for (int k = 0; k < dimension; k++) {
      penalty[k][k] = lambda;
    }
    return new RegressionLoss("ridge", Fit.SQUARES, new double[dimension], penalty);
  }

  /** How many coordinates an input has. */
  public int dimension() {
    return mean.length;
  }

  /**
   * The loss of weights.
   *
   * @param inputs {@code [examples][dimension]}, flat
   * @param labels one an example
   */
  public double at(double[] w, double[] inputs, double[] labels) {
    int d = dimension();
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double given = labels[i];
      double start = labels[i];
      double move = 0;
      for (int k = 0; k < d; k++) {
        given -= w[k] * inputs[i * d + k];
        start -= mean[k] * inputs[i * d + k];
        move += (w[k] - mean[k]) * inputs[i * d + k];
      }
      sum += fit == Fit.SQUARES ? given * given : -2 * start * move / labels.length;
    }
    for (int k = 0; k < d; k++) {
      for (int l = 0; l < d; l++) {
        sum += (w[k] - mean[k]) * penalty[k][l] * (w[l] - mean[l]);
      }
    }
    return sum;
  }

  /**
   * The weights at which the loss is stationary: its minimum where the penalty, or with squares its
   * sum with XᵀX, is positive definite. O(examples · dimension² + dimension³).
   *
   * @throws ArithmeticException if examples and penalty leave the weights open
   */
  public double[] minimiser(double[] inputs, double[] labels) {
    int d = dimension();
    int n = labels.length;
    RealMatrix system = new Array2DRowRealMatrix(penalty);
    double[] pull = new double[d];
    for (int i = 0; i < n; i++) {
      double rest = labels[i];
      for (int k = 0; k < d; k++) {
        rest -= mean[k] * inputs[i * d + k];
      }
      for (int k = 0; k < d; k++) {
        double x = inputs[i * d + k];
        pull[k] += fit == Fit.SQUARES ? rest * x : rest * x / n;
        for (int l = 0; fit == Fit.SQUARES && l < d; l++) {
          system.addToEntry(k, l, x * inputs[i * d + l]);
        }
      }
    }
    try {
      double[] w =
          new LUDecomposition(system)
              .getSolver()
              .solve(MatrixUtils.createRealVector(pull))
              .toArray();
      for (int k = 0; k < d; k++) {
        w[k] += mean[k];
      }
      return w;
    } catch (SingularMatrixException e) {
      throw new ArithmeticException(
          "loss \"%s\" has no single minimum for %d examples: its penalty is singular"
              .formatted(name, n));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegressionLoss that
        && name.equals(that.name)
        && fit == that.fit
        && Arrays.equals(mean, that.mean)
        && Arrays.deepEquals(penalty, that.penalty);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, fit, Arrays.hashCode(mean), Arrays.deepHashCode(penalty));
  }

  @Override
  public String toString() {
    return name + " " + fit + " " + Arrays.toString(mean) + " " + Arrays.deepToString(penalty);
  }
}
