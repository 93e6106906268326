package org.mesascope.infer;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mesascope.infer.ChoiceData.Block;

/**
 * The likelihood of conditional logit, P(j) = exp(β·x_j) / Σ exp(β·x), over columnar choices.
 *
 * <p>Blocks are worked on in parallel and added up in their own order: the same bits on any number
 * of threads. Cost of a value with gradient: O(choices · alternatives · K), of an information K/2
 * times as much.
 */
final class LogitLikelihood implements Likelihood {

  private final ChoiceData data;
  private final int size;
  private final double[][] probability;

  LogitLikelihood(ChoiceData data) {
    this.data = data;
    size = data.features().size();
    probability =
        data.blocks().stream()
            .map(block -> new double[block.count() * block.menu()])
            .toArray(double[][]::new);
  }

  @Override
  public double weight() {
    return Math.max(1, data.size());
  }

  @Override
  public double value(double[] point, double[] gradient) {
    double[] sum = new double[size + 1];
    addUp(sum, (b, into) -> value(data.blocks().get(b), probability[b], point, into));
    System.arraycopy(sum, 1, gradient, 0, size);
    return sum[0];
  }

  @Override
  public double[] information() {
    double[] sum = new double[size * size];
    addUp(sum, (b, into) -> information(data.blocks().get(b), probability[b], into));
    for (int k = 0; k < size; k++) {
      for (int l = 0; l < k; l++) {
        sum[l * size + k] = sum[k * size + l];
      }
    }
    return sum;
  }

  /**
   * In how many choices no alternative was likelier than the one taken, at the point last valued.
   */
  int hits() {
    int hits = 0;
    for (int b = 0; b < probability.length; b++) {
      Block block = data.blocks().get(b);
      for (int i = 0; i < block.count(); i++) {
        double own = probability[b][block.chosen()[i] * block.count() + i];
        boolean best = true;
        for (int j = 0; j < block.menu(); j++) {
          best &= probability[b][j * block.count() + i] <= own;
        }
        hits += best ? 1 : 0;
      }
    }
    return hits;
  }

  /** The gradient of each unit's own likelihood at the point last valued. */
  double[][] scores() {
    double[][] scores = new double[data.units()][size];
    for (int b = 0; b < probability.length; b++) {
      Block block = data.blocks().get(b);
      int n = block.count();
      for (int j = 0; j < block.menu(); j++) {
        for (int k = 0; k < size; k++) {
          for (int i = 0; i < n; i++) {
            double residual = (block.chosen()[i] == j ? 1 : 0) - probability[b][j * n + i];
            scores[block.unit()[i]][k] += residual * block.x()[(j * size + k) * n + i];
          }
        }
      }
    }
    return scores;
  }

  /** Work on one block, added into an array of its own. */
  private interface BlockWork {
    void add(int block, double[] into);
  }

  private void addUp(double[] sum, BlockWork work) {
    int n = data.blocks().size();
    double[][] parts = new double[n][sum.length];
    IntStream all = IntStream.range(0, n);
    (n > 8 ? all.parallel() : all).forEach(b -> work.add(b, parts[b]));
    for (double[] part : parts) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += part[k];
      }
    }
  }

  /** Writes the block's probabilities; adds its value and gradient to {@code into}. */
  private void value(Block block, double[] p, double[] point, double[] into) {
    int n = block.count();
    double[] x = block.x();
    Arrays.fill(p, 0);
    double[] max = new double[n];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int j = 0; j < block.menu(); j++) {
      for (int k = 0; k < size; k++) {
        addScaled(p, j * n, x, (j * size + k) * n, point[k], n);
      }
      raise(max, p, j * n, n);
    }
    double[] sum = new double[n];
    double value = 0;
    for (int i = 0; i < n; i++) {
      value += p[block.chosen()[i] * n + i] - max[i];
    }
    for (int j = 0; j < block.menu(); j++) {
      for (int i = 0, at = j * n; i < n; i++, at++) {
        double e = Math.exp(p[at] - max[i]);
        p[at] = e;
        sum[i] += e;
      }
    }
    for (int i = 0; i < n; i++) {
      value -= Math.log(sum[i]);
      sum[i] = 1 / sum[i];
    }
    into[0] += value;
    double[] residual = new double[n];
    double[] slope = new double[size];
    for (int j = 0; j < block.menu(); j++) {
      for (int i = 0, at = j * n; i < n; i++, at++) {
        p[at] *= sum[i];
        residual[i] = -p[at];
      }
      for (int i = 0; i < n; i++) {
        if (block.chosen()[i] == j) {
          residual[i] += 1;
        }
      }
      for (int k = 0; k < size; k++) {
        slope[k] += dot(residual, x, (j * size + k) * n, n);
      }
    }
    for (int k = 0; k < size; k++) {
      into[k + 1] += slope[k];
    }
  }

  /** Adds Σ p x xᵀ − x̄ x̄ᵀ, its lower triangle, to {@code into}. */
  private void information(Block block, double[] p, double[] into) {
    int n = block.count();
    double[] x = block.x();
    double[][] weighted = new double[block.menu()][n];
    double[] mean = new double[size * n];
    double[] other = new double[n];
    double[] sum = new double[n];
    for (int j = 0; j < block.menu(); j++) {
      for (int k = 0; k < size; k++) {
        addProduct(mean, k * n, p, j * n, x, (j * size + k) * n, n);
      }
    }
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < block.menu(); j++) {
        product(weighted[j], p, j * n, x, (j * size + k) * n, n);
      }
      System.arraycopy(mean, k * n, other, 0, n);
      for (int l = 0; l <= k; l++) {
        Arrays.fill(sum, 0);
        int j = 0;
        for (; j + 1 < block.menu(); j += 2) {
          addTwo(
              sum,
              weighted[j],
              weighted[j + 1],
              x,
              (j * size + l) * n,
              ((j + 1) * size + l) * n,
              n);
        }
        if (j < block.menu()) {
          addProduct(sum, 0, weighted[j], 0, x, (j * size + l) * n, n);
        }
        double total = -dot(other, mean, l * n, n);
        for (int i = 0; i < n; i++) {
          total += sum[i];
        }
        into[k * size + l] += total;
      }
    }
  }

  private static void addScaled(double[] y, int yAt, double[] x, int xAt, double factor, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] += factor * x[xAt + i];
    }
  }

  private static void raise(double[] max, double[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      max[i] = Math.max(max[i], y[yAt + i]);
    }
  }

  private static void product(double[] y, double[] a, int aAt, double[] b, int bAt, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = a[aAt + i] * b[bAt + i];
    }
  }

  private static void addProduct(
      double[] y, int yAt, double[] a, int aAt, double[] b, int bAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] += a[aAt + i] * b[bAt + i];
    }
  }

  private static void addTwo(
      double[] y, double[] a, double[] b, double[] x, int firstAt, int secondAt, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += a[i] * x[firstAt + i] + b[i] * x[secondAt + i];
    }
  }

  private static double dot(double[] a, double[] b, int bAt, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[i] * b[bAt + i];
      s1 += a[i + 1] * b[bAt + i + 1];
      s2 += a[i + 2] * b[bAt + i + 2];
      s3 += a[i + 3] * b[bAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[bAt + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
