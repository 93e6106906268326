package org.mesascope.task;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.mesascope.numeric.NoiseStream;

/** How the hidden weights of a regression prompt are drawn. */
public sealed interface WeightLaw {

  /** Fills {@code w[at … at + dimension)} with one weight vector. */
  void draw(RandomGenerator random, int dimension, double[] w, int at);

  /** Draws {@code count} weight vectors side by side: coordinate i of each into {@code w[i][…]}. */
  void draw(NoiseStream random, float[][] w, int count);

  /** The law of the weights times a factor above 0. */
  WeightLaw scaled(double factor);

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
    public WeightLaw scaled(double factor) {
      return new Gaussian(factor * scale);
    }

    @Override
    public void draw(RandomGenerator random, int dimension, double[] w, int at) {
      for (int i = 0; i < dimension; i++) {
        w[at + i] = scale * random.nextGaussian();
      }
    }

    @Override
    public void draw(NoiseStream random, float[][] w, int count) {
      for (float[] row : w) {
        random.normals(row, count, (float) scale);
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
    public WeightLaw scaled(double factor) {
      return new Pool(
          members.stream().map(w -> Arrays.stream(w).map(x -> factor * x).toArray()).toList());
    }

    @Override
    public void draw(RandomGenerator random, int dimension, double[] w, int at) {
      requireDimension(dimension);
      System.arraycopy(members.get(random.nextInt(members.size())), 0, w, at, dimension);
    }

    @Override
    public void draw(NoiseStream random, float[][] w, int count) {
      requireDimension(w.length);
      for (int b = 0; b < count; b++) {
        double[] one =
            members.get((int) Math.multiplyHigh(random.next() >>> 1, 2L * members.size()));
        for (int i = 0; i < w.length; i++) {
          w[i][b] = (float) one[i];
        }
      }
    }

    private void requireDimension(int dimension) {
      int own = members.get(0).length;
      if (own != dimension) {
        throw new IllegalArgumentException(
            "inputs of %d dimensions expect weights of as many, the pool's have %d"
                .formatted(dimension, own));
      }
    }
  }
}
