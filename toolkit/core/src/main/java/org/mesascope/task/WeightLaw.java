package org.mesascope.task;

import java.util.List;
import java.util.random.RandomGenerator;

/** How the hidden weights of a regression prompt are drawn. */
public sealed interface WeightLaw {

  /** Fills {@code w[at … at + dimension)} with one weight vector. */
  void draw(RandomGenerator random, int dimension, double[] w, int at);

  /**
   * Independent Gaussian weights, new for each prompt.
   *
   * @param scale their standard deviation, above 0
   */
  record Gaussian(double scale) implements WeightLaw {

    /** Fails where there is no spread. */
    public Gaussian {
      if (!(scale > 0) || Double.isInfinite(scale)) {
        throw new IllegalArgumentException(
            "Gaussian weights expect a standard deviation above 0, got " + scale);
      }
    }

    @Override
    public void draw(RandomGenerator random, int dimension, double[] w, int at) {
      for (int i = 0; i < dimension; i++) {
        w[at + i] = scale * random.nextGaussian();
      }
    }
  }

  /**
   * One of a finite pool, each as likely: task diversity is the pool's size (Raventós et al. 2023).
   *
   * @param members at least one; the arrays are not copied
   */
  record Pool(List<double[]> members) implements WeightLaw {

    /** Fails on an empty pool, or one of mixed dimensions. */
    public Pool {
      members = List.copyOf(members);
      List<Integer> sizes = members.stream().map(m -> m.length).distinct().toList();
      if (sizes.size() != 1) {
        throw new IllegalArgumentException(
            "a pool expects at least one weight vector, all of one dimension, got dimensions "
                + sizes);
      }
    }

    @Override
    public void draw(RandomGenerator random, int dimension, double[] w, int at) {
      double[] one = members.get(random.nextInt(members.size()));
      if (one.length != dimension) {
        throw new IllegalArgumentException(
            "inputs of %d dimensions expect weights of as many, the pool's have %d"
                .formatted(dimension, one.length));
      }
      System.arraycopy(one, 0, w, at, dimension);
    }
  }
}
