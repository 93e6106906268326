package org.mesascope.probe;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import smile.classification.LogisticRegression;

/** Tells a label from a vector, by one linear score a label. */
@FunctionalInterface
interface LinearReadout {

  int label(double[] features);

  /** Fits as the options say, on features of mean 0 and deviation 1. */
  static LinearReadout fit(ProbeData data, ProbeOptions options) {
    Standardised units = Standardised.of(data.features());
    double[][] rows = Arrays.stream(data.features()).map(units::of).toArray(double[][]::new);
    LinearReadout readout =
        switch (options.method()) {
          case RIDGE -> ridge(rows, data.labels(), data.classes(), options.penalty());
          case LOGISTIC -> logistic(rows, data.labels(), options.penalty());
        };
    return features -> readout.label(units.of(features));
  }

  /** argmin Σ‖y − W x − c‖² + λn‖W‖²: with centred features, c is the share of each label. */
  private static LinearReadout ridge(double[][] rows, int[] labels, int classes, double penalty) {
    int width = rows[0].length;
    double[][] gram = new double[width][width];
    double[][] cross = new double[width][classes];
    double[] shares = new double[classes];
    for (int i = 0; i < rows.length; i++) {
      shares[labels[i]] += 1.0 / rows.length;
      for (int j = 0; j < width; j++) {
        cross[j][labels[i]] += rows[i][j] / rows.length;
        for (int k = 0; k <= j; k++) {
          gram[j][k] += rows[i][j] * rows[i][k] / rows.length;
        }
      }
    }
    for (int j = 0; j < width; j++) {
      gram[j][j] += penalty;
      for (int k = 0; k < j; k++) {
        gram[k][j] = gram[j][k];
      }
    }
    RealMatrix weights =
        new CholeskyDecomposition(new Array2DRowRealMatrix(gram, false), 1e-9, 1e-14)
            .getSolver()
            .solve(new Array2DRowRealMatrix(cross, false));
    double[][] byLabel = weights.transpose().getData();
    return features -> {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int label = 0; label < classes; label++) {
        double score = shares[label];
        for (int k = 0; k < width; k++) {
          score += byLabel[label][k] * features[k];
        }
        if (score > most) {
          most = score;
          best = label;
        }
      }
      return best;
    };
  }

  private static LinearReadout logistic(double[][] rows, int[] labels, double penalty) {
    if (Arrays.stream(labels).distinct().count() == 1) {
      return features -> labels[0];
    }
    LogisticRegression fit =
        LogisticRegression.fit(rows, labels, penalty * rows.length, 1e-6, 2000);
    return fit::predict;
  }

  /** Features in units of their own; those that do not vary become 0. */
  record Standardised(double[] mean, double[] deviation) {

    static Standardised of(double[][] rows) {
      int width = rows[0].length;
      double[] mean = new double[width];
      double[] deviation = new double[width];
      for (int k = 0; k < width; k++) {
        for (double[] row : rows) {
          mean[k] += row[k] / rows.length;
        }
        for (double[] row : rows) {
          deviation[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / rows.length;
        }
        deviation[k] = Math.sqrt(deviation[k]);
      }
      return new Standardised(mean, deviation);
    }

    double[] of(double[] row) {
      double[] standard = new double[row.length];
      for (int k = 0; k < row.length; k++) {
        boolean varies = deviation[k] > 1e-9 * (1 + Math.abs(mean[k]));
        standard[k] = varies ? (row[k] - mean[k]) / deviation[k] : 0;
      }
      return standard;
    }
  }
}
