package org.mesascope.task;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A utility that is linear in the features of an alternative: u(x) = w · x.
 *
 * @param name for figures and tables
 * @param features names of the features, distinct
 * @param weights one a feature, finite; not copied
 */
public record FeatureUtility(String name, List<String> features, double... weights)
    implements Objective {

  /** Fails where names and weights do not match or a weight is not finite. */
  public FeatureUtility {
    features = List.copyOf(features);
    if (features.size() != weights.length) {
      throw new IllegalArgumentException(
          "utility \"%s\" expects one weight for each of %s, got %d"
              .formatted(name, features, weights.length));
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Double.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "the weight of \"%s\" expects a finite number, got %s"
                .formatted(features.get(i), weights[i]));
      }
    }
  }

  /** The weight of a feature by name. */
  public double weight(String feature) {
    int index = features.indexOf(feature);
    if (index < 0) {
      throw new IllegalArgumentException(
          "utility \"" + name + "\" has no feature \"" + feature + "\", only " + features);
    }
    return weights[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureUtility that
        && name.equals(that.name)
        && features.equals(that.features)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, features, Arrays.hashCode(weights));
  }

  @Override
  public String toString() {
    return name + features + Arrays.toString(weights);
  }
}
