package org.mesascope.gap;

import java.util.Arrays;

/** Checks the places that a sweep visits. */
final class Places {

  private Places() {}

  static void check(String axis, double[] places) {
    if (places.length == 0) {
      throw new IllegalArgumentException(
          "a sweep over \"" + axis + "\" expects at least one value, got none: name them");
    }
    for (int i = 0; i < places.length; i++) {
      if (!Double.isFinite(places[i]) || (i > 0 && places[i] <= places[i - 1])) {
        throw new IllegalArgumentException(
            "a sweep over \"%s\" expects finite values in ascending order, got %s"
                .formatted(axis, Arrays.toString(places)));
      }
    }
  }
}
