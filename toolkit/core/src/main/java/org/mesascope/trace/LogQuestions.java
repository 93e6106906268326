package org.mesascope.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report asks of a log, beside what its fields mean. Each is optional, and what is not said
 * is not asked: a report then names what is missing.
 *
 * @param training the value of the shift that the others are compared with, or null for the one
 *     that comes first in the log
 * @param intended what the system was meant to pursue: weights of the menus' features; empty where
 *     nobody said
 * @param proxy a feature that may be pursued instead, where more of it is better, or null
 * @param watching how the log says that the system was watched, or null
 */
public record LogQuestions(
    @Nullable String training,
    Map<String, Double> intended,
    @Nullable String proxy,
    @Nullable Watching watching) {

  /**
   * A cue of being watched. Both values of the cue, what may depend on it and what must not.
   *
   * @param path where the cue stands; kept as metadata {@link LogMapping#WATCHED}
   * @param watched its value where there was a cue of being watched
   * @param unwatched its value where there was none
   * @param behaviour the choice whose share may depend on the cue
   * @param capability the outcome whose share must not
   */
  public record Watching(
      String path, String watched, String unwatched, String behaviour, String capability) {
    public Watching {
      if (watched.equals(unwatched)) {
        throw new IllegalArgumentException(
            "a cue of being watched expects two different values, got \"" + watched + "\" twice");
      }
    }
  }

  public LogQuestions {
    intended = Collections.unmodifiableMap(new LinkedHashMap<>(intended));
    for (Map.Entry<String, Double> weight : intended.entrySet()) {
      if (!Double.isFinite(weight.getValue())) {
        throw new IllegalArgumentException(
            "the intended weight of \"%s\" expects a finite number, got %s"
                .formatted(weight.getKey(), weight.getValue()));
      }
    }
    if (!intended.isEmpty() && intended.values().stream().allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException(
          "what was intended expects a weight other than 0, got " + intended);
    }
  }

  /** Nothing. */
  public static LogQuestions none() {
    return new LogQuestions(null, Map.of(), null, null);
  }

  public LogQuestions withTraining(@Nullable String value) {
    return new LogQuestions(value, intended, proxy, watching);
  }

  public LogQuestions withIntended(Map<String, Double> weights) {
    return new LogQuestions(training, weights, proxy, watching);
  }

  public LogQuestions withProxy(String feature) {
    return new LogQuestions(training, intended, feature, watching);
  }

  public LogQuestions withWatching(Watching cue) {
    return new LogQuestions(training, intended, proxy, cue);
  }
}
