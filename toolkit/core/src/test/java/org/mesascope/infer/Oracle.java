package org.mesascope.infer;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Values beside the tests, computed independently in NumPy and SciPy: irl.json and choice.json. */
final class Oracle {

  private Oracle() {}

  static JsonElement json(String file, String... path) {
    JsonElement element = JsonParser.parseString(String.join("\n", lines(file)));
    for (String key : path) {
      element = element.getAsJsonObject().get(key);
    }
    return element;
  }

  static double number(String file, String... path) {
    return json(file, path).getAsDouble();
  }

  static double[] numbers(String file, String... path) {
    return json(file, path).getAsJsonArray().asList().stream()
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  static List<String> lines(String file) {
    try (InputStream in = Objects.requireNonNull(Oracle.class.getResourceAsStream(file), file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
