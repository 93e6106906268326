package org.mesascope.incontext;

import java.util.Arrays;
import org.mesascope.task.Prompts;

/**
 * The examples of one prompt. Arrays belong to the one who asked for them.
 *
 * @param inputs xᵢ, {@code [context][dimension]}
 * @param labels yᵢ, {@code [context]}
 */
public record Examples(int context, int dimension, double[] inputs, double[] labels) {

  /** The examples of a prompt, by its number. */
  public static Examples of(Prompts prompts, int prompt) {
    int n = prompts.context();
    int size = n * prompts.dimension();
    return new Examples(
        n,
        prompts.dimension(),
        Arrays.copyOfRange(prompts.inputs(), prompt * size, (prompt + 1) * size),
        Arrays.copyOfRange(prompts.labels(), prompt * n, (prompt + 1) * n));
  }

  /** w · xᵢ. */
  public double predicted(double[] w, int example) {
    double sum = 0;
    for (int k = 0, at = example * dimension; k < dimension; k++, at++) {
      sum += w[k] * inputs[at];
    }
    return sum;
  }

  /** w += factor · xᵢ. */
  public void add(double factor, int example, double[] w) {
    for (int k = 0, at = example * dimension; k < dimension; k++, at++) {
      w[k] += factor * inputs[at];
    }
  }

  /** (1/N) Σ yᵢ xᵢ: minus the gradient of the squared error at w = 0. */
  public double[] meanProduct() {
    double[] sum = new double[dimension];
    for (int i = 0; i < context; i++) {
      add(labels[i] / context, i, sum);
    }
    return sum;
  }
}
