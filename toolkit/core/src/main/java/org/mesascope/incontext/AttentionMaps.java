package org.mesascope.incontext;

import java.util.Arrays;

/**
 * Between the weights Q, K, V, P of each layer, {@code [layer][4][token][token]}, and the two maps
 * that a prompt sees of them, B = QKᵀ and C = VP, {@code [layer][2][token][token]}.
 */
final class AttentionMaps {

  private AttentionMaps() {}

  static void of(LinearAttentionShape shape, float[] weights, float[] maps) {
    int size = shape.token();
    int square = size * size;
    Arrays.fill(maps, 0);
    for (int l = 0; l < shape.distinctLayers(); l++) {
      int q = 4 * l * square;
      int b = 2 * l * square;
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < size; k++) {
          float bSum = 0;
          float cSum = 0;
          for (int j = 0; j < size; j++) {
            bSum += weights[q + i * size + j] * weights[q + square + k * size + j];
            cSum += weights[q + 2 * square + i * size + j] * weights[q + 3 * square + j * size + k];
          }
          maps[b + i * size + k] = bSum;
          maps[b + square + i * size + k] = cSum;
        }
      }
    }
  }

  /** The gradient over the weights, from that over the maps. */
  static void back(LinearAttentionShape shape, float[] weights, float[] dMaps, float[] gradient) {
    int size = shape.token();
    int square = size * size;
    for (int l = 0; l < shape.distinctLayers(); l++) {
      int q = 4 * l * square;
      int b = 2 * l * square;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          float dq = 0;
          float dk = 0;
          float dv = 0;
          float dp = 0;
          for (int k = 0; k < size; k++) {
            dq += dMaps[b + i * size + k] * weights[q + square + k * size + j];
            dk += dMaps[b + k * size + i] * weights[q + k * size + j];
            dv += dMaps[b + square + i * size + k] * weights[q + 3 * square + j * size + k];
            dp += dMaps[b + square + k * size + j] * weights[q + 2 * square + k * size + i];
          }
          gradient[q + i * size + j] = dq;
          gradient[q + square + i * size + j] = dk;
          gradient[q + 2 * square + i * size + j] = dv;
          gradient[q + 3 * square + i * size + j] = dp;
        }
      }
    }
  }
}
