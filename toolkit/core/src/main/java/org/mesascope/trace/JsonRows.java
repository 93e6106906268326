package org.mesascope.trace;

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
        false,
        json -> {
          long line = json.line();
          Map<String, @Nullable String> fields = fields(file.toString(), json);
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
        },
        JsonLines.Failure.STRICT);
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

  private static Map<String, @Nullable String> fields(String source, JsonScanner json)
      throws IOException {
    Map<String, @Nullable String> fields = new HashMap<>();
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      String value = null;
      switch (json.peek()) {
        case STRING -> value = json.string();
        case NUMBER -> value = json.numeral();
        case BOOLEAN -> value = Boolean.toString(json.bool());
        default -> json.skip();
      }
      if (fields.containsKey(name)) {
        throw new TraceFormatException(
            source, json.line(), name, "expects a field once, got it twice");
      }
      fields.put(name, value);
    }
    return fields;
  }
}
