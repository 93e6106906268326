package org.mesascope.task;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A training distribution, and deployment distributions that lie further from it as a named
 * strength grows.
 *
 * @param strength what grows, with its unit: an axis label
 * @param strengths the strengths that a sweep visits unless it is told others, ascending; may be
 *     empty
 * @param training the distribution of training; the deployment distribution at strength 0 need not
 *     equal it
 * @param deployment strength to deployment distribution
 */
public record Shift<E>(
    String strength,
    List<Double> strengths,
    Mixture<E> training,
    DoubleFunction<Mixture<E>> deployment) {

  public Shift {
    strengths = List.copyOf(strengths);
  }

  /** A shift whose strengths a sweep must be told. */
  public Shift(String strength, Mixture<E> training, DoubleFunction<Mixture<E>> deployment) {
    this(strength, List.of(), training, deployment);
  }

  /** The deployment distribution at a strength. */
  public Mixture<E> at(double strengthValue) {
    return deployment.apply(strengthValue);
  }

  /**
   * Between environments of which none is more than another, such as versions of a prompt: the
   * first is training, and strength k is the one of that number.
   *
   * @param environments at least one
   */
  public static <E> Shift<E> among(String strength, List<E> environments) {
    List<E> all = List.copyOf(environments);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "a shift among environments expects at least one, got none");
    }
    return new Shift<>(
        strength,
        IntStream.range(0, all.size()).mapToObj(k -> (double) k).toList(),
        Mixture.of(all.get(0)),
        k -> {
          if (k != Math.rint(k) || k < 0 || k >= all.size()) {
            throw new IllegalArgumentException(
                "\"%s\" expects a whole number from 0 to %d, got %s"
                    .formatted(strength, all.size() - 1, k));
          }
          return Mixture.of(all.get((int) k));
        });
  }

  /**
   * A mix of two environments, such as two kinds of users, in which the share of the second grows
   * from that of training to 1.
   *
   * @param share of the second in training, in [0, 1)
   */
  public static <E> Shift<E> mix(String strength, E first, E second, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "\"%s\" expects a share in [0, 1) in training, got %s".formatted(strength, share));
    }
    return new Shift<>(
        strength,
        IntStream.rangeClosed(0, 4).mapToObj(k -> share + (1 - share) * k / 4).toList(),
        Mixture.of(first, second, share),
        p -> Mixture.of(first, second, p));
  }

  /** The same shift between what is made of its environments. */
  public <F> Shift<F> map(Function<? super E, ? extends F> made) {
    return new Shift<>(
        strength, strengths, training.map(made), at -> deployment.apply(at).map(made));
  }
}
