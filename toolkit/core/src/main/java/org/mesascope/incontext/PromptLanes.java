package org.mesascope.incontext;

import org.mesascope.numeric.NoiseStream;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;

/** Some prompts side by side as rows of floats, one prompt a lane. */
final class PromptLanes {

  final int context;
  final int dimension;

  /** Row {@code token·(dimension + 1) + coordinate}; the query is the last token, its label 0. */
  final float[][] tokens;

  /** The clean labels of the queries. */
  final float[] targets;

  private final float[][] weights;
  private final float[] noise;

  PromptLanes(int context, int dimension, int lanes) {
    this.context = context;
    this.dimension = dimension;
    tokens = Lanes.rows((context + 1) * (dimension + 1), lanes);
    targets = new float[lanes];
    weights = Lanes.rows(dimension, lanes);
    noise = new float[lanes];
  }

  /** The row of the query's first coordinate. */
  int query() {
    return context * (dimension + 1);
  }

  /** Draws {@code count} prompts. */
  void draw(RegressionPrompts law, NoiseStream random, int count) {
    int d = dimension;
    law.weights().draw(random, weights, count);
    for (int i = 0; i <= context; i++) {
      int at = i * (d + 1);
      law.inputs().draw(random, tokens, at, count);
      float[] label = i < context ? tokens[at + d] : targets;
      Lanes.clear(label, count);
      Lanes.dot(label, count, d, weights, 0, 1, tokens, at, 1);
      if (i < context && law.noise() > 0) {
        random.normals(noise, count, (float) law.noise());
        for (int b = 0; b < count; b++) {
          label[b] += noise[b];
        }
      }
    }
  }

  /** Copies {@code count} of the prompts given, from that one on. */
  void copy(Prompts prompts, int from, int count) {
    int d = dimension;
    for (int b = 0; b < count; b++) {
      int p = from + b;
      for (int i = 0; i < context; i++) {
        for (int k = 0; k < d; k++) {
          tokens[i * (d + 1) + k][b] = (float) prompts.inputs()[(p * context + i) * d + k];
        }
        tokens[i * (d + 1) + d][b] = (float) prompts.labels()[p * context + i];
      }
      for (int k = 0; k < d; k++) {
        tokens[query() + k][b] = (float) prompts.queries()[p * d + k];
      }
      targets[b] = (float) prompts.targets()[p];
    }
  }
}
