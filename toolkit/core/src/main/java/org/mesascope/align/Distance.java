package org.mesascope.align;

import java.util.OptionalDouble;

/** What a {@link RewardDistance} found: a number, or the reason why there is none. */
public sealed interface Distance {

  /** The measure with all that its value depends on, such as "EPIC, uniform coverage". */
  String measure();

  /** The number, where there is one. */
  OptionalDouble value();

  /** A distance that is a number: finite and at least 0. */
  record Known(String measure, double distance) implements Distance {

    /** Fails where the distance is not finite or negative. */
    public Known {
      if (!(distance >= 0 && distance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            measure + " expects a finite distance of at least 0, got " + distance);
      }
    }

    @Override
    public OptionalDouble value() {
      return OptionalDouble.of(distance);
    }
  }

  /** No distance is defined, as for EPIC where a reward prefers nothing to anything. */
  record Undefined(String measure, String reason) implements Distance {
    @Override
    public OptionalDouble value() {
      return OptionalDouble.empty();
    }
  }
}
