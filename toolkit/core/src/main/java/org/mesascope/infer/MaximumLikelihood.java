package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A fit with all that may be said about it: the estimate of least norm, its information, and the
 * directions that are not told, either because the data are silent about them or because the
 * choices follow them without exception (separation).
 *
 * @param point the parameters; 0 along untold directions, unless that costs likelihood
 * @param logLikelihood at the point, without the penalty
 * @param information at the point, K·K
 * @param told that information taken apart
 * @param separated an orthonormal basis of the directions along which the likelihood rises for ever
 * @param penalty λ, as asked or, under separation, the weak one that keeps the estimate finite
 */
record MaximumLikelihood(
    double[] point,
    double logLikelihood,
    double[] information,
    Information told,
    List<double[]> separated,
    double penalty) {

  private static final double COLLAPSED = 1e-3;
  private static final double WEAK = .01;

  /**
   * Fits.
   *
   * @param start where to begin; 0 or near the answer
   * @throws ArithmeticException if the tolerance is not reached
   */
  static MaximumLikelihood of(
      Likelihood likelihood, double[] start, double penalty, double tolerance, int iterations) {
    NewtonAscent.Result best =
        new NewtonAscent(likelihood, penalty, tolerance, iterations).from(start);
    int size = start.length;
    if (!best.unbounded()) {
      return leastNorm(likelihood, best, penalty);
    }
    double[] last = likelihood.information();
    likelihood.value(new double[size], new double[size]);
    double[] first = likelihood.information();
    List<double[]> separated = collapsed(first, last, size);
    double weak = WEAK * trace(first, size) / size;
    NewtonAscent.Result kept =
        new NewtonAscent(likelihood, weak, tolerance, iterations).from(new double[size]);
    double[] information = likelihood.information();
    return new MaximumLikelihood(
        kept.point(),
        kept.value(),
        information,
        Information.of(information, size),
        separated,
        weak);
  }

  /** Untold directions of both kinds, as one orthonormal basis. */
  List<double[]> untold() {
    List<double[]> all = new ArrayList<>(told.untold());
    all.addAll(separated);
    return Information.orthonormal(all);
  }

  /** What penalty there is, in words that follow a method's name; empty where there is none. */
  String penaltyInWords() {
    if (!separated.isEmpty()) {
      return ", kept finite by a weak penalty because of separation";
    }
    return penalty > 0 ? ", penalty " + penalty : "";
  }

  private static MaximumLikelihood leastNorm(
      Likelihood likelihood, NewtonAscent.Result best, double penalty) {
    double[] information = likelihood.information();
    Information told = Information.of(information, best.point().length);
    double[] point = best.point();
    double value = best.value();
    if (!told.untold().isEmpty()) {
      double[] shorter = told.told(point);
      double reached = likelihood.value(shorter, new double[point.length]);
      if (reached >= value - 1e-9 * (1 + Math.abs(value))) {
        point = shorter;
        value = reached;
      } else {
        likelihood.value(point, new double[point.length]);
      }
    }
    return new MaximumLikelihood(point, value, information, told, List.of(), penalty);
  }

  /**
   * Directions told at first whose information has died, in units of what it was: at least the one
   * that has lost most.
   */
  private static List<double[]> collapsed(double[] first, double[] last, int size) {
    RealMatrix start = matrix(first, size);
    EigenDecomposition parts = new EigenDecomposition(start);
    List<double[]> axes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (parts.getRealEigenvalue(i) > Information.RANK_TOLERANCE * parts.getRealEigenvalue(0)) {
        axes.add(
            parts
                .getEigenvector(i)
                .mapMultiply(1 / Math.sqrt(parts.getRealEigenvalue(i)))
                .toArray());
      }
    }
    RealMatrix basis = new Array2DRowRealMatrix(axes.toArray(new double[0][]), false).transpose();
    RealMatrix left = basis.transpose().multiply(matrix(last, size)).multiply(basis);
    EigenDecomposition remains =
        new EigenDecomposition(left.add(left.transpose()).scalarMultiply(.5));
    List<double[]> directions = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      if (remains.getRealEigenvalue(i) < COLLAPSED) {
        directions.add(basis.operate(remains.getEigenvector(i)).toArray());
      }
    }
    if (directions.isEmpty()) {
      directions.add(basis.operate(remains.getEigenvector(axes.size() - 1)).toArray());
    }
    return Information.orthonormal(directions);
  }

  private static RealMatrix matrix(double[] rows, int size) {
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size * size; i++) {
      matrix.setEntry(i / size, i % size, rows[i]);
    }
    return matrix;
  }

  private static double trace(double[] matrix, int size) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += matrix[k * size + k];
    }
    return sum;
  }
}
