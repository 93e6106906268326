package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * A Fisher information taken apart: what it tells and what it does not.
 *
 * <p>Rank is judged after scaling every parameter to unit information, so that it does not depend
 * on units: directions whose eigenvalue is at most {@link #RANK_TOLERANCE} of the largest are
 * untold.
 *
 * @param eigenvalues of the matrix as given, ascending; those of untold directions are 0
 * @param inverse a generalized inverse, K·K; for a combination that is told, its variance
 * @param untold an orthonormal basis of the directions that are not told
 * @param units what each parameter is told to alone, 1/√ of its information; the largest of these
 *     where it has none
 * @param axes directions that are told, orthonormal under the matrix; the sum of their outer
 *     products is the inverse
 */
record Information(
    double[] eigenvalues,
    double[] inverse,
    List<double[]> untold,
    double[] units,
    List<double[]> axes) {

  static final double RANK_TOLERANCE = 1e-9;
  private static final double NOTHING = 1e-20;

  static Information of(double[] given, int size) {
    double[] matrix = symmetric(given, size);
    double largest = 0;
    for (int k = 0; k < size; k++) {
      largest = Math.max(largest, matrix[k * size + k]);
    }
    double[] unit = new double[size];
    for (int k = 0; k < size; k++) {
      double diagonal = matrix[k * size + k];
      unit[k] = diagonal > NOTHING * largest ? 1 / Math.sqrt(diagonal) : 0;
    }
    int[] loud = IntStream.range(0, size).filter(k -> unit[k] > 0).toArray();
    List<double[]> axes = new ArrayList<>();
    List<double[]> untold = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      if (unit[k] == 0) {
        double[] axis = new double[size];
        axis[k] = 1;
        untold.add(axis);
      }
    }
    double[] inverse = new double[size * size];
    if (loud.length > 0) {
      double[][] scaled = new double[loud.length][loud.length];
      for (int k = 0; k < loud.length; k++) {
        for (int l = 0; l < loud.length; l++) {
          scaled[k][l] = matrix[loud[k] * size + loud[l]] * unit[loud[k]] * unit[loud[l]];
        }
      }
      EigenDecomposition parts = shifted(scaled, 1);
      double cut = RANK_TOLERANCE * Math.max(1, parts.getRealEigenvalue(0) - 1);
      for (int i = 0; i < loud.length; i++) {
        double[] direction = new double[size];
        for (int k = 0; k < loud.length; k++) {
          direction[loud[k]] = parts.getEigenvector(i).getEntry(k) * unit[loud[k]];
        }
        double eigenvalue = parts.getRealEigenvalue(i) - 1;
        if (eigenvalue > cut) {
          double length = Math.sqrt(eigenvalue);
          axes.add(Arrays.stream(direction).map(x -> x / length).toArray());
          addOuter(axes.get(axes.size() - 1), inverse);
        } else {
          untold.add(direction);
        }
      }
    }
    List<double[]> basis = orthonormal(untold);
    return new Information(
        spectrum(matrix, size, basis.size()), inverse, basis, positive(unit), axes);
  }

  /**
   * The decomposition of a matrix plus a multiple of 1: the solver does not converge where many
   * eigenvalues are 0 up to rounding.
   */
  private static EigenDecomposition shifted(double[][] matrix, double shift) {
    for (int k = 0; k < matrix.length; k++) {
      matrix[k][k] += shift;
    }
    return new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
  }

  private static double[] positive(double[] unit) {
    double most = Arrays.stream(unit).max().orElse(0);
    return Arrays.stream(unit).map(u -> u > 0 ? u : most > 0 ? most : 1).toArray();
  }

  /** Without the rounding that would make it another problem for an eigensolver. */
  private static double[] symmetric(double[] matrix, int size) {
    double[] mean = new double[matrix.length];
    for (int k = 0; k < size; k++) {
      for (int l = 0; l < size; l++) {
        mean[k * size + l] = .5 * (matrix[k * size + l] + matrix[l * size + k]);
      }
    }
    return mean;
  }

  /** The part of a vector that the data tell: v less its projection on the untold directions. */
  double[] told(double[] v) {
    return without(untold, v);
  }

  static double[] without(List<double[]> orthonormal, double[] v) {
    double[] rest = v.clone();
    for (double[] direction : orthonormal) {
      double along = dot(direction, v);
      for (int k = 0; k < rest.length; k++) {
        rest[k] -= along * direction[k];
      }
    }
    return rest;
  }

  /** Gram–Schmidt, twice for stability; vectors in the span of those before them are left out. */
  static List<double[]> orthonormal(List<double[]> vectors) {
    List<double[]> basis = new ArrayList<>();
    for (double[] vector : vectors) {
      double norm = Math.sqrt(dot(vector, vector));
      double[] rest = without(basis, without(basis, vector));
      double left = Math.sqrt(dot(rest, rest));
      if (left > 1e-8 * norm) {
        basis.add(Arrays.stream(rest).map(x -> x / left).toArray());
      }
    }
    return basis;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** vᵀ M v. */
  static double form(double[] v, double[] matrix) {
    double sum = 0;
    for (int i = 0, ij = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++, ij++) {
        sum += v[i] * matrix[ij] * v[j];
      }
    }
    return sum;
  }

  static void addOuter(double[] v, double[] target) {
    for (int i = 0, ij = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++, ij++) {
        target[ij] += v[i] * v[j];
      }
    }
  }

  private static double[] spectrum(double[] matrix, int size, int zeros) {
    double[][] rows = new double[size][];
    double largest = 0;
    for (int k = 0; k < size; k++) {
      rows[k] = Arrays.copyOfRange(matrix, k * size, (k + 1) * size);
      largest = Math.max(largest, rows[k][k]);
    }
    double[] values = shifted(rows, largest).getRealEigenvalues();
    for (int k = 0; k < size; k++) {
      values[k] -= largest;
    }
    Arrays.sort(values);
    Arrays.fill(values, 0, zeros, 0);
    return values;
  }
}
