package org.mesascope.task;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Where a task's data come from: drawn anew for each task, or given by the caller. Laws give {@code
 * count} examples of {@code dimension} inputs.
 */
public sealed interface ExampleLaw {

  /** For names. */
  String name();

  /** Inputs of an example. */
  int dimension();

  /** How many examples a task has. */
  int count();

  /** One task's examples. */
  Examples draw(Seed seed);

  /** The same examples for every task. */
  static ExampleLaw given(Examples examples) {
    return new Subset(examples, examples.count());
  }

  /**
   * So many of the given examples, drawn without replacement for each task, in their order.
   *
   * @param count of a task, at most all
   */
  record Subset(Examples all, int count) implements ExampleLaw {

    /** Fails where there are fewer examples than that. */
    public Subset {
      if (count < 1 || count > all.count()) {
        throw new IllegalArgumentException(
            "a subset of %d examples expects 1 to %d of them, got %d"
                .formatted(all.count(), all.count(), count));
      }
    }

    @Override
    public String name() {
      return count == all.count() ? "given data" : "subsets of given data";
    }

    @Override
    public int dimension() {
      return all.dimension();
    }

    @Override
    public Examples draw(Seed seed) {
      RandomGenerator random = seed.random();
      int d = all.dimension();
      double[] inputs = new double[count * d];
      double[] targets = new double[count];
      int taken = 0;
      for (int n = 0; n < all.count() && taken < count; n++) {
        if (random.nextInt(all.count() - n) < count - taken) {
          System.arraycopy(all.inputs(), n * d, inputs, taken * d, d);
          targets[taken++] = all.targets()[n];
        }
      }
      return new Examples(d, inputs, targets);
    }
  }

  /**
   * x ~ N(0, I), y = w · x + noise, with one w ~ N(0, I) a task, of which only the first {@code
   * active} coordinates differ from 0.
   *
   * @param noise standard deviation, at least 0
   */
  record Linear(int dimension, int count, double noise, int active) implements ExampleLaw {

    /** Fails where there is nothing to draw. */
    public Linear {
      checkSizes("linear data", dimension, count);
      Families.atLeast("linear data", "noise", noise, 0);
      if (active < 0 || active > dimension) {
        throw new IllegalArgumentException(
            "linear data of %d inputs expect 0 to %d active ones, got %d"
                .formatted(dimension, dimension, active));
      }
    }

    /** With every coordinate active. */
    public Linear(int dimension, int count, double noise) {
      this(dimension, count, noise, dimension);
    }

    @Override
    public String name() {
      return "linear data";
    }

    @Override
    public Examples draw(Seed seed) {
      RandomGenerator random = seed.random();
      double[] w = Draws.gaussian(random, dimension, 1);
      Arrays.fill(w, active, dimension, 0);
      double[] x = Draws.gaussian(random, count * dimension, 1);
      double[] y = Draws.gaussian(random, count, noise);
      for (int n = 0; n < count; n++) {
        y[n] += Sums.dot(w, 0, x, n * dimension, dimension);
      }
      return new Examples(dimension, x, y);
    }
  }

  /** x ~ N(0, I), class 1 with probability σ(w · x), else 0, with one w ~ N(0, I) a task. */
  record Logistic(int dimension, int count) implements ExampleLaw {

    /** Fails where there is nothing to draw. */
    public Logistic {
      checkSizes("logistic data", dimension, count);
    }

    @Override
    public String name() {
      return "logistic data";
    }

    @Override
    public Examples draw(Seed seed) {
      RandomGenerator random = seed.random();
      double[] w = Draws.gaussian(random, dimension, 1);
      double[] x = Draws.gaussian(random, count * dimension, 1);
      double[] y = new double[count];
      for (int n = 0; n < count; n++) {
        double z = Sums.dot(w, 0, x, n * dimension, dimension);
        y[n] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
      }
      return new Examples(dimension, x, y);
    }
  }

  /**
   * A Gaussian cluster a class: centres ~ N(0, I), one set a task, classes as likely, inputs around
   * their class's centre.
   *
   * @param classes at least 2
   * @param spread standard deviation around a centre, at least 0
   */
  record Clusters(int dimension, int count, int classes, double spread) implements ExampleLaw {

    /** Fails where there is nothing to draw, or fewer than two classes. */
    public Clusters {
      checkSizes("clusters", dimension, count);
      Families.atLeast("clusters", "spread", spread, 0);
      if (classes < 2) {
        throw new IllegalArgumentException("clusters expect at least 2 classes, got " + classes);
      }
    }

    @Override
    public String name() {
      return classes + " clusters";
    }

    @Override
    public Examples draw(Seed seed) {
      RandomGenerator random = seed.random();
      double[] centres = Draws.gaussian(random, classes * dimension, 1);
      double[] x = Draws.gaussian(random, count * dimension, spread);
      double[] y = new double[count];
      for (int n = 0; n < count; n++) {
        int k = random.nextInt(classes);
        y[n] = k;
        for (int i = 0; i < dimension; i++) {
          x[n * dimension + i] += centres[k * dimension + i];
        }
      }
      return new Examples(dimension, x, y);
    }
  }

  private static void checkSizes(String law, int dimension, int count) {
    Families.positive(law, "dimension", dimension);
    Families.positive(law, "count", count);
  }
}
