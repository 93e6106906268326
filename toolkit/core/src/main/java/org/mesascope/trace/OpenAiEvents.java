package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of OpenAI evals as rows, one a sample.
 *
 * <p>Samples run side by side, so their events are mixed. A first pass counts the events of each
 * sample; the second gives a sample away with its last event, so that only open samples are held.
 *
 * <p>Fields of a row: {@code sample_id}, {@code run_id}, {@code spec}, {@code model} (the
 * completion functions, or the model of older versions), one field for the data of each type of
 * event ({@code match}, {@code sampling}, {@code metrics}, …), and from them {@code picked}, {@code
 * expected}, {@code correct}, {@code options}, {@code answer} (what was sampled) and {@code error}.
 */
final class OpenAiEvents implements RowSource {

  private static final Set<String> EVENT =
      Set.of("spec", "final_report", "run_id", "sample_id", "type", "data");

  private final Map<String, Integer> left = new HashMap<>();
  private final Map<String, Map<String, @Nullable Object>> open = new LinkedHashMap<>();
  private @Nullable Object spec;
  private boolean reported;
  private long again;

  @Override
  public void read(Path file, Set<String> wanted, Rows out) throws IOException {
    JsonLines.read(
        file,
        true,
        json -> {
          String sample = sample(JsonRecords.fields(json, Set.of("sample_id")));
          if (sample != null) {
            left.merge(sample, 1, Integer::sum);
          }
        },
        (problem, cut) -> {});
    if (left.isEmpty()) {
      throw new TraceFormatException(
          file.toString(),
          0,
          "sample_id",
          "expects events of OpenAI evals, got no line with a sample_id; for other JSON lines write"
              + " reader: jsonl");
    }
    long notNumbers =
        JsonLines.read(
            file,
            true,
            json -> event(json.line(), JsonRecords.fields(json, EVENT), out),
            (problem, cut) -> JsonRecords.broken(problem, cut, out));
    JsonRecords.notNumbers(notNumbers, out);
    if (again > 0) {
      out.note(
          "%d events came after one of their type in the same sample; the last one counts"
              .formatted(again));
    }
    if (!reported) {
      out.note("no final report: the run did not end, or the file was cut off");
    }
  }

  private void event(long line, Map<String, @Nullable Object> event, Rows out) throws IOException {
    if (event.containsKey("spec")) {
      spec = event.get("spec");
    }
    reported |= event.containsKey("final_report");
    String id = sample(event);
    if (id == null) {
      return;
    }
    Map<String, @Nullable Object> row = open.computeIfAbsent(id, sample -> new LinkedHashMap<>());
    row.put("run_id", event.get("run_id"));
    Object type = event.get("type");
    if (type != null && !type.equals("raw_sample")) {
      again += row.containsKey(type.toString()) && !type.equals("sampling") ? 1 : 0;
      row.put(type.toString(), event.get("data"));
    }
    if (left.merge(id, -1, Integer::sum) == 0) {
      open.remove(id);
      out.row(new LogRow("sample " + id + ", line " + line, line, whole(id, row)));
    }
  }

  private Map<String, @Nullable Object> whole(String id, Map<String, @Nullable Object> row) {
    row.put("sample_id", id);
    row.put("spec", spec);
    row.put("model", first(spec, "completion_fns", "model_name", "completion_fn"));
    Object match = row.get("match");
    Object pick = row.get("pick_option");
    for (String field : List.of("picked", "expected", "correct", "options")) {
      Object value = first(match, field);
      row.put(field, value == null ? first(pick, field) : value);
    }
    Object sampled = first(row.get("sampling"), "sampled");
    row.put("answer", sampled == null ? first(match, "sampled") : sampled);
    return row;
  }

  private static @Nullable Object first(@Nullable Object tree, String... fields) {
    if (tree instanceof Map<?, ?> map) {
      for (String field : fields) {
        if (map.get(field) != null) {
          return map.get(field);
        }
      }
    }
    return null;
  }

  private static @Nullable String sample(Map<String, @Nullable Object> event) {
    Object id = event.get("sample_id");
    return id instanceof String text ? text : null;
  }
}
