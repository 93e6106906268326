package org.mesascope.dl4j;

import org.mesascope.task.Prompts;

/** Regression prompts as tokens of d + 2 numbers: input, label, and 1 for an example. */
final class PromptTokens {

  private PromptTokens() {}

  /**
   * Tokens, {@code [count][tokens][d + 2]}: the examples, then the query; with {@code prefixes},
   * every example's input stands before the query as a query, too.
   */
  static float[] of(Prompts prompts, boolean prefixes) {
    int d = prompts.dimension();
    int n = prompts.context();
    int width = d + 2;
    int length = n + (prefixes ? n + 1 : 1);
    float[] tokens = new float[prompts.count() * length * width];
    for (int p = 0; p < prompts.count(); p++) {
      int at = p * length * width;
      for (int i = 0; i < n; i++) {
        int example = at + i * width;
        copy(prompts.inputs(), (p * n + i) * d, tokens, example, d);
        tokens[example + d] = (float) prompts.labels()[p * n + i];
        tokens[example + d + 1] = 1;
        if (prefixes) {
          copy(prompts.inputs(), (p * n + i) * d, tokens, at + (n + i) * width, d);
        }
      }
      copy(prompts.queries(), p * d, tokens, at + (length - 1) * width, d);
    }
    return tokens;
  }

  /**
   * What each token's output should be, {@code [count][tokens]}; 0 for examples, which count not.
   */
  static float[] targets(Prompts prompts, boolean prefixes) {
    int n = prompts.context();
    int length = n + (prefixes ? n + 1 : 1);
    float[] targets = new float[prompts.count() * length];
    for (int p = 0; p < prompts.count(); p++) {
      for (int i = 0; prefixes && i < n; i++) {
        targets[p * length + n + i] = (float) prompts.labels()[p * n + i];
      }
      targets[(p + 1) * length - 1] = (float) prompts.targets()[p];
    }
    return targets;
  }

  private static void copy(double[] from, int fromAt, float[] to, int toAt, int count) {
    for (int k = 0; k < count; k++) {
      to[toAt + k] = (float) from[fromAt + k];
    }
  }
}
