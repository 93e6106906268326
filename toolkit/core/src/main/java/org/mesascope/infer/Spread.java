package org.mesascope.infer;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * How far estimates spread from sample to sample.
 *
 * @param covariance K·K, row by row; valid for combinations that are told
 * @param method how it was obtained, in words that follow a comma
 */
record Spread(double[] covariance, String method) {

  private static final int FEWEST_CLUSTERS = 20;

  /** Of a variance: half of the error. */
  private static final double THIN = .25;

  /**
   * The sandwich H⁻¹ (Σ uᵢuᵢᵀ) H⁻¹ of the independent units' scores uᵢ, with n/(n − 1); the inverse
   * information where there are fewer than 20 units, or no more than parameters, or where the
   * sandwich gives some parameter less than half the error that the information does, because a
   * sandwich of few units or few events is too thin. H is the expected information, and λ where
   * there is a penalty.
   *
   * @param scores one row a unit
   */
  static Spread of(MaximumLikelihood best, double[][] scores, int size) {
    if (scores.length < FEWEST_CLUSTERS || scores.length <= size) {
      return byInformation(best, size);
    }
    RealMatrix bread = bread(best, size);
    double[] mean = new double[size];
    for (double[] score : scores) {
      for (int k = 0; k < size; k++) {
        mean[k] += score[k] / scores.length;
      }
    }
    double[][] meat = new double[size][size];
    double weight = scores.length / (scores.length - 1.0);
    for (double[] score : scores) {
      for (int k = 0; k < size; k++) {
        for (int l = 0; l < size; l++) {
          meat[k][l] += weight * (score[k] - mean[k]) * (score[l] - mean[l]);
        }
      }
    }
    RealMatrix filling = new Array2DRowRealMatrix(meat, false);
    double[] clustered = flat(bread.multiply(filling).multiply(bread));
    Spread byInformation = byInformation(best, size);
    for (int k = 0; k < size; k++) {
      int at = k * size + k;
      if (clustered[at] < THIN * byInformation.covariance[at]) {
        return byInformation;
      }
    }
    return new Spread(clustered, ", interval clustered by trace");
  }

  /** H⁻¹ I H⁻¹: the inverse information where there is no penalty. */
  static Spread byInformation(MaximumLikelihood best, int size) {
    RealMatrix bread = bread(best, size);
    RealMatrix information = square(best.information(), size);
    return new Spread(
        flat(bread.multiply(information).multiply(bread)), ", interval by Fisher information");
  }

  private static RealMatrix bread(MaximumLikelihood best, int size) {
    if (best.penalty() == 0) {
      return square(best.told().inverse(), size);
    }
    RealMatrix penalised = square(best.information(), size);
    for (int k = 0; k < size; k++) {
      penalised.addToEntry(k, k, best.penalty());
    }
    return new LUDecomposition(penalised).getSolver().getInverse();
  }

  private static RealMatrix square(double[] rows, int size) {
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < rows.length; i++) {
      matrix.setEntry(i / size, i % size, rows[i]);
    }
    return matrix;
  }

  private static double[] flat(RealMatrix matrix) {
    int size = matrix.getRowDimension();
    double[] rows = new double[size * size];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.getEntry(i / size, i % size);
    }
    return rows;
  }
}
