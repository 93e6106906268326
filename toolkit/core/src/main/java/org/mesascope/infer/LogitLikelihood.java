package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mesascope.infer.ChoiceData.Block;

/**
 * The likelihood of conditional logit, P(j) = exp(β·x_j) / Σ exp(β·x), over columnar choices.
 *
 * <p>Every hot loop runs over whole arrays from 0, the shape the compiler turns into vector
 * instructions. Blocks are worked on in parallel and added up in their own order: the same bits on
 * any number of threads. Cost of a value with gradient: O(choices · alternatives · K), of an
 * information K/2 times as much.
 */
final class LogitLikelihood implements ChoiceLikelihood {

  private final ChoiceData data;
  private final int size;
  private final double[][][] probability;
  private final double[][] logProbability;

  LogitLikelihood(ChoiceData data) {
    this.data = data;
    size = data.features().size();
    probability =
        data.blocks().stream()
            .map(block -> new double[block.menu()][block.count()])
            .toArray(double[][][]::new);
    logProbability =
        data.blocks().stream().map(block -> new double[block.count()]).toArray(double[][]::new);
  }

  @Override
  public double weight() {
    return Math.max(1, data.weight());
  }

  @Override
  public double value(double[] point, double[] gradient) {
    double[] sum = new double[size + 1];
    addUp(sum, (b, into) -> value(b, point, into));
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
        double own = probability[b][block.chosen()[i]][i];
        boolean best = true;
        for (int j = 0; j < block.menu(); j++) {
          best &= probability[b][j][i] <= own;
        }
        hits += best ? 1 : 0;
      }
    }
    return hits;
  }

  @Override
  public double[][] scores() {
    double[][] scores = new double[data.units()][size];
    for (int b = 0; b < probability.length; b++) {
      Block block = data.blocks().get(b);
      for (int j = 0; j < block.menu(); j++) {
        for (int k = 0; k < size; k++) {
          double[] x = block.x()[j * size + k];
          for (int i = 0; i < block.count(); i++) {
            double residual = (block.chosen()[i] == j ? 1 : 0) - probability[b][j][i];
            scores[block.unit()[i]][k] += block.weight(i) * residual * x[i];
          }
        }
      }
    }
    return scores;
  }

  @Override
  public List<Score> choiceScores() {
    List<Score> all = new ArrayList<>();
    for (int b = 0; b < probability.length; b++) {
      Block block = data.blocks().get(b);
      for (int i = 0; i < block.count(); i++) {
        double[] own = new double[size];
        for (int j = 0; j < block.menu(); j++) {
          double residual = (block.chosen()[i] == j ? 1 : 0) - probability[b][j][i];
          for (int k = 0; k < size; k++) {
            own[k] += block.weight(i) * residual * block.x()[j * size + k][i];
          }
        }
        all.add(new Score(block.unit()[i], block.weight(i), own));
      }
    }
    return all;
  }

  @Override
  public double[][] unitTotals() {
    double[][] totals = new double[data.units()][3];
    for (int b = 0; b < probability.length; b++) {
      Block block = data.blocks().get(b);
      for (int i = 0; i < block.count(); i++) {
        double[] own = totals[block.unit()[i]];
        double taken = probability[b][block.chosen()[i]][i];
        boolean best = true;
        for (int j = 0; j < block.menu(); j++) {
          best &= probability[b][j][i] <= taken;
        }
        own[0]++;
        own[1] += logProbability[b][i];
        own[2] += best ? 1 : 0;
      }
    }
    return totals;
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

  /** Writes the block's probabilities by alternative; adds value and gradient to {@code into}. */
  private void value(int b, double[] point, double[] into) {
    Block block = data.blocks().get(b);
    double[][] p = probability[b];
    double[] logP = logProbability[b];
    double[] weight = block.weight();
    int n = block.count();
    double[] max = new double[n];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int j = 0; j < p.length; j++) {
      Arrays.fill(p[j], 0);
      for (int k = 0; k < size; k++) {
        addScaled(p[j], block.x()[j * size + k], point[k]);
      }
      raise(max, p[j]);
    }
    for (int i = 0; i < n; i++) {
      logP[i] = p[block.chosen()[i]][i] - max[i];
    }
    double[] sum = new double[n];
    for (double[] own : p) {
      exponentiate(own, max);
      addTo(sum, own);
    }
    for (int i = 0; i < n; i++) {
      logP[i] -= Math.log(sum[i]);
      into[0] += block.weight(i) * logP[i];
      sum[i] = 1 / sum[i];
    }
    double[][] slope = new double[size][n];
    double[] residual = new double[n];
    for (int j = 0; j < p.length; j++) {
      multiply(p[j], p[j], sum);
      for (int i = 0; i < n; i++) {
        residual[i] = (block.chosen()[i] == j ? 1 : 0) - p[j][i];
      }
      if (weight != null) {
        multiply(residual, residual, weight);
      }
      for (int k = 0; k < size; k++) {
        addProduct(slope[k], residual, block.x()[j * size + k]);
      }
    }
    for (int k = 0; k < size; k++) {
      into[k + 1] += total(slope[k]);
    }
  }

  /** Adds Σ p x xᵀ − x̄ x̄ᵀ, its lower triangle, to {@code into}. */
  private void information(Block block, double[][] p, double[] into) {
    int n = block.count();
    int menu = p.length;
    double[][] x = block.x();
    double[][] weighted = new double[menu][n];
    double[][] mean = new double[size][n];
    double[] sum = new double[n];
    double[] weight = block.weight();
    for (int j = 0; j < menu; j++) {
      for (int k = 0; k < size; k++) {
        addProduct(mean[k], p[j], x[j * size + k]);
      }
    }
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < menu; j++) {
        multiply(weighted[j], p[j], x[j * size + k]);
        if (weight != null) {
          multiply(weighted[j], weighted[j], weight);
        }
      }
      for (int l = 0; l <= k; l++) {
        multiply(sum, mean[k], mean[l]);
        if (weight != null) {
          multiply(sum, sum, weight);
        }
        double taken = total(sum);
        Arrays.fill(sum, 0);
        int j = 0;
        for (; j + 1 < menu; j += 2) {
          addTwo(sum, weighted[j], x[j * size + l], weighted[j + 1], x[(j + 1) * size + l]);
        }
        if (j < menu) {
          addProduct(sum, weighted[j], x[j * size + l]);
        }
        into[k * size + l] += total(sum) - taken;
      }
    }
  }

  private static void addScaled(double[] y, double[] x, double factor) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }

  private static void addTo(double[] y, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += x[i];
    }
  }

  private static void raise(double[] max, double[] y) {
    for (int i = 0; i < max.length; i++) {
      max[i] = Math.max(max[i], y[i]);
    }
  }

  private static void exponentiate(double[] y, double[] shift) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.exp(y[i] - shift[i]);
    }
  }

  private static void multiply(double[] y, double[] a, double[] b) {
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
  }

  private static void addProduct(double[] y, double[] a, double[] b) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a[i] * b[i];
    }
  }

  private static void addTwo(double[] y, double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a[i] * b[i] + c[i] * d[i];
    }
  }

  private static double total(double[] a) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
