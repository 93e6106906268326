package org.mesascope.trace;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one flat JSON object a line by a mapping; fields that it does not name are passed over.
 *
 * @param mapping what the fields mean
 */
record JsonRows(TraceMapping mapping) implements TraceReader {

  @Override
  public void forEach(Path file, Consumer<? super Trace> consumer) throws IOException {
    TraceAssembler traces = new TraceAssembler(mapping, consumer);
    JsonLines.read(
        file,
        (line, json) -> {
          Map<String, @Nullable String> fields = fields(file.toString(), line, json);
          for (String column : required()) {
            if (!fields.containsKey(column)) {
              throw new TraceFormatException(
                  file.toString(),
                  line,
                  column,
                  "is missing; the fields are " + fields.keySet().stream().sorted().toList());
            }
          }
          traces.add(new Row(file.toString(), line, fields::get));
        });
    traces.finish();
  }

  private List<String> required() {
    return mapping.columns().stream()
        .filter(column -> !column.equals(mapping.outcome()))
        .filter(column -> !mapping.metadata().contains(column))
        .filter(
            column ->
                !(mapping.menu() instanceof MenuColumns.Columns menu)
                    || !menu.columns().contains(column))
        .toList();
  }

  private static Map<String, @Nullable String> fields(String source, long line, JsonReader json)
      throws IOException {
    Map<String, @Nullable String> fields = new HashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      String value = null;
      JsonToken token = json.peek();
      switch (token) {
        case STRING, NUMBER -> value = json.nextString();
        case BOOLEAN -> value = Boolean.toString(json.nextBoolean());
        default -> json.skipValue();
      }
      if (fields.containsKey(name)) {
        throw new TraceFormatException(source, line, name, "expects a field once, got it twice");
      }
      fields.put(name, value);
    }
    json.endObject();
    return fields;
  }
}
