package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The samples of an Inspect AI log as rows, one an epoch of a sample.
 *
 * <p>Fields of a row are those of the sample that the mapping looks into, {@code eval} (the log's
 * specification: model, task, …), and {@code trace} (id and epoch), {@code sample} (id), {@code
 * completion} (the words of the answer), {@code score} (the first score's value), {@code answer}
 * (the first score's answer, or else the completion) and {@code error}.
 */
final class InspectLog implements RowSource {

  private static final Set<String> OWN =
      Set.of("id", "epoch", "choices", "output", "scores", "score", "error");
  private static final List<String> HEADERS =
      List.of("header.json", "_journal/start.json", "start.json");
  private static final String ATTACHED = "attachment://";

  @Override
  public void read(Path file, Set<String> wanted, Rows out) throws IOException {
    Set<String> all = new HashSet<>(wanted);
    all.addAll(OWN);
    if (FileKind.of(file) == FileKind.ZIP) {
      archive(file, all, out);
    } else {
      document(file, all, out);
    }
  }

  private static void archive(Path file, Set<String> wanted, Rows out) throws IOException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      Object eval = header(zip);
      if (zip.cut()) {
        out.unreadable(
            "end of the archive",
            JsonRecords.CUT,
            "the archive has no directory; %d whole entries stand before the cut"
                .formatted(zip.entries().size()));
      }
      long samples = 0;
      long notNumbers = 0;
      for (ZipArchive.Entry entry : zip.entries()) {
        if (!entry.name().startsWith("samples/") || !entry.name().endsWith(".json")) {
          continue;
        }
        samples++;
        try (InputStream in = zip.bytes(entry)) {
          JsonScanner json = JsonScanner.pythonDocument(in, entry.name());
          LogRow row = new LogRow(entry.name(), 0, sample(json, wanted, eval));
          notNumbers += json.notNumbers();
          out.row(row);
        } catch (UnreadableRowException e) {
          out.unreadable(entry.name(), e.reason(), e.detail());
        } catch (TraceFormatException e) {
          out.unreadable(entry.name(), JsonRecords.BROKEN, at(e));
        } catch (IOException e) {
          out.unreadable(entry.name(), "damaged in the archive", String.valueOf(e.getMessage()));
        }
      }
      if (samples == 0 && !zip.cut()) {
        throw new TraceFormatException(
            file.toString(),
            0,
            null,
            "expects an Inspect log, with entries samples/….json; the archive has "
                + LogRow.listed(zip.entries().stream().map(ZipArchive.Entry::name).toList()));
      }
      JsonRecords.notNumbers(notNumbers, out);
    }
  }

  private static @Nullable Object header(ZipArchive zip) throws IOException {
    for (String name : HEADERS) {
      for (int i = zip.entries().size() - 1; i >= 0; i--) {
        ZipArchive.Entry entry = zip.entries().get(i);
        if (entry.name().equals(name)) {
          try (InputStream in = zip.bytes(entry)) {
            JsonScanner json = JsonScanner.pythonDocument(in, name);
            return JsonRecords.fields(json, Set.of("eval")).get("eval");
          }
        }
      }
    }
    return null;
  }

  private static void document(Path file, Set<String> wanted, Rows out) throws IOException {
    Object eval = null;
    boolean samples = false;
    long count = 0;
    try (InputStream in = Utf8Text.bytes(file)) {
      JsonScanner json = JsonScanner.pythonDocument(in, file.toString());
      json.anotherLine();
      try {
        json.beginObject();
        for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
          if (name.equals("eval")) {
            eval = json.tree();
          } else if (!name.equals("samples") || json.peek() != JsonScanner.Kind.ARRAY) {
            json.skip();
          } else {
            if (eval == null) {
              throw new TraceFormatException(
                  file.toString(),
                  json.line(),
                  "samples",
                  "expects an Inspect log, whose eval stands before its samples, got none");
            }
            samples = true;
            json.beginArray();
            for (boolean any = json.nextElement(true); any; any = json.nextElement(false)) {
              count++;
              long line = json.line();
              out.row(
                  new LogRow(
                      "sample %d, line %d".formatted(count, line),
                      line,
                      sample(json, wanted, eval)));
            }
          }
        }
      } catch (TraceFormatException e) {
        if (!samples) {
          throw e;
        }
        broken(e, json.cut(), "sample " + count, out);
      }
      JsonRecords.notNumbers(json.notNumbers(), out);
    }
    if (!samples) {
      throw new TraceFormatException(
          file.toString(),
          0,
          "samples",
          eval == null
              ? "expects an Inspect log, got a JSON object without eval and samples; for JSON lines"
                  + " write reader: jsonl"
              : "expects samples, got an Inspect log without any: was it read header-only?");
    }
  }

  /** Takes note that nothing from here on could be read. */
  static void broken(TraceFormatException problem, boolean cut, String place, Rows out) {
    String where = "%s, line %d".formatted(place, problem.line());
    out.unreadable(where, cut ? JsonRecords.CUT : JsonRecords.BROKEN, problem.problem());
    out.note("nothing from %s on could be read".formatted(where));
  }

  private static String at(TraceFormatException e) {
    return "line %d: %s".formatted(e.line(), e.problem());
  }

  private static Map<String, @Nullable Object> sample(
      JsonScanner json, Set<String> wanted, @Nullable Object eval) throws IOException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      String words = ChatText.of(row.get("output"));
      if (name.equals("attachments") && words != null && words.startsWith(ATTACHED)) {
        row.put("output", attached(json, words.substring(ATTACHED.length())));
      } else if (wanted.contains(name)) {
        row.put(name, json.tree());
      } else {
        json.skip();
      }
    }
    row.put("eval", eval);
    row.put("sample", row.get("id"));
    row.put("trace", row.get("id") == null ? null : row.get("id") + "/" + row.get("epoch"));
    row.put("completion", ChatText.of(row.get("output")));
    Map<?, ?> score = firstScore(row);
    row.put("score", score.get("value"));
    Object answer = score.get("answer");
    row.put("answer", answer == null ? row.get("completion") : answer);
    return row;
  }

  private static @Nullable Object attached(JsonScanner json, String key) throws IOException {
    Map<String, @Nullable Object> found = JsonRecords.fields(json, Set.of(key));
    return found.get(key);
  }

  /** The first of {@code scores}, or the {@code score} of logs of 2024. */
  private static Map<?, ?> firstScore(Map<String, @Nullable Object> sample) {
    Object first =
        sample.get("scores") instanceof Map<?, ?> scores && !scores.isEmpty()
            ? scores.values().iterator().next()
            : sample.get("score");
    return first instanceof Map<?, ?> score ? score : new HashMap<>();
  }
}
