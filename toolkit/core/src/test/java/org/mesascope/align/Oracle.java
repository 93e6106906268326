package org.mesascope.align;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Values of independent NumPy code: reward-distances.json, checked against the authors' own where
 * there is one, and goal-directedness.json.
 */
final class Oracle {

  private Oracle() {}

  static JsonObject rewardDistances() {
    return read("reward-distances.json");
  }

  static JsonObject goalDirectedness() {
    return read("goal-directedness.json");
  }

  private static JsonObject read(String file) {
    try (InputStream in = Oracle.class.getResourceAsStream(file)) {
      return JsonParser.parseReader(
              new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
