package org.mesascope.trace;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.AtomicFile;

/** Reads and writes the toolkit's own JSON lines, one trace a line; they keep every bit. */
record JsonTraces() implements TraceReader, TraceWriter {

  @Override
  public void forEach(Path file, Consumer<? super Trace> consumer) throws IOException {
    JsonLines.read(file, false, each(file, consumer), JsonLines.Failure.STRICT);
  }

  /** Reads the trace on each line, and fails on an id that comes again. */
  static JsonLines.Line each(Path file, Consumer<? super Trace> consumer) {
    Set<String> ids = new HashSet<>();
    return new JsonLines.Line() {
      private @Nullable JsonTraceReading reading;

      @Override
      public void read(JsonScanner json) throws IOException {
        if (reading == null) {
          reading = new JsonTraceReading(file.toString(), json);
        }
        Trace trace = reading.trace();
        if (!ids.add(trace.id())) {
          throw new TraceFormatException(
              file.toString(),
              json.line(),
              "id",
              "expects an id once, got \"" + trace.id() + "\" again");
        }
        consumer.accept(trace);
      }
    };
  }

  @Override
  public void write(Path file, Stream<Trace> traces) throws IOException {
    AtomicFile.write(
        file,
        out ->
            Utf8Text.write(
                out,
                file,
                text -> {
                  Set<String> ids = new HashSet<>();
                  for (Iterator<Trace> all = traces.iterator(); all.hasNext(); ) {
                    Trace trace = all.next();
                    if (!ids.add(trace.id())) {
                      throw new IllegalArgumentException(
                          "trace ids must be unique, but \"" + trace.id() + "\" comes twice");
                    }
                    line(text, trace);
                  }
                }));
  }

  private static void line(Writer text, Trace trace) throws IOException {
    JsonWriter json = new JsonWriter(text);
    json.setStrictness(Strictness.STRICT);
    json.setHtmlSafe(false);
    json.beginObject().name("id").value(trace.id());
    json.name("metadata").beginObject();
    for (Map.Entry<String, String> entry : new TreeMap<>(trace.metadata()).entrySet()) {
      json.name(entry.getKey()).value(entry.getValue());
    }
    json.endObject().name("steps").beginArray();
    for (Step step : trace.steps()) {
      json.beginObject().name("situation").value(step.situation());
      if (step.menu() != null) {
        menu(json.name("menu"), step.menu());
      }
      json.name("choice").value(step.choice());
      if (step.outcome() != null) {
        json.name("outcome").value(step.outcome());
      }
      json.endObject();
    }
    json.endArray().endObject();
    json.flush();
    text.write('\n');
  }

  private static void menu(JsonWriter json, Menu menu) throws IOException {
    json.beginObject().name("alternatives").beginArray();
    for (String alternative : menu.alternatives()) {
      json.value(alternative);
    }
    json.endArray().name("features").beginArray();
    for (String feature : menu.features()) {
      json.value(feature);
    }
    json.endArray().name("values").beginArray();
    for (int a = 0; a < menu.alternatives().size(); a++) {
      json.beginArray();
      for (int f = 0; f < menu.features().size(); f++) {
        json.value(menu.value(a, f));
      }
      json.endArray();
    }
    json.endArray().endObject();
  }
}
