package org.mesascope.incontext;

/**
 * One layer read at the query alone, in the reassociated form: with token e, M = (1/N) Σ eᵢeᵢᵀ, a =
 * Bᵀe_q and c the label's column of C, ŷ = −a·Mc. A token costs O(d) instead of O(d²) or O(N).
 *
 * <p>With h = −∂loss/∂ŷ: ∂B = h e_q (Mc)ᵀ and ∂c = h M a, so that the two products with M are all
 * there is to compute.
 */
final class OneLayerGradient implements RiskGradient {

  private final LinearAttentionShape shape;
  private final float[][] a;
  private final float[][] u;
  private final float[][] v;
  private final float[][] s;
  private final float[][] r;
  private final float[] h;
  private final float[] scaled;

  OneLayerGradient(LinearAttentionShape shape, int lanes, int context) {
    this.shape = shape;
    int size = shape.token();
    a = Lanes.rows(size, lanes);
    u = Lanes.rows(size, lanes);
    v = Lanes.rows(size, lanes);
    s = Lanes.rows(context + 1, lanes);
    r = Lanes.rows(context + 1, lanes);
    h = new float[lanes];
    scaled = new float[lanes];
  }

  @Override
  public double add(PromptLanes block, int n, float[] maps, float weight, float[] gradient) {
    int size = shape.token();
    int d = size - 1;
    int square = size * size;
    int keys = shape.queryAttended() ? block.context + 1 : block.context;
    float[][] e = block.tokens;
    int query = block.query();
    for (int j = 0; j < size; j++) {
      Lanes.clear(a[j], n);
      Lanes.combine(a[j], n, d, maps, j, size, e, query, 1);
    }
    for (int i = 0; i < keys; i++) {
      Lanes.clear(s[i], n);
      Lanes.clear(r[i], n);
      Lanes.dot(s[i], n, size, a, 0, 1, e, i * size, 1);
      Lanes.combine(r[i], n, size, maps, square + d, size, e, i * size, 1);
    }
    for (int k = 0; k < size; k++) {
      Lanes.clear(u[k], n);
      Lanes.clear(v[k], n);
      Lanes.dot(u[k], n, keys, s, 0, 1, e, k, size);
      Lanes.dot(v[k], n, keys, r, 0, 1, e, k, size);
    }
    Lanes.clear(h, n);
    Lanes.dot(h, n, size, a, 0, 1, v, 0, 1);
    double loss = errors(block, n, weight);
    for (int i = 0; i < d; i++) {
      Lanes.times(scaled, n, h, e[query + i]);
      Lanes.sums(gradient, i * size, 1, n, size, scaled, v, 0, 1);
    }
    Lanes.sums(gradient, square + d, size, n, size, h, u, 0, 1);
    return loss;
  }

  /** h = −∂loss/∂ŷ / N, from the sums a·Σ(eᵢ·c)eᵢ that it holds. */
  private double errors(PromptLanes block, int n, float weight) {
    float share = -1f / block.context;
    float slope = 2 * weight * share;
    double loss = 0;
    for (int b = 0; b < n; b++) {
      float error = share * h[b] - block.targets[b];
      loss += (double) error * error;
      h[b] = slope * error;
    }
    return loss;
  }
}
