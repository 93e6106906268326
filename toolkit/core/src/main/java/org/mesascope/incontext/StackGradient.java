package org.mesascope.incontext;

import java.util.Arrays;

/**
 * Any number of layers, without ever computing a token's way through them. With M = (1/N) Σ eᵢeᵢᵀ
 * over the keys, a layer takes every token e to Tᵀe, T = I + BMC, and therefore M to TᵀMT: per
 * prompt only M and the query move, whatever the context's length.
 *
 * <p>Backwards, with G = ∂M + ∂Mᵀ (M is symmetric): ∂T = MTG′ + q ∂q′ᵀ, ∂B = ∂T (MC)ᵀ, ∂C =
 * (BM)ᵀ∂T, G = TG′Tᵀ + BᵀZ + ZᵀB with Z = ∂T Cᵀ, and ∂q = T ∂q′. The last layer is read at the
 * query's label alone: ŷ = −(q_label + (Bᵀq)·Mc) with c the label's column of C.
 */
final class StackGradient implements RiskGradient {

  private final LinearAttentionShape shape;
  private final int size;
  private final float[][][] m;
  private final float[][][] t;
  private final float[][][] bm;
  private final float[][][] mt;
  private final float[][][] q;
  private final float[][] g;
  private final float[][] gNext;
  private final float[][] dt;
  private final float[][] z;
  private final float[][] dq;
  private final float[][] dqNext;
  private final float[][] a;
  private final float[][] v;
  private final float[][] row;
  private final float[] ones;
  private final float[] h;

  StackGradient(LinearAttentionShape shape, int lanes) {
    this.shape = shape;
    size = shape.token();
    int layers = shape.layers();
    m = new float[layers][][];
    q = new float[layers][][];
    t = new float[layers][][];
    bm = new float[layers][][];
    mt = new float[layers][][];
    for (int l = 0; l < layers; l++) {
      m[l] = symmetric(lanes);
      q[l] = Lanes.rows(size, lanes);
      if (l < layers - 1) {
        t[l] = Lanes.rows(size * size, lanes);
        bm[l] = Lanes.rows(size * size, lanes);
        mt[l] = Lanes.rows(size * size, lanes);
      }
    }
    g = symmetric(lanes);
    gNext = symmetric(lanes);
    dt = Lanes.rows(size * size, lanes);
    z = Lanes.rows(size * size, lanes);
    dq = Lanes.rows(size, lanes);
    dqNext = Lanes.rows(size, lanes);
    a = Lanes.rows(size, lanes);
    v = Lanes.rows(size, lanes);
    row = Lanes.rows(size, lanes);
    h = new float[lanes];
    ones = new float[lanes];
    Arrays.fill(ones, 1);
  }

