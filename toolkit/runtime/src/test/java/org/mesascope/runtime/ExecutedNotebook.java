package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an executed notebook shows.
 *
 * @param texts the plain text of a cell's outputs, by the cell's id
 * @param standardError what cells wrote there
 */
record ExecutedNotebook(Map<String, String> texts, String standardError) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");

  static ExecutedNotebook read(Path file) {
    JsonObject notebook = JsonParser.parseString(text(file)).getAsJsonObject();
    Map<String, String> texts = new LinkedHashMap<>();
    StringBuilder errors = new StringBuilder();
    for (JsonElement each : notebook.getAsJsonArray("cells")) {
      JsonObject cell = each.getAsJsonObject();
      StringBuilder text = new StringBuilder();
      if (cell.has("outputs")) {
        for (JsonElement output : cell.getAsJsonArray("outputs")) {
          add(output.getAsJsonObject(), text, errors);
        }
      }
      texts.put(cell.get("id").getAsString(), text.toString());
    }
    return new ExecutedNotebook(texts, errors.toString());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(JsonObject output, StringBuilder text, StringBuilder errors) {
    if (output.has("text")) {
      boolean error = "stderr".equals(output.get("name").getAsString());
      (error ? errors : text).append(joined(output.get("text")));
    } else if (output.has("data")) {
      text.append(joined(output.getAsJsonObject("data").get("text/plain"))).append('\n');
    }
  }

  /** Notebooks keep a text as one string or as its lines. */
  private static String joined(JsonElement text) {
    if (!(text instanceof JsonArray lines)) {
      return text.getAsString();
    }
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line.getAsString()));
    return all.toString();
  }

  String text(String cell) {
    String text = texts.get(cell);
    if (text == null) {
      throw new AssertionError("there is no cell \"" + cell + "\", only " + texts.keySet());
    }
    return text;
  }

  String allText() {
    return String.join("\n", texts.values());
  }

  /** The first line of a cell's text that begins so. */
  String line(String cell, String start) {
    return text(cell)
        .lines()
        .filter(line -> line.stripLeading().startsWith(start))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "cell %s has no row %s:%n%s".formatted(cell, start, text(cell))));
  }

  /** The numbers of that line after its beginning, or all where it begins with a number. */
  double[] numbers(String cell, String start) {
    String line = line(cell, start).stripLeading();
    String rest = NUMBER.matcher(start.strip()).matches() ? line : line.substring(start.length());
    return NUMBER
        .matcher(rest)
        .results()
        .map(MatchResult::group)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** That the interval of the estimate which begins at this number of a row holds a known value. */
  static void assertHolds(double[] row, int estimate, double known, String what) {
    assertThat(known).as(what).isBetween(row[estimate + 1], row[estimate + 2]);
  }

  /** How wide the interval of the estimate is that begins at this number of a row. */
  static double width(double[] row, int estimate) {
    return row[estimate + 2] - row[estimate + 1];
  }
}
