package org.mesascope.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads traces of the toolkit's own JSON lines, one a line. A hot loop: the names of a menu like
 * the one before are the same lists, and the way to a field is put into words only for an error.
 */
final class JsonTraceReading {

  private final String source;
  private final JsonScanner json;
  private double[] numbers = new double[64];
  private List<String> lastAlternatives = List.of();
  private List<String> lastFeatures = List.of();
  private int step;
  private boolean inMenu;

  JsonTraceReading(String source, JsonScanner json) {
    this.source = source;
    this.json = json;
  }

  /** The trace on the scanner's line. */
  Trace trace() throws IOException {
    step = -1;
    inMenu = false;
    String id = null;
    List<Step> steps = null;
    Map<String, String> metadata = null;
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      switch (name) {
        case "id" -> id = once(name, id, text(name));
        case "metadata" -> metadata = once(name, metadata, metadata());
        case "steps" -> steps = once(name, steps, steps());
        default -> throw unknown(name, "id, metadata, steps");
      }
    }
    return new Trace(
        present("id", id), present("steps", steps), metadata == null ? Map.of() : metadata);
  }

  private Map<String, String> metadata() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      if (all.put(name, text("metadata." + name)) != null) {
        throw error("metadata." + name, "expects a field once, got it twice");
      }
    }
    return all;
  }

  private List<Step> steps() throws IOException {
    List<Step> all = new ArrayList<>(1);
    json.beginArray();
    for (boolean any = json.nextElement(true); any; any = json.nextElement(false)) {
      step = all.size();
      all.add(step());
    }
    step = -1;
    return all;
  }

  private Step step() throws IOException {
    String situation = null;
    Menu menu = null;
    String choice = null;
    String outcome = null;
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      switch (name) {
        case "situation" -> situation = once(name, situation, text(name));
        case "menu" -> menu = once(name, menu, menu());
        case "choice" -> choice = once(name, choice, text(name));
        case "outcome" -> outcome = once(name, outcome, text(name));
        default -> throw unknown(name, "situation, menu, choice, outcome");
      }
    }
    try {
      return new Step(present("situation", situation), menu, present("choice", choice), outcome);
    } catch (IllegalArgumentException e) {
      throw error("choice", String.valueOf(e.getMessage()));
    }
  }

  private Menu menu() throws IOException {
    inMenu = true;
    List<String> alternatives = null;
    List<String> features = null;
    double[] values = null;
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      switch (name) {
        case "alternatives" ->
            alternatives = once(name, alternatives, texts(name, lastAlternatives));
        case "features" -> features = once(name, features, texts(name, lastFeatures));
        case "values" -> values = once(name, values, values());
        default -> throw unknown(name, "alternatives, features, values");
      }
    }
    lastAlternatives = present("alternatives", alternatives);
    lastFeatures = features == null ? List.of() : features;
    inMenu = false;
    try {
      return new Menu(lastAlternatives, lastFeatures, values == null ? new double[0] : values);
    } catch (IllegalArgumentException e) {
      throw error("menu", String.valueOf(e.getMessage()));
    }
  }

  private List<String> texts(String at, List<String> before) throws IOException {
    List<String> all = new ArrayList<>(before.size());
    json.beginArray();
    for (boolean any = json.nextElement(true); any; any = json.nextElement(false)) {
      if (json.peek() != JsonScanner.Kind.STRING) {
        throw error("%s[%d]".formatted(at, all.size()), "expects a text in quotes, got " + got());
      }
      all.add(json.string());
    }
    return all.equals(before) ? before : List.copyOf(all);
  }

  private double[] values() throws IOException {
    int count = 0;
    int row = 0;
    json.beginArray();
    for (boolean any = json.nextElement(true); any; any = json.nextElement(false)) {
      int column = 0;
      json.beginArray();
      for (boolean one = json.nextElement(true); one; one = json.nextElement(false)) {
        if (json.peek() != JsonScanner.Kind.NUMBER) {
          throw error("values[%d][%d]".formatted(row, column), "expects a number, got " + got());
        }
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = json.number();
        column++;
      }
      row++;
    }
    return Arrays.copyOf(numbers, count);
  }

  private String text(String at) throws IOException {
    if (json.peek() != JsonScanner.Kind.STRING) {
      throw error(at, "expects a text in quotes, got " + got());
    }
    return json.string();
  }

  private String got() throws IOException {
    return switch (json.peek()) {
      case STRING -> "\"" + json.string() + "\"";
      case NUMBER -> "\"" + json.numeral() + "\"";
      case BOOLEAN -> String.valueOf(json.bool());
      case NULL -> "null";
      case ARRAY -> "an array";
      default -> "an object";
    };
  }

  private <T> T once(String at, @Nullable T before, T value) throws TraceFormatException {
    if (before != null) {
      throw error(at, "expects a field once, got it twice");
    }
    return value;
  }

  private <T> T present(String at, @Nullable T value) throws TraceFormatException {
    if (value == null) {
      throw error(at, "is missing");
    }
    return value;
  }

  private TraceFormatException unknown(String at, String known) {
    return error(
        at,
        "is not a field of a trace, which has %s; for other objects use TraceReader.jsonRows"
            .formatted(known));
  }

  private TraceFormatException error(String at, String problem) {
    String where = (step < 0 ? "" : "steps[" + step + "].") + (inMenu ? "menu." : "") + at;
    return new TraceFormatException(source, json.line(), where, problem);
  }
}
