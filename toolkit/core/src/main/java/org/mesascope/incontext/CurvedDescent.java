package org.mesascope.incontext;

/**
 * Gradient descent from w = 0 whose inputs are curved with every step; see {@link
 * Rivals#gdPlusPlus}. With H = (1/N) Σ xᵢxᵢᵀ of the inputs as they stand and residuals rᵢ, a step
 * of rate η adds η (1/N) Σ rᵢxᵢ · x_q to the prediction, takes η (1/N) Σⱼ rⱼ xⱼ · xᵢ from every
 * residual, and moves every x, the query too, to (I − γH) x.
 */
record CurvedDescent(double[] rates, double curvature) implements LearningRule {

  @Override
  public double[] weights(Examples given) {
    int n = given.context();
    int d = given.dimension();
    Examples now = new Examples(n, d, given.inputs().clone(), given.labels().clone());
    double[] w = new double[d];
    double[] query = new double[d * d];
    for (int k = 0; k < d; k++) {
      query[k * d + k] = 1;
    }
    for (int step = 0; step < rates.length; step++) {
      double rate = rates[step];
      double[] descent = now.meanProduct();
      for (int k = 0; k < d; k++) {
        for (int l = 0; l < d; l++) {
          w[k] += rate * query[l * d + k] * descent[l];
        }
      }
      for (int i = 0; i < n; i++) {
        now.labels()[i] -= rate * now.predicted(descent, i);
      }
      if (curvature != 0 && step < rates.length - 1) {
        double[] curve = curve(now);
        query = times(curve, query, d, d);
        double[] moved = times(now.inputs(), curve, n, d);
        System.arraycopy(moved, 0, now.inputs(), 0, moved.length);
      }
    }
    return w;
  }

  /** I − γH; symmetric. */
  private double[] curve(Examples now) {
    int d = now.dimension();
    double[] curve = new double[d * d];
    for (int k = 0; k < d; k++) {
      curve[k * d + k] = 1;
    }
    for (int i = 0; i < now.context(); i++) {
      for (int k = 0; k < d; k++) {
        double factor = curvature / now.context() * now.inputs()[i * d + k];
        for (int l = 0; l < d; l++) {
          curve[k * d + l] -= factor * now.inputs()[i * d + l];
        }
      }
    }
    return curve;
  }

  /** A B for a matrix of {@code rows} rows and one of d by d. */
  private static double[] times(double[] a, double[] b, int rows, int d) {
    double[] product = new double[rows * d];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < d; k++) {
        for (int l = 0; l < d; l++) {
          product[i * d + l] += a[i * d + k] * b[k * d + l];
        }
      }
    }
    return product;
  }
}
