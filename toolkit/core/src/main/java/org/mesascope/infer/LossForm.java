package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.mesascope.infer.ImplicitLossOptions.Shape;
import org.mesascope.task.RegressionLoss;

/**
 * A loss as numbers: the free entries of its matrix, which is the penalty Λ of squares and the
 * preconditioner A = Λ⁻¹ of a step, then its mean. The strengths of a diagonal or scalar penalty
 * are held as logarithms.
 */
final class LossForm {

  private final RegressionLoss.Fit fit;
  private final Shape shape;
  private final boolean mean;
  private final int d;
  private final List<int[]> entries = new ArrayList<>();

  LossForm(RegressionLoss.Fit fit, Shape shape, boolean mean, int dimension) {
    this.fit = fit;
    this.shape = shape;
    this.mean = mean;
    this.d = dimension;
    for (int k = 0; k < (shape == Shape.SCALAR ? 1 : d); k++) {
      for (int l = k; l < (shape == Shape.FULL ? d : k + 1); l++) {
        entries.add(new int[] {k, l});
      }
    }
  }

  int size() {
    return entries.size() + (mean ? d : 0);
  }

  /** "λ", "λ1", "Λ1,2"; "η" and "A" for a step; "μ1". */
  List<String> names() {
    boolean squares = fit == RegressionLoss.Fit.SQUARES;
    List<String> names = new ArrayList<>();
    for (int[] entry : entries) {
      names.add(
          switch (shape) {
            case SCALAR -> squares ? "λ" : "η";
            case DIAGONAL -> (squares ? "λ" : "η") + (entry[0] + 1);
            case FULL -> "%s%d,%d".formatted(squares ? "Λ" : "A", entry[0] + 1, entry[1] + 1);
          });
    }
    for (int k = 0; mean && k < d; k++) {
      names.add("μ" + (k + 1));
    }
    return names;
  }

  /** Whether a parameter is held as a logarithm. */
  boolean logarithmic(int parameter) {
    return fit == RegressionLoss.Fit.SQUARES && shape != Shape.FULL && parameter < entries.size();
  }

  /** Whether a parameter is an entry of the mean. */
  boolean isMean(int parameter) {
    return parameter >= entries.size();
  }

  /** The form's point for a multiple of the identity and no mean. */
  double[] start(double multiple) {
    double[] point = new double[size()];
    for (int e = 0; e < entries.size(); e++) {
      boolean diagonal = entries.get(e)[0] == entries.get(e)[1];
      point[e] = logarithmic(e) ? Math.log(multiple) : diagonal ? multiple : 0;
    }
    return point;
  }

  /** A parameter in its own unit. */
  double value(int parameter, double at) {
    return logarithmic(parameter) ? Math.exp(at) : at;
  }

  /** The loss at a point; where a step's preconditioner is singular, by its pseudo-inverse. */
  RegressionLoss loss(double[] point, String name) {
    RealMatrix matrix = matrix(point);
    if (fit == RegressionLoss.Fit.LINEARISED) {
      matrix = new SingularValueDecomposition(matrix).getSolver().getInverse();
      matrix = matrix.add(matrix.transpose()).scalarMultiply(.5);
    }
    return new RegressionLoss(name, fit, mean(point), matrix.getData());
  }

  /**
   * Predictions, and how they change with the point.
   *
   * @param jacobian {@code [prompts][size]}, written
   * @throws org.apache.commons.math3.linear.SingularMatrixException where the loss has no minimum
   */
  double[] predict(double[] point, PromptAnswers data, double[][] jacobian) {
    RealMatrix matrix = matrix(point);
    double[] centre = mean(point);
    double[] predictions = new double[data.size()];
    for (int i = 0; i < predictions.length; i++) {
      double[] query = data.steps().get(i).query();
      double[] pull = data.products()[i].clone();
      double[] squares = data.squares()[i];
      for (int k = 0; k < d; k++) {
        for (int l = 0; l < d; l++) {
          pull[k] -= squares[k * d + l] * centre[l];
        }
      }
      double[] left;
      double sign;
      if (fit == RegressionLoss.Fit.SQUARES) {
        RealMatrix system = matrix.copy();
        for (int k = 0; k < d * d; k++) {
          system.addToEntry(k / d, k % d, squares[k]);
        }
        DecompositionSolver solver = new LUDecomposition(system).getSolver();
        left = solver.solve(new ArrayRealVector(query)).toArray();
        predictions[i] = Information.dot(query, centre) + Information.dot(left, pull);
        pull = solver.solve(new ArrayRealVector(pull)).toArray();
        sign = -1;
      } else {
        int n = data.steps().get(i).examples().context();
        for (int k = 0; k < d; k++) {
          pull[k] /= n;
        }
        left = query;
        predictions[i] =
            Information.dot(query, centre) + Information.dot(matrix.operate(query), pull);
        sign = 1;
      }
      derivatives(point, i, data, matrix, left, pull, sign, jacobian[i]);
    }
    return predictions;
  }

  private void derivatives(
      double[] point,
      int i,
      PromptAnswers data,
      RealMatrix matrix,
      double[] left,
      double[] right,
      double sign,
      double[] row) {
    for (int e = 0; e < entries.size(); e++) {
      int k = entries.get(e)[0];
      int l = entries.get(e)[1];
      double change =
          shape == Shape.SCALAR
              ? Information.dot(left, right)
              : k == l ? left[k] * right[k] : left[k] * right[l] + left[l] * right[k];
      row[e] = sign * change * (logarithmic(e) ? Math.exp(point[e]) : 1);
    }
    if (!mean) {
      return;
    }
    double[] moved = matrix.operate(left);
    double[] query = data.steps().get(i).query();
    int n = data.steps().get(i).examples().context();
    for (int k = 0; k < d; k++) {
      double own = moved[k];
      if (fit == RegressionLoss.Fit.LINEARISED) {
        own = query[k];
        for (int l = 0; l < d; l++) {
          own -= data.squares()[i][k * d + l] * moved[l] / n;
        }
      }
      row[entries.size() + k] = own;
    }
  }

  private RealMatrix matrix(double[] point) {
    RealMatrix matrix = new Array2DRowRealMatrix(d, d);
    for (int k = 0; shape == Shape.SCALAR && k < d; k++) {
      matrix.setEntry(k, k, value(0, point[0]));
    }
    for (int e = 0; shape != Shape.SCALAR && e < entries.size(); e++) {
      int[] entry = entries.get(e);
      matrix.setEntry(entry[0], entry[1], value(e, point[e]));
      matrix.setEntry(entry[1], entry[0], value(e, point[e]));
    }
    return matrix;
  }

  private double[] mean(double[] point) {
    double[] centre = new double[d];
    if (mean) {
      System.arraycopy(point, entries.size(), centre, 0, d);
    }
    return centre;
  }
}
