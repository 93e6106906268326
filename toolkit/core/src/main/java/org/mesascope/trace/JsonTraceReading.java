package org.mesascope.trace;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the trace on one line of the toolkit's own JSON lines. */
final class JsonTraceReading {

  private final String source;
  private final long line;
  private final JsonReader json;

  JsonTraceReading(String source, long line, JsonReader json) {
    this.source = source;
    this.line = line;
    this.json = json;
  }

  Trace trace() throws IOException {
    String id = null;
    List<Step> steps = null;
    Map<String, String> metadata = Map.of();
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = field(seen);
      switch (name) {
        case "id" -> id = text(name);
        case "metadata" -> metadata = metadata();
        case "steps" -> steps = steps();
        default -> throw unknown(name, "id, metadata, steps");
      }
    }
    json.endObject();
    return new Trace(present("id", id), present("steps", steps), metadata);
  }

  private Map<String, String> metadata() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (all.put(name, text("metadata." + name)) != null) {
        throw error("metadata." + name, "expects a field once, got it twice");
      }
    }
    json.endObject();
    return all;
  }

  private List<Step> steps() throws IOException {
    List<Step> all = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      all.add(step("steps[" + all.size() + "]"));
    }
    json.endArray();
    return all;
  }

  private Step step(String at) throws IOException {
    String situation = null;
    Menu menu = null;
    String choice = null;
    String outcome = null;
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = field(seen);
      switch (name) {
        case "situation" -> situation = text(at + ".situation");
        case "menu" -> menu = menu(at + ".menu");
        case "choice" -> choice = text(at + ".choice");
        case "outcome" -> outcome = text(at + ".outcome");
        default -> throw unknown(at + "." + name, "situation, menu, choice, outcome");
      }
    }
    json.endObject();
    try {
      return new Step(
          present(at + ".situation", situation), menu, present(at + ".choice", choice), outcome);
    } catch (IllegalArgumentException e) {
      throw error(at + ".choice", String.valueOf(e.getMessage()));
    }
  }

  private Menu menu(String at) throws IOException {
    List<String> alternatives = null;
    List<String> features = List.of();
    double[] values = {};
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = field(seen);
      switch (name) {
        case "alternatives" -> alternatives = texts(at + ".alternatives");
        case "features" -> features = texts(at + ".features");
        case "values" -> values = values(at + ".values");
        default -> throw unknown(at + "." + name, "alternatives, features, values");
      }
    }
    json.endObject();
    try {
      return new Menu(present(at + ".alternatives", alternatives), features, values);
    } catch (IllegalArgumentException e) {
      throw error(at, String.valueOf(e.getMessage()));
    }
  }

  private List<String> texts(String at) throws IOException {
    List<String> all = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      all.add(text(at + "[" + all.size() + "]"));
    }
    json.endArray();
    return all;
  }

  private double[] values(String at) throws IOException {
    List<Double> all = new ArrayList<>();
    json.beginArray();
    for (int row = 0; json.hasNext(); row++) {
      json.beginArray();
      for (int column = 0; json.hasNext(); column++) {
        if (json.peek() != JsonToken.NUMBER) {
          throw error("%s[%d][%d]".formatted(at, row, column), "expects a number, got " + got());
        }
        all.add(json.nextDouble());
      }
      json.endArray();
    }
    json.endArray();
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private String text(String at) throws IOException {
    if (json.peek() != JsonToken.STRING) {
      throw error(at, "expects a text in quotes, got " + got());
    }
    return json.nextString();
  }

  private String got() throws IOException {
    return switch (json.peek()) {
      case NUMBER, STRING -> "\"" + json.nextString() + "\"";
      case BOOLEAN -> String.valueOf(json.nextBoolean());
      case NULL -> "null";
      case BEGIN_ARRAY -> "an array";
      default -> "an object";
    };
  }

  private String field(Set<String> seen) throws IOException {
    String name = json.nextName();
    if (!seen.add(name)) {
      throw error(name, "expects a field once, got it twice");
    }
    return name;
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
    return new TraceFormatException(source, line, at, problem);
  }
}
