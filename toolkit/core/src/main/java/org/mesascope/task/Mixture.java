package org.mesascope.task;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A finite distribution over environments.
 *
 * @param members the environments, at least one
 * @param weights their probabilities; sum to 1 within 1e-9; not copied
 */
public record Mixture<E>(List<E> members, double... weights) {

  /** Fails where the weights are no distribution over the members. */
  public Mixture {
    members = List.copyOf(members);
    if (members.isEmpty() || members.size() != weights.length) {
      throw new IllegalArgumentException(
          "a mixture expects one weight for each of its %d members (at least one), got %d"
              .formatted(members.size(), weights.length));
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException(
            "a mixture's weights expect numbers of at least 0, got " + Arrays.toString(weights));
      }
      sum += weight;
    }
    if (Math.abs(sum - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "a mixture's weights must sum to 1, got " + Arrays.toString(weights) + ", sum " + sum);
    }
  }

  /** One environment alone. */
  public static <E> Mixture<E> of(E member) {
    return new Mixture<>(List.of(member), 1.0);
  }

  /** The first with probability 1 − p, the second with probability p. */
  public static <E> Mixture<E> of(E first, E second, double p) {
    return new Mixture<>(List.of(first, second), 1 - p, p);
  }

  /** The same weights on what is made of each member. */
  public <F> Mixture<F> map(Function<? super E, ? extends F> made) {
    List<F> all = members.stream().<F>map(made).toList();
    return new Mixture<>(all, weights);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mixture<?> that
        && members.equals(that.members)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(members, Arrays.hashCode(weights));
  }

  @Override
  public String toString() {
    return "Mixture" + members + Arrays.toString(weights);
  }
}
