package org.mesascope.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How far estimates spread from sample to sample.
 *
 * @param covariance K·K, row by row; valid for combinations that are told
 * @param method how it was obtained, in words that follow a comma
 */
record Spread(double[] covariance, String method) {

  private static final int FEW = 20;

  /**
   * The sandwich H⁻¹ (Σ uᵢuᵢᵀ) H⁻¹ of the independent units' scores uᵢ, with n/(n − 1), raised to
   * the inverse information: no combination of parameters gets a smaller variance than it has if
   * the model holds, because a sandwich of few units or few events is too thin. H is the expected
   * information, and Λ where there is a penalty.
   *
   * <p>Simulated on GW5 at 3 to 100 traces and weights up to 12: the sandwich alone covered down to
   * 85 % of what should be 95 %; raised, 92 to 99 %, but 88 to 91 % for 20 to 40 traces of an
   * expert of weight 12, who hardly ever errs: few errors carry all that such traces tell.
   *
   * @param scores one row a unit
   */
  static Spread of(MaximumLikelihood best, double[][] scores, int size) {
    if (scores.length < 2) {
      return byInformation(best, size);
    }
    RealMatrix bread = bread(best, size);
    double[] mean = new double[size];
    for (double[] score : scores) {
      for (int k = 0; k < size; k++) {
        mean[k] += score[k] / scores.length;
      }
    }
    double[][] meat = new double[size][size];
    double weight = scores.length / (scores.length - 1.0);
    for (double[] score : scores) {
      for (int k = 0; k < size; k++) {
        for (int l = 0; l < size; l++) {
          meat[k][l] += weight * (score[k] - mean[k]) * (score[l] - mean[l]);
        }
      }
    }
    RealMatrix filling = new Array2DRowRealMatrix(meat, false);
    double[] clustered = flat(bread.multiply(filling).multiply(bread));
    return new Spread(
        raised(clustered, byInformation(best, size).covariance, size),
        ", interval clustered by trace" + (scores.length < FEW ? ", of which there are few" : ""));
  }

  /** By what is asked for, at the point last valued. */
  static Spread of(StandardErrors errors, MaximumLikelihood best, ChoiceLikelihood at, int size) {
    return switch (errors) {
      case INFORMATION -> byInformation(best, size);
      case CAUTIOUS -> of(best, at.scores(), size);
      case ROBUST -> sandwich(best, stratified(at.choiceScores(), size), size, ", robust interval");
      case CLUSTERED -> sandwich(best, clustered(at, size), size, ", interval clustered by trace");
    };
  }

  private static double[][] clustered(ChoiceLikelihood at, int size) {
    List<ChoiceLikelihood.Score> scores = at.choiceScores();
    double[][] centred = stratified(scores, size);
    Map<Integer, double[]> sums = new TreeMap<>();
    for (int i = 0; i < centred.length; i++) {
      double[] sum = sums.computeIfAbsent(scores.get(i).unit(), unit -> new double[size]);
      for (int k = 0; k < size; k++) {
        sum[k] += centred[i][k];
      }
    }
    return sums.values().toArray(new double[0][]);
  }

  /**
   * The scores, less their mean among the choices of the same weight where there are several
   * weights: how many were drawn of each is not chance, or is known as well as if it were not
   * (Wooldridge 1999 and 2001).
   */
  private static double[][] stratified(List<ChoiceLikelihood.Score> scores, int size) {
    Map<Double, double[]> means = new TreeMap<>();
    for (ChoiceLikelihood.Score score : scores) {
      double[] mean = means.computeIfAbsent(score.weight(), weight -> new double[size + 1]);
      mean[size]++;
      for (int k = 0; k < size; k++) {
        mean[k] += score.gradient()[k];
      }
    }
    double[][] centred = new double[scores.size()][];
    for (int i = 0; i < centred.length; i++) {
      double[] own = scores.get(i).gradient().clone();
      double[] mean = means.get(scores.get(i).weight());
      for (int k = 0; mean != null && means.size() > 1 && k < size; k++) {
        own[k] -= mean[k] / mean[size];
      }
      centred[i] = own;
    }
    return centred;
  }

  private static Spread sandwich(
      MaximumLikelihood best, double[][] scores, int size, String method) {
    if (scores.length < 2) {
      throw new IllegalArgumentException(
          "robust errors expect at least 2 independent units, got " + scores.length);
    }
    RealMatrix filling = new Array2DRowRealMatrix(scores, false);
    RealMatrix bread = bread(best, size);
    double correction = scores.length / (scores.length - 1.0);
    return new Spread(
        flat(
            bread
                .multiply(filling.transpose().multiply(filling))
                .multiply(bread)
                .scalarMultiply(correction)),
        method + (scores.length < FEW ? ", of which there are few" : ""));
  }

  /** The least matrix that is at least the floor, and what the other is beyond it. */
  private static double[] raised(double[] covariance, double[] floor, int size) {
    Information parts = Information.of(floor, size);
    if (parts.axes().isEmpty()) {
      return floor;
    }
    RealMatrix axes =
        new Array2DRowRealMatrix(parts.axes().toArray(new double[0][]), false).transpose();
    RealMatrix ratio = axes.transpose().multiply(square(covariance, size)).multiply(axes);
    SingularValueDecomposition own =
        new SingularValueDecomposition(ratio.add(ratio.transpose()).scalarMultiply(.5));
    RealMatrix images = square(floor, size).multiply(axes);
    double[] sum = floor.clone();
    for (int i = 0; i < parts.axes().size(); i++) {
      double beyond = own.getSingularValues()[i] - 1;
      if (beyond > 0) {
        double[] image = images.operate(own.getU().getColumnVector(i)).toArray();
        Information.addOuter(Arrays.stream(image).map(x -> x * Math.sqrt(beyond)).toArray(), sum);
      }
    }
    return sum;
  }

  /** H⁻¹ I H⁻¹: the inverse information where there is no penalty. */
  static Spread byInformation(MaximumLikelihood best, int size) {
    RealMatrix bread = bread(best, size);
    RealMatrix information = square(best.information(), size);
    return new Spread(
        flat(bread.multiply(information).multiply(bread)), ", interval by Fisher information");
  }

  private static RealMatrix bread(MaximumLikelihood best, int size) {
    double[] penalised = best.information().clone();
    for (int i = 0; i < penalised.length; i++) {
      penalised[i] += best.penalty()[i];
    }
    return square(Information.of(penalised, size).inverse(), size);
  }

  private static RealMatrix square(double[] rows, int size) {
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < rows.length; i++) {
      matrix.setEntry(i / size, i % size, rows[i]);
    }
    return matrix;
  }

  private static double[] flat(RealMatrix matrix) {
    int size = matrix.getRowDimension();
    double[] rows = new double[size * size];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.getEntry(i / size, i % size);
    }
    return rows;
  }
}
