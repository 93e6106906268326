package org.mesascope.incontext;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The algorithms that a network may have learned to run on its prompt, each as a model whose
 * predictions and sensitivities are exact. {@link RivalFamily} fits those with a free parameter to
 * a model.
 *
 * <p>Gradient steps start at w = 0 and descend (1/2N) Σ (w · xᵢ − yᵢ)², so a rate does not depend
 * on the length of the context. Ridge minimises Σ (w · xᵢ − yᵢ)² + λ‖w‖²: the posterior mean under
 * w ~ N(0, τ²I) and noise σ at λ = σ²/τ².
 */
public final class Rivals {

  private static final double SINGULAR = 1e-12;

  private Rivals() {}

  /** Predicts 0. */
  public static InContextModel nothing() {
    return ((LearningRule) examples -> new double[examples.dimension()]).named("null predictor");
  }

  /** Predicts by one w whatever the examples say. */
  public static InContextModel fixed(double... w) {
    double[] copy = w.clone();
    return ((LearningRule) examples -> copy.clone()).named("memoriser of one w");
  }

  /**
   * Steps of gradient descent.
   *
   * @param rates η of each step, at least one, finite
   */
  public static InContextModel gradientDescent(double... rates) {
    return descent(rates, 0).named("%s, η = %s".formatted(steps("GD", rates.length), shown(rates)));
  }

  /**
   * GD++ (von Oswald et al. 2022): with every step the inputs, the query's too, are curved by x ←
   * (I − γ (1/N) Σ xᵢxᵢᵀ) x, as a deeper linear transformer can do.
   *
   * @param curvature γ, finite; 0 is gradient descent
   * @param rates η of each step, at least one, finite
   */
  public static InContextModel gdPlusPlus(double curvature, double... rates) {
    return descent(rates, curvature)
        .named(
            "%s, η = %s, γ = %s"
                .formatted(steps("GD++", rates.length), shown(rates), shown(curvature)));
  }

  /**
   * One step of gradient descent under a preconditioner: ŷ = x_qᵀ A (1/N) Σ yᵢxᵢ, all that one
   * layer of linear self-attention can learn (Ahn et al. 2023, theorem 1).
   *
   * @param matrix A, {@code [dimension][dimension]}, finite
   */
  public static InContextModel preconditioned(double[][] matrix) {
    RealMatrix a = new Array2DRowRealMatrix(matrix);
    LearningRule rule =
        examples -> {
          if (a.getColumnDimension() != examples.dimension()) {
            throw new IllegalArgumentException(
                "a preconditioner of %d columns expects inputs of as many dimensions, got %d"
                    .formatted(a.getColumnDimension(), examples.dimension()));
          }
          return a.operate(examples.meanProduct());
        };
    return rule.named("preconditioned GD");
  }

  /** Ridge regression, λ above 0. */
  public static InContextModel ridge(double lambda) {
    positive("ridge regression's λ", lambda);
    LearningRule rule =
        examples -> {
          RealMatrix x = inputs(examples);
          RealMatrix gram = x.transpose().multiply(x);
          for (int k = 0; k < examples.dimension(); k++) {
            gram.addToEntry(k, k, lambda);
          }
          return new CholeskyDecomposition(gram, 1e-9, 0)
              .getSolver()
              .solve(new ArrayRealVector(x.preMultiply(examples.labels()), false))
              .toArray();
        };
    return rule.named("ridge, λ = " + shown(lambda));
  }

  /** Ordinary least squares; where the examples leave w open, the one of least norm. */
  public static InContextModel leastSquares() {
    return ((LearningRule) Rivals::leastNorm).named("least squares");
  }

  /**
   * The discrete minimum mean squared error estimator (Raventós et al. 2023): the mean of a pool's
   * members, weighed by how likely they make the labels.
   *
   * @param pool at least one w
   * @param noise σ of the labels it believes in, above 0
   */
  public static InContextModel memoriser(List<double[]> pool, double noise) {
    positive("a memoriser's σ", noise);
    return new DiscretePosterior(List.copyOf(pool), noise)
        .named("memoriser of %d, σ = %s".formatted(pool.size(), shown(noise)));
  }

  /** The nearest example's label; its sensitivity is 0 almost everywhere. */
  public static InContextModel nearestNeighbour() {
    return new NearestNeighbour();
  }

  /** {@link RecursiveLeastSquares} over the examples in their order. */
  public static InContextModel onlineLeastSquares(double lambda, double forgetting) {
    new RecursiveLeastSquares(1, 1, lambda, forgetting);
    LearningRule rule =
        examples -> {
          int d = examples.dimension();
          RecursiveLeastSquares online = new RecursiveLeastSquares(d, 1, lambda, forgetting);
          for (int i = 0; i < examples.context(); i++) {
            online.see(examples.inputs(), i * d, examples.labels(), i);
          }
          return online.weights();
        };
    return rule.named(
        "online least squares, λ = %s, γ = %s".formatted(shown(lambda), shown(forgetting)));
  }

  /**
   * One pass over the examples in their order, a gradient step after each: w ← w + η (yᵢ − w · xᵢ)
   * xᵢ (Widrow and Hoff 1960). Depends on the order.
   */
  public static InContextModel onlineGradientDescent(double rate) {
    finite("a learning rate", rate);
    LearningRule rule =
        examples -> {
          double[] w = new double[examples.dimension()];
          for (int i = 0; i < examples.context(); i++) {
            examples.add(rate * (examples.labels()[i] - examples.predicted(w, i)), i, w);
          }
          return w;
        };
    return rule.named("online GD, η = " + shown(rate));
  }

  private static LearningRule descent(double[] rates, double curvature) {
    finite("a curvature", curvature);
    for (double rate : rates) {
      finite("a learning rate", rate);
    }
    if (rates.length == 0) {
      throw new IllegalArgumentException("gradient descent expects at least 1 step, got none");
    }
    return new CurvedDescent(rates.clone(), curvature);
  }

  /** "GD", "2 steps of GD". */
  static String steps(String name, int steps) {
    return steps == 1 ? name : steps + " steps of " + name;
  }

  /** By QR where that gives one answer, else by the pseudo-inverse. */
  private static double[] leastNorm(Examples examples) {
    RealMatrix x = inputs(examples);
    ArrayRealVector y = new ArrayRealVector(examples.labels(), false);
    if (examples.context() >= examples.dimension()) {
      DecompositionSolver qr = new QRDecomposition(x, SINGULAR * x.getFrobeniusNorm()).getSolver();
      if (qr.isNonSingular()) {
        return qr.solve(y).toArray();
      }
    }
    return new SingularValueDecomposition(x).getSolver().solve(y).toArray();
  }

  private static RealMatrix inputs(Examples examples) {
    double[][] rows = new double[examples.context()][examples.dimension()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          examples.inputs(), i * examples.dimension(), rows[i], 0, examples.dimension());
    }
    return new Array2DRowRealMatrix(rows, false);
  }

  static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " expects a number above 0, got " + value);
    }
  }

  static void finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " expects a finite number, got " + value);
    }
  }

  /** Four digits, for names. */
  static String shown(double... values) {
    return Arrays.stream(values)
        .mapToObj(x -> new BigDecimal(x).round(new MathContext(4)).stripTrailingZeros().toString())
        .collect(Collectors.joining(", "));
  }
}
