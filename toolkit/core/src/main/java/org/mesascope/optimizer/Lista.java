package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.stats.Seed;

/**
 * A learned encoder for sparse codes, LISTA (Gregor and LeCun 2010, algorithm 3): z₁ = h(Wx), zₖ₊₁
 * = h(Wx + Szₖ), with h shrinking each entry toward 0 by a threshold of its own, and W, S and the
 * thresholds shared by all layers. With W = Dᵀ/L, S = I − DᵀD/L and thresholds penalty/L it is
 * ISTA, which is where its training starts.
 *
 * <p>Immutable.
 */
public final class Lista implements SparseCoder {

  private final int dimension;
  private final int atoms;
  private final int depth;
  private final float[] weights;

  private Lista(int dimension, int atoms, int depth, float[] weights) {
    if (depth < 1) {
      throw new IllegalArgumentException("LISTA expects at least 1 layer, got " + depth);
    }
    int expected = atoms * dimension + atoms * atoms + atoms;
    if (weights.length != expected) {
      throw new IllegalArgumentException(
          "LISTA of %d atoms on %d dimensions expects %d weights, got %d"
              .formatted(atoms, dimension, expected, weights.length));
    }
    for (int i = 0; i < expected; i++) {
      if (!Float.isFinite(weights[i]) || (i >= expected - atoms && weights[i] < 0)) {
        throw new IllegalArgumentException(
            "LISTA expects finite weights and thresholds of at least 0, got %s at %d of %d"
                .formatted(weights[i], i, expected));
      }
    }
    this.dimension = dimension;
    this.atoms = atoms;
    this.depth = depth;
    this.weights = weights;
  }

  /** ISTA of so many iterations, written as a network. */
  public static Lista untrained(SparseCoding problem, int depth) {
    int n = problem.atoms();
    float[] weights = Arrays.copyOf(input(problem), n * problem.dimension() + n * n + n);
    System.arraycopy(recurrent(problem), 0, weights, n * problem.dimension(), n * n);
    Arrays.fill(
        weights,
        weights.length - n,
        weights.length,
        (float) (problem.penalty() / problem.lipschitz()));
    return new Lista(problem.dimension(), n, depth, weights);
  }

  /**
   * Trains a network of that depth to predict optimal codes by their squared error, from ISTA's
   * weights on (Gregor and LeCun 2010, section 3). Departures: Adam with clipping in place of plain
   * stochastic gradient descent, and thresholds held at 0 or more.
   *
   * @throws ArithmeticException if training diverged or an optimal code was not found
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Lista train(SparseCoding problem, int depth, ListaOptions options, Seed seed) {
    return new ListaTraining(problem, options, seed).train(depth);
  }

  /** This network with other weights. */
  public Lista with(float[] weights) {
    return new Lista(dimension, atoms, depth, weights.clone());
  }

  @Override
  public String name() {
    return "LISTA";
  }

  @Override
  public int depth() {
    return depth;
  }

  public int dimension() {
    return dimension;
  }

  public int atoms() {
    return atoms;
  }

  /** W {@code [atoms][dimension]}, S {@code [atoms][atoms]} and the thresholds; a copy. */
  public float[] weights() {
    return weights.clone();
  }

  @Override
  public float[] encode(float[] signals, int count) {
    return new ListaLoop(dimension, atoms, depth, count).forward(weights, signals).clone();
  }

  /** The gradient of ½‖z − z*‖² a signal, on average, in the weights. */
  public float[] gradient(SparseSignals batch) {
    ListaLoop loop = new ListaLoop(dimension, atoms, depth, batch.count());
    float[] gradient = new float[weights.length];
    loop.lossAndGradient(weights, batch.signals(), batch.codes(), gradient);
    return gradient;
  }

  /** Dᵀ/L. */
  static float[] input(SparseCoding problem) {
    int n = problem.atoms();
    int m = problem.dimension();
    double[] d = problem.dictionary();
    float[] w = new float[n * m];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        w[j * m + i] = (float) (d[i * n + j] / problem.lipschitz());
      }
    }
    return w;
  }

  /** I − DᵀD/L. */
  static float[] recurrent(SparseCoding problem) {
    int n = problem.atoms();
    double[] gram = problem.gram;
    float[] s = new float[n * n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        s[j * n + k] = (float) ((j == k ? 1 : 0) - gram[j * n + k] / problem.lipschitz());
      }
    }
    return s;
  }
}
