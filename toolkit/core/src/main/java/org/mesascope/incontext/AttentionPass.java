package org.mesascope.incontext;

import java.util.Arrays;
import org.mesascope.task.Prompts;

/**
 * One prompt's way through linear self-attention in double precision, and the way back to its
 * query. The formulas are those of {@link StackGradient}; O(N d² + layers · d³).
 */
final class AttentionPass {

  private final LinearAttentionShape shape;
  private final int size;
  private final double[][][] b;
  private final double[][][] c;
  private final double[][][] m;
  private final double[][][] t;
  private final double[][] q;

  AttentionPass(LinearAttentionShape shape, double[] weights) {
    this.shape = shape;
    size = shape.token();
    int distinct = shape.distinctLayers();
    b = new double[distinct][][];
    c = new double[distinct][][];
    for (int l = 0; l < distinct; l++) {
      double[][] key = matrix(weights, 4 * l + 1);
      b[l] = Small.times(matrix(weights, 4 * l), Small.transposed(key));
      c[l] = Small.times(matrix(weights, 4 * l + 2), matrix(weights, 4 * l + 3));
    }
    m = new double[shape.layers()][][];
    t = new double[shape.layers()][][];
    q = new double[shape.layers() + 1][];
  }

  private double[][] matrix(double[] weights, int index) {
    double[][] matrix = new double[size][];
    for (int i = 0; i < size; i++) {
      int at = (index * size + i) * size;
      matrix[i] = Arrays.copyOfRange(weights, at, at + size);
    }
    return matrix;
  }

  double[][] b(int layer) {
    return b[shape.looped() ? 0 : layer];
  }

  double[][] c(int layer) {
    return c[shape.looped() ? 0 : layer];
  }

  double predict(Prompts prompts, int p) {
    start(prompts, p);
    for (int l = 0; l < shape.layers(); l++) {
      t[l] = Small.times(Small.times(b(l), m[l]), c(l));
      for (int i = 0; i < size; i++) {
        t[l][i][i] += 1;
      }
      q[l + 1] = Small.times(Small.transposed(t[l]), q[l]);
      if (l + 1 < shape.layers()) {
        m[l + 1] = Small.times(Small.transposed(t[l]), Small.times(m[l], t[l]));
      }
    }
    return -q[shape.layers()][size - 1];
  }

  /** ∂ŷ/∂x_q into {@code to}. */
  void sensitivity(Prompts prompts, int p, double[] to) {
    predict(prompts, p);
    double[] dq = new double[size];
    dq[size - 1] = -1;
    double[][] g = new double[size][size];
    for (int l = shape.layers() - 1; l >= 0; l--) {
      double[][] dt = Small.times(Small.times(m[l], t[l]), g);
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < size; k++) {
          dt[i][k] += q[l][i] * dq[k];
        }
      }
      double[][] half =
          Small.times(Small.transposed(b(l)), Small.times(dt, Small.transposed(c(l))));
      double[][] through = Small.times(t[l], Small.times(g, Small.transposed(t[l])));
      g = Small.plus(through, Small.plus(half, Small.transposed(half)));
      dq = Small.times(t[l], dq);
    }
    if (shape.queryAttended()) {
      double[] more = Small.times(g, q[0]);
      for (int i = 0; i < size; i++) {
        dq[i] += more[i] / prompts.context();
      }
    }
    System.arraycopy(dq, 0, to, 0, size - 1);
  }

  private void start(Prompts prompts, int p) {
    int d = size - 1;
    int n = prompts.context();
    double[][] gram = new double[size][size];
    double[] token = new double[size];
    for (int i = 0; i < n; i++) {
      System.arraycopy(prompts.inputs(), (p * n + i) * d, token, 0, d);
      token[d] = prompts.labels()[p * n + i];
      add(gram, token, n);
    }
    double[] query = new double[size];
    System.arraycopy(prompts.queries(), p * d, query, 0, d);
    if (shape.queryAttended()) {
      add(gram, query, n);
    }
    m[0] = gram;
    q[0] = query;
  }

  private static void add(double[][] gram, double[] token, int n) {
    for (int i = 0; i < token.length; i++) {
      for (int k = 0; k < token.length; k++) {
        gram[i][k] += token[i] * token[k] / n;
      }
    }
  }
}
