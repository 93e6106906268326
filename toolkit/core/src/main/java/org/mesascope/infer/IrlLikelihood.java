package org.mesascope.infer;

import java.util.Arrays;
import java.util.List;

/** The likelihood of choices in one or several environments under one reward. */
final class IrlLikelihood implements Likelihood {

  final List<IrlTerm> terms;
  private final double weight;

  IrlLikelihood(List<IrlTerm> terms) {
    this.terms = List.copyOf(terms);
    weight = Math.max(1, terms.stream().mapToDouble(IrlLikelihood::weightOf).sum());
  }

  private static double weightOf(IrlTerm term) {
    term.value(new double[term.basis.size()], new double[term.basis.size()]);
    return Arrays.stream(term.visits()).sum();
  }

  int size() {
    return terms.get(0).basis.size();
  }

  @Override
  public double weight() {
    return weight;
  }

  @Override
  public double value(double[] point, double[] gradient) {
    Arrays.fill(gradient, 0);
    double value = 0;
    for (IrlTerm term : terms) {
      value += term.value(point, gradient);
    }
    return value;
  }

  @Override
  public double[] information() {
    double[] matrix = new double[size() * size()];
    terms.forEach(term -> term.addInformation(matrix));
    return matrix;
  }

  /** The information times a direction, without the matrix. */
  double[] informationTimes(double[] direction) {
    double[] product = new double[size()];
    terms.forEach(term -> term.addInformationTimes(direction, product));
    return product;
  }
}
