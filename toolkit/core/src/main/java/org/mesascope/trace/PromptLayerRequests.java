package org.mesascope.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests of PromptLayer as rows: a JSON array, an object that holds one, JSON lines, or CSV whose
 * cells may hold JSON.
 *
 * <p>Fields of a row are those of the request, and {@code request_id} (or {@code id}), {@code
 * model} (or {@code engine}), {@code answer} (the words of {@code output}, {@code
 * request_response}, {@code response} or {@code llm_response}), {@code score} (or the first of
 * {@code scores}) and {@code error}.
 *
 * @param separator between the cells of CSV
 */
record PromptLayerRequests(char separator) implements RowSource {

  private static final List<String> OWN =
      List.of(
          "request_id",
          "id",
          "request_log_id",
          "model",
          "engine",
          "kwargs",
          "output",
          "request_response",
          "response",
          "llm_response",
          "score",
          "scores",
          "error",
          "error_message",
          "error_type",
          "status",
          "metadata");

  @Override
  public void read(Path file, Set<String> wanted, Rows out) throws IOException {
    Set<String> all = new HashSet<>(wanted);
    all.addAll(OWN);
    Rows requests =
        new Rows() {
          @Override
          public void row(LogRow row) throws IOException {
            out.row(new LogRow(row.place(), row.line(), whole(row.fields())));
          }

          @Override
          public void unreadable(String place, String reason, String detail) {
            out.unreadable(place, reason, detail);
          }

          @Override
          public void note(String note) {
            out.note(note);
          }
        };
    switch (FileKind.of(file)) {
      case JSON_ARRAY -> array(file, all, requests);
      case JSON_OBJECT -> new JsonRecords(true).read(file, all, requests);
      default -> new CsvRecords(separator).read(file, all, requests);
    }
  }

  private static void array(Path file, Set<String> wanted, Rows out) throws IOException {
    try (InputStream in = Utf8Text.bytes(file)) {
      JsonScanner json = JsonScanner.pythonDocument(in, file.toString());
      json.anotherLine();
      long count = 0;
      try {
        json.beginArray();
        for (boolean any = json.nextElement(true); any; any = json.nextElement(false)) {
          count++;
          long line = json.line();
          out.row(
              new LogRow(
                  "request %d, line %d".formatted(count, line),
                  line,
                  JsonRecords.fields(json, wanted)));
        }
      } catch (TraceFormatException e) {
        InspectLog.broken(e, json.cut(), "request " + count, out);
      }
      JsonRecords.notNumbers(json.notNumbers(), out);
    }
  }

  private static Map<String, @Nullable Object> whole(Map<String, @Nullable Object> request) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    request.forEach((name, value) -> row.put(name, opened(value)));
    row.put("request_id", first(row, "request_id", "id", "request_log_id"));
    Object model = first(row, "model", "engine");
    row.put("model", model == null ? FieldPath.of("kwargs.model").in(row) : model);
    row.put(
        "answer",
        ChatText.of(first(row, "output", "request_response", "response", "llm_response")));
    Object score = row.get("score");
    row.put("score", score == null ? score(row.get("scores")) : score);
    Object error = first(row, "error", "error_message", "error_type");
    boolean failed = row.get("status") instanceof String status && status.equalsIgnoreCase("error");
    row.put("error", error == null && failed ? "status ERROR" : error);
    return row;
  }

  private static @Nullable Object score(@Nullable Object scores) {
    Object first =
        scores instanceof List<?> list && !list.isEmpty()
            ? list.get(0)
            : scores instanceof Map<?, ?> map && !map.isEmpty()
                ? map.values().iterator().next()
                : null;
    if (first instanceof Map<?, ?> named) {
      Object value = named.get("score");
      return value == null ? named.get("value") : value;
    }
    return first;
  }

  private static @Nullable Object first(Map<String, @Nullable Object> row, String... names) {
    for (String name : names) {
      Object value = row.get(name);
      if (value != null && !value.equals("")) {
        return value;
      }
    }
    return null;
  }

  /** A cell that holds a JSON object or array, opened; any other as it is. */
  private static @Nullable Object opened(@Nullable Object cell) {
    if (cell instanceof String text
        && ((text.startsWith("{") && text.endsWith("}"))
            || (text.startsWith("[") && text.endsWith("]")))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      JsonScanner json = JsonScanner.pythonDocument(new ByteArrayInputStream(bytes), "cell");
      try {
        Object tree = json.tree();
        return json.peek() == JsonScanner.Kind.END ? tree : cell;
      } catch (IOException e) {
        return cell; // It only looked like JSON.
      }
    }
    return cell;
  }
}