  /** Rows of a symmetric matrix: those below the diagonal are those above it. */
  private float[][] symmetric(int lanes) {
    float[][] rows = new float[size * size][];
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        rows[i * size + k] = new float[lanes];
        rows[k * size + i] = rows[i * size + k];
      }
    }
    return rows;
  }

  @Override
  public double add(PromptLanes block, int n, float[] maps, float weight, float[] gradient) {
    start(block, n);
    int last = shape.layers() - 1;
    for (int l = 0; l < last; l++) {
      forward(l, n, maps, at(l));
    }
    double loss = readOut(block, n, maps, at(last), weight, gradient);
    for (int l = last - 1; l >= 0; l--) {
      backward(l, n, maps, at(l), gradient);
    }
    return loss;
  }

  /** Where a layer's B stands; its C follows. */
  private int at(int layer) {
    return shape.looped() ? 0 : layer * 2 * size * size;
  }

  private void start(PromptLanes block, int n) {
    int keys = shape.queryAttended() ? block.context + 1 : block.context;
    float share = 1f / block.context;
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        float[] to = m[0][i * size + k];
        Lanes.clear(to, n);
        Lanes.dot(to, n, keys, block.tokens, i, size, block.tokens, k, size);
        Lanes.scale(to, n, share);
      }
      System.arraycopy(block.tokens[block.query() + i], 0, q[0][i], 0, n);
    }
  }

  private void forward(int l, int n, float[] maps, int at) {
    int square = size * size;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        float[] to = bm[l][i * size + k];
        Lanes.clear(to, n);
        Lanes.combine(to, n, size, maps, at + i * size, 1, m[l], k, size);
      }
      for (int k = 0; k < size; k++) {
        float[] to = t[l][i * size + k];
        Arrays.fill(to, 0, n, i == k ? 1 : 0);
        Lanes.combine(to, n, size, maps, at + square + k, size, bm[l], i * size, 1);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        float[] to = mt[l][i * size + k];
        Lanes.clear(to, n);
        Lanes.dot(to, n, size, m[l], i * size, 1, t[l], k, size);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        float[] to = m[l + 1][i * size + k];
        Lanes.clear(to, n);
        Lanes.dot(to, n, size, t[l], i, size, mt[l], k, size);
      }
      Lanes.clear(q[l + 1][i], n);
      Lanes.dot(q[l + 1][i], n, size, t[l], i, size, q[l], 0, 1);
    }
  }

  /** The last layer, forwards and backwards; leaves G and ∂q of what it was given. */
  private double readOut(
      PromptLanes block, int n, float[] maps, int at, float weight, float[] gradient) {
    int last = shape.layers() - 1;
    int label = size - 1;
    int c = at + size * size + label;
    float[][] query = q[last];
    for (int j = 0; j < size; j++) {
      Lanes.clear(a[j], n);
      Lanes.combine(a[j], n, size, maps, at + j, size, query, 0, 1);
      Lanes.clear(v[j], n);
      Lanes.combine(v[j], n, size, maps, c, size, m[last], j * size, 1);
    }
    System.arraycopy(query[label], 0, h, 0, n);
    Lanes.dot(h, n, size, a, 0, 1, v, 0, 1);
    double loss = errors(block, n, weight);
    for (int i = 0; i < size; i++) {
      Lanes.times(row[i], n, h, query[i]);
      Lanes.sums(gradient, at + i * size, 1, n, size, row[i], v, 0, 1);
    }
    for (int j = 0; j < size; j++) {
      Lanes.times(row[j], n, h, v[j]);
    }
    for (int i = 0; i < size; i++) {
      Lanes.clear(dq[i], n);
      Lanes.combine(dq[i], n, size, maps, at + i * size, 1, row, 0, 1);
    }
    Lanes.add(dq[label], n, h);
    for (int j = 0; j < size; j++) {
      Lanes.times(row[j], n, h, a[j]);
    }
    for (int j = 0; j < size; j++) {
      for (int k = j; k < size; k++) {
        float[] to = g[j * size + k];
        Lanes.clear(to, n);
        Lanes.combine(to, n, 1, maps, c + k * size, 1, row, j, 1);
        Lanes.combine(to, n, 1, maps, c + j * size, 1, row, k, 1);
      }
    }
    for (int k = 0; k < size; k++) {
      Lanes.clear(v[k], n);
      Lanes.dot(v[k], n, size, m[last], k * size, 1, row, 0, 1);
    }
    Lanes.sums(gradient, c, size, n, size, ones, v, 0, 1);
    return loss;
  }

  /** h = −∂loss/∂ŷ, from the −ŷ that it holds. */
  private double errors(PromptLanes block, int n, float weight) {
    double loss = 0;
    for (int b = 0; b < n; b++) {
      float error = -h[b] - block.targets[b];
      loss += (double) error * error;
      h[b] = -2 * weight * error;
    }
    return loss;
  }

  private void backward(int l, int n, float[] maps, int at, float[] gradient) {
    int square = size * size;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        float[] to = dt[i * size + k];
        Lanes.times(to, n, q[l][i], dq[k]);
        Lanes.dot(to, n, size, mt[l], i * size, 1, g, k, size);
      }
      for (int k = 0; k < size; k++) {
        float[] to = z[i * size + k];
        Lanes.clear(to, n);
        Lanes.combine(to, n, size, maps, at + square + k * size, 1, dt, i * size, 1);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        Lanes.clear(row[k], n);
        Lanes.dot(row[k], n, size, z, i * size, 1, m[l], k, size);
      }
      Lanes.sums(gradient, at + i * size, 1, n, size, ones, row, 0, 1);
      for (int k = 0; k < size; k++) {
        Lanes.clear(row[k], n);
        Lanes.dot(row[k], n, size, bm[l], i, size, dt, k, size);
      }
      Lanes.sums(gradient, at + square + i * size, 1, n, size, ones, row, 0, 1);
    }
    if (l > 0) {
      back(l, n, maps, at);
    }
  }

  /** G and ∂q of the layer before. */
  private void back(int l, int n, float[] maps, int at) {
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        float[] to = dt[i * size + k];
        Lanes.clear(to, n);
        Lanes.dot(to, n, size, t[l], i * size, 1, g, k, size);
      }
      Lanes.clear(dqNext[i], n);
      Lanes.dot(dqNext[i], n, size, t[l], i * size, 1, dq, 0, 1);
    }
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        float[] to = gNext[i * size + k];
        Lanes.clear(to, n);
        Lanes.dot(to, n, size, dt, i * size, 1, t[l], k * size, 1);
        Lanes.combine(to, n, size, maps, at + i, size, z, k, size);
        Lanes.combine(to, n, size, maps, at + k, size, z, i, size);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        System.arraycopy(gNext[i * size + k], 0, g[i * size + k], 0, n);
      }
      System.arraycopy(dqNext[i], 0, dq[i], 0, n);
    }
  }
}
