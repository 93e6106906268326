package org.mesascope.infer;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.mesascope.stats.Interval;
import smile.stat.distribution.TDistribution;

/**
 * Least squares whose errors are independent between clusters alone: the sandwich A⁻¹ (Σ sₖsₖᵀ) A⁻¹
 * over the clusters' scores, with n/(n − 1), and Student's quantile of n − 1 degrees (Liang and
 * Zeger 1986; Cameron and Miller 2015, section II). A regression over few clusters is too sure.
 */
final class ClusteredRegression {

  private final int size;
  private final double[][] products;
  private final double[][] targets;
  private final double[] squares;

  ClusteredRegression(int size, int clusters) {
    this.size = size;
    products = new double[clusters][size * size];
    targets = new double[clusters][size];
    squares = new double[clusters];
  }

  /** One row of weight w; x is not kept. */
  void add(int cluster, double[] x, double y, double weight) {
    for (int k = 0, kl = 0; k < size; k++) {
      double scaled = weight * x[k];
      targets[cluster][k] += scaled * y;
      for (int l = 0; l < size; l++, kl++) {
        products[cluster][kl] += scaled * x[l];
      }
    }
    squares[cluster] += weight * y * y;
  }

  /**
   * What came out.
   *
   * @param coefficients of least norm where they are not told
   * @param errors standard errors
   */
  record Fit(double[] coefficients, double[] errors, Information information, int clusters) {

    /** Student's interval; the whole line for what the data do not tell. */
    Interval interval(int k, double level) {
      double[] alone = new double[coefficients.length];
      alone[k] = 1;
      double[] told = information.told(alone);
      if (Math.abs(told[k] - 1) > 1e-6) {
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
      }
      double reach = new TDistribution(clusters - 1).quantile(.5 + level / 2) * errors[k];
      return new Interval(coefficients[k] - reach, coefficients[k] + reach, level);
    }
  }

  Fit fit() {
    int clusters = products.length;
    Information information = Information.of(sum(products, size * size), size);
    double[] c = solved(information, sum(targets, size));
    RealMatrix meat = new Array2DRowRealMatrix(size, size);
    for (int cluster = 0; cluster < clusters; cluster++) {
      RealMatrix score = new Array2DRowRealMatrix(score(cluster, c));
      meat = meat.add(score.multiply(score.transpose()));
    }
    RealMatrix bread = new Array2DRowRealMatrix(size, size);
    for (int k = 0; k < size; k++) {
      bread.setRow(k, Arrays.copyOfRange(information.inverse(), k * size, (k + 1) * size));
    }
    RealMatrix spread = bread.multiply(meat).multiply(bread);
    double[] errors = new double[size];
    for (int k = 0; k < size; k++) {
      errors[k] = Math.sqrt(Math.max(0, spread.getEntry(k, k) * clusters / (clusters - 1.0)));
    }
    return new Fit(c, errors, information, clusters);
  }

  int clusters() {
    return products.length;
  }

  /** The coefficients of some clusters, which may repeat. */
  double[] coefficients(int[] clusters) {
    double[] product = new double[size * size];
    double[] target = new double[size];
    for (int cluster : clusters) {
      for (int i = 0; i < product.length; i++) {
        product[i] += products[cluster][i];
      }
      for (int k = 0; k < size; k++) {
        target[k] += targets[cluster][k];
      }
    }
    return solved(Information.of(product, size), target);
  }

  private double[] solved(Information information, double[] target) {
    double[] c = new double[size];
    for (int k = 0; k < size; k++) {
      for (int l = 0; l < size; l++) {
        c[k] += information.inverse()[k * size + l] * target[l];
      }
    }
    return c;
  }

  private double[] score(int cluster, double[] c) {
    double[] score = targets[cluster].clone();
    for (int k = 0, kl = 0; k < size; k++) {
      for (int l = 0; l < size; l++, kl++) {
        score[k] -= products[cluster][kl] * c[l];
      }
    }
    return score;
  }

  /** The share of a cluster's weighted squares that coefficients explain; at most 1. */
  double explained(int cluster, double[] c) {
    double gain = 2 * Information.dot(c, targets[cluster]) - Information.form(c, products[cluster]);
    return squares[cluster] > 0 ? gain / squares[cluster] : 0;
  }

  private static double[] sum(double[][] parts, int length) {
    double[] sum = new double[length];
    for (double[] part : parts) {
      for (int i = 0; i < length; i++) {
        sum[i] += part[i];
      }
    }
    return sum;
  }
}
