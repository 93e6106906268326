package org.mesascope.task;

import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * A distribution of prompts for in-context linear regression: examples (xᵢ, yᵢ = w·xᵢ + noise) with
 * one hidden w a prompt, then a query (Garg et al. 2022).
 *
 * @param context examples in a prompt, N, at least 1
 * @param noise standard deviation of the labels' noise, σ, at least 0; the query's target has none
 */
public record RegressionPrompts(InputLaw inputs, WeightLaw weights, int context, double noise) {

  /** Fails where there is no example, or the noise is no standard deviation. */
  public RegressionPrompts {
    if (context < 1 || !(noise >= 0) || Double.isInfinite(noise)) {
      throw new IllegalArgumentException(
          "prompts expect at least 1 example and a noise of at least 0, got %d and %s"
              .formatted(context, noise));
    }
  }

  /** With inputs times a factor above 0. */
  public RegressionPrompts withInputScale(double factor) {
    return new RegressionPrompts(
        inputs.scaled(requirePositive("an input scale", factor)), weights, context, noise);
  }

  /** With hidden weights times a factor above 0. */
  public RegressionPrompts withWeightScale(double factor) {
    return new RegressionPrompts(
        inputs, weights.scaled(requirePositive("a weight scale", factor)), context, noise);
  }

  /** With another number of examples. */
  public RegressionPrompts withContext(int examples) {
    return new RegressionPrompts(inputs, weights, examples, noise);
  }

  /** With another noise of the labels. */
  public RegressionPrompts withNoise(double deviation) {
    return new RegressionPrompts(inputs, weights, context, deviation);
  }

  private static double requirePositive(String what, double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(what + " expects a finite number above 0, got " + factor);
    }
    return factor;
  }

  /** So many independent prompts; prompt i is of {@code seed.split(i)}. */
  public Prompts sample(int count, Seed seed) {
    int d = inputs.dimension();
    Prompts prompts =
        new Prompts(
            count,
            context,
            d,
            new double[count * context * d],
            new double[count * context],
            new double[count * d],
            new double[count],
            new double[count * d]);
    for (int p = 0; p < count; p++) {
      fill(prompts, p, seed.split(p).random());
    }
    return prompts;
  }

  private void fill(Prompts prompts, int p, RandomGenerator random) {
    int d = prompts.dimension();
    weights.draw(random, d, prompts.weights(), p * d);
    for (int i = p * context; i < (p + 1) * context; i++) {
      inputs.draw(random, prompts.inputs(), i * d);
      prompts.labels()[i] =
          dot(d, prompts.weights(), p * d, prompts.inputs(), i * d) + noise * random.nextGaussian();
    }
    inputs.draw(random, prompts.queries(), p * d);
    prompts.targets()[p] = dot(d, prompts.weights(), p * d, prompts.queries(), p * d);
  }

  private static double dot(int d, double[] a, int aAt, double[] b, int bAt) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      sum += a[aAt + i] * b[bAt + i];
    }
    return sum;
  }
}
