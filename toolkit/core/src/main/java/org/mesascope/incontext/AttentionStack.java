package org.mesascope.incontext;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Linear self-attention written as weights over tokens (xᵢ, yᵢ) and (x_q, 0): a layer moves every
 * token e to e + V (1/N) Σᵢ eᵢ eᵢᵀ Q e, attending to the examples alone; the prediction is minus
 * the last entry of the query's token (von Oswald et al. 2022, proposition 1).
 *
 * <p>Controls are built from it, so that a rival is held against network weights that compute the
 * same thing in another way.
 */
record AttentionStack(List<Layer> layers) implements LearningRule {

  /** V and Q of a layer, {@code [dimension + 1][dimension + 1]} each. */
  record Layer(RealMatrix value, RealMatrix keyQuery) {}

  @Override
  public double[] weights(Examples examples) {
    int n = examples.context();
    int d = examples.dimension();
    RealMatrix tokens = new Array2DRowRealMatrix(n, d + 1);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        tokens.setEntry(i, k, examples.inputs()[i * d + k]);
      }
      tokens.setEntry(i, d, examples.labels()[i]);
    }
    RealMatrix query = MatrixUtils.createRealIdentityMatrix(d + 1);
    for (Layer layer : layers) {
      RealMatrix move =
          layer
              .value()
              .multiply(tokens.transpose().multiply(tokens).scalarMultiply(1.0 / n))
              .multiply(layer.keyQuery())
              .add(MatrixUtils.createRealIdentityMatrix(d + 1));
      tokens = tokens.multiply(move.transpose());
      query = move.multiply(query);
    }
    double[] w = new double[d];
    for (int k = 0; k < d; k++) {
      w[k] = -query.getEntry(d, k);
    }
    return w;
  }
}
