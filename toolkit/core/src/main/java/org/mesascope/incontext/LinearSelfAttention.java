package org.mesascope.incontext;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;

/**
 * Linear self-attention of one or more layers in residual form (von Oswald et al. 2022, equation
 * 5), read at the query's label.
 *
 * <p>Tokens are e = (x, y); the query's label starts at 0. A layer takes every token to e + PᵀVᵀ M
 * K Qᵀ e with M = (1/N) Σ eᵢeᵢᵀ over the keys and N the prompt's own number of examples, so that
 * any context length is allowed; row vectors times Q, K, V, P, as E + (EQ)(EK)ᵀ(EV)P/N is usually
 * written. A label holds what is left of it, y − ŷ, hence the prediction is minus the query's
 * label.
 *
 * <p>Weights are finite doubles, {@code [layer][Q, K, V, P][token][token]}. Thread-safe. Predicting
 * costs O(N d² + layers · d³) a prompt.
 */
public final class LinearSelfAttention implements InContextModel {

  private final String name;
  private final LinearAttentionShape shape;
  private final double[] weights;

  /**
   * A model of those weights.
   *
   * @param weights as many as {@link LinearAttentionShape#weights()}, finite; copied
   */
  public LinearSelfAttention(String name, LinearAttentionShape shape, double[] weights) {
    if (weights.length != shape.weights()) {
      throw new IllegalArgumentException(
          "\"%s\" expects %d weights for %s, got %d"
              .formatted(name, shape.weights(), shape, weights.length));
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Double.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "\"%s\" expects finite weights, but weight %d is %s".formatted(name, i, weights[i]));
      }
    }
    this.name = name;
    this.shape = shape;
    this.weights = weights.clone();
  }

  /**
   * Weights that compute gradient descent on the examples' squared error from w = 0, one step a
   * layer (von Oswald et al. 2022, proposition 1): w ← w + rate · (1/N) Σ (yᵢ − w·xᵢ) xᵢ. A
   * positive control: agreement with that rule is exact.
   *
   * @param rates one a layer, at least one
   */
  public static LinearSelfAttention constructedGradientDescent(int dimension, double... rates) {
    return constructed(
        "constructed gradient descent, %d step%s".formatted(rates.length, plural(rates)),
        dimension,
        rates,
        new double[rates.length]);
  }

  /**
   * Weights that compute one preconditioned step: ŷ = x_qᵀ A (1/N) Σ yᵢxᵢ.
   *
   * @param preconditioner A, {@code [d][d]}
   */
  public static LinearSelfAttention constructedGradientDescent(double[][] preconditioner) {
    LinearAttentionShape shape = LinearAttentionShape.oneLayer(preconditioner.length);
    double[] weights = new double[shape.weights()];
    int d = shape.dimension();
    for (int i = 0; i < d; i++) {
      if (preconditioner[i].length != d) {
        throw new IllegalArgumentException(
            "a preconditioner expects a square matrix, got %d rows, row %d with %d columns"
                .formatted(d, i, preconditioner[i].length));
      }
      System.arraycopy(preconditioner[i], 0, weights, i * shape.token(), d);
    }
    setDiagonal(shape, weights, 1, 1, 0);
    setDiagonal(shape, weights, 2, 0, 1);
    setDiagonal(shape, weights, 3, 0, -1);
    return new LinearSelfAttention("constructed preconditioned step", shape, weights);
  }

  /**
   * Weights that compute GD++ (von Oswald et al. 2022, appendix A.10): each layer takes a step of
   * gradient descent and shrinks the inputs, x ← x − curvature · (1/N) Σ xᵢxᵢᵀ x, so that the next
   * step sees a better conditioned problem.
   *
   * @param rates one a layer
   * @param curvatures one a layer; the last has no effect
   */
  public static LinearSelfAttention constructedCurvedDescent(
      int dimension, double[] rates, double[] curvatures) {
    if (rates.length != curvatures.length) {
      throw new IllegalArgumentException(
          "GD++ expects a rate and a curvature for each layer, got %d and %d"
              .formatted(rates.length, curvatures.length));
    }
    return constructed(
        "constructed GD++, %d step%s".formatted(rates.length, plural(rates)),
        dimension,
        rates,
        curvatures);
  }

  private static LinearSelfAttention constructed(
      String name, int dimension, double[] rates, double[] curvatures) {
    LinearAttentionShape shape =
        rates.length == 1
            ? LinearAttentionShape.oneLayer(dimension)
            : LinearAttentionShape.stack(dimension, rates.length);
    double[] weights = new double[shape.weights()];
    for (int l = 0; l < rates.length; l++) {
      setDiagonal(shape, weights, 4 * l, 1, 0);
      setDiagonal(shape, weights, 4 * l + 1, 1, 0);
      setDiagonal(shape, weights, 4 * l + 2, 1, 1);
      setDiagonal(shape, weights, 4 * l + 3, -curvatures[l], -rates[l]);
    }
    return new LinearSelfAttention(name, shape, weights);
  }

  private static String plural(double[] rates) {
    return rates.length == 1 ? "" : "s";
  }

  private static void setDiagonal(
      LinearAttentionShape shape, double[] weights, int matrix, double inputs, double label) {
    int size = shape.token();
    for (int i = 0; i < size; i++) {
      weights[(matrix * size + i) * size + i] = i < size - 1 ? inputs : label;
    }
  }

  /**
   * Independent Gaussian weights: a negative control.
   *
   * @param scale their standard deviation
   */
  public static LinearSelfAttention untrained(LinearAttentionShape shape, double scale, Seed seed) {
    RandomGenerator random = seed.random();
    double[] weights = new double[shape.weights()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scale * random.nextGaussian();
    }
    return new LinearSelfAttention("untrained", shape, weights);
  }

  /** This model with {@code value} added to the diagonals of every Q, K, V and P. */
  public LinearSelfAttention plusIdentity(double value) {
    double[] moved = weights.clone();
    int size = shape.token();
    for (int i = 0; i < moved.length; i += size * size) {
      for (int k = 0; k < size; k++) {
        moved[i + k * (size + 1)] += value;
      }
    }
    return new LinearSelfAttention("%s + %s identity".formatted(name, value), shape, moved);
  }

  @Override
  public String name() {
    return name;
  }

  public LinearAttentionShape shape() {
    return shape;
  }

  @Override
  public String expressivity() {
    return shape.layers() == 1
        ? "one layer of linear self-attention can express little but a preconditioned step, so that"
            + " agreement with one validates the comparison and is no finding about training"
        : ("%d layers of linear self-attention are a polynomial in the prompt, which holds steps of"
                + " gradient descent and GD++ and at best approximates an inverse")
            .formatted(shape.layers());
  }

  /** A copy. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The matrix A of the preconditioned step x_qᵀ A (1/N) Σ yᵢxᵢ that is in one layer: with B = QKᵀ
   * and c the label's column of VP, A = −(c_y B_xx + B_xy c_xᵀ). The other terms of a layer are
   * even in the labels; they vanish at the optimum but not in general.
   *
   * @throws IllegalStateException with more than one layer
   */
  public double[][] preconditioner() {
    if (shape.layers() != 1) {
      throw new IllegalStateException(
          "one layer holds one preconditioned step, \"%s\" has %d layers"
              .formatted(name, shape.layers()));
    }
    AttentionPass pass = new AttentionPass(shape, weights);
    double[][] b = pass.b(0);
    double[][] c = pass.c(0);
    int d = shape.dimension();
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        a[i][k] = -(c[d][d] * b[i][k] + b[i][d] * c[k][d]);
      }
    }
    return a;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for inputs of another dimension, no example, or a number that
   *     is not finite
   */
  @Override
  public double[] predict(Prompts prompts) {
    double[] predictions = new double[prompts.count()];
    each(prompts, (pass, p) -> predictions[p] = finite(pass.predict(prompts, p), p));
    return predictions;
  }

  /** {@inheritDoc} */
  @Override
  public double[] sensitivity(Prompts prompts) {
    int d = shape.dimension();
    double[] sensitivities = new double[prompts.count() * d];
    double[] one = new double[d];
    each(
        prompts,
        (pass, p) -> {
          pass.sensitivity(prompts, p, one);
          for (int i = 0; i < d; i++) {
            sensitivities[p * d + i] = finite(one[i], p);
          }
        });
    return sensitivities;
  }

  private void each(Prompts prompts, ObjIntConsumer<AttentionPass> work) {
    if (prompts.dimension() != shape.dimension()) {
      throw new IllegalArgumentException(
          "\"%s\" expects inputs of %d dimensions, got %d"
              .formatted(name, shape.dimension(), prompts.dimension()));
    }
    if (prompts.context() < 1) {
      throw new IllegalArgumentException(
          "\"%s\" expects prompts of at least 1 example, got %d"
              .formatted(name, prompts.context()));
    }
    AttentionPass pass = new AttentionPass(shape, weights);
    for (int p = 0; p < prompts.count(); p++) {
      work.accept(pass, p);
    }
  }

  private double finite(double value, int prompt) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "\"%s\" came to %s on prompt %d: its inputs and labels must be finite, and of a size that %d layer(s) bear"
              .formatted(name, value, prompt, shape.layers()));
    }
    return value;
  }

  /** Keeps the model, whole or not at all; every number keeps all its bits. */
  public void save(Path file) throws IOException {
    LinearSelfAttentionFile.save(this, file);
  }

  /**
   * Reads a model that {@link #save} kept.
   *
   * @throws IOException naming the file, if it cannot be read, or holds something else or another
   *     version
   */
  public static LinearSelfAttention load(Path file) throws IOException {
    return LinearSelfAttentionFile.load(file);
  }

  @Override
  public String toString() {
    return name + ", " + shape;
  }
}
