package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines as rows.
 *
 * @param python whether Python wrote them, with bare NaN
 */
record JsonRecords(boolean python) implements RowSource {

  static final String BROKEN = "not a whole JSON object";
  static final String CUT = "cut off";

  @Override
  public void read(Path file, Set<String> wanted, Rows out) throws IOException {
    long notNumbers =
        JsonLines.read(
            file,
            python,
            json -> {
              long line = json.line();
              out.row(new LogRow("line " + line, line, fields(json, wanted)));
            },
            (problem, cut) -> broken(problem, cut, out));
    notNumbers(notNumbers, out);
  }

  /** The wanted fields of an object. */
  static Map<String, @Nullable Object> fields(JsonScanner json, Set<String> wanted)
      throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    json.beginObject();
    for (String name = json.nextField(true); name != null; name = json.nextField(false)) {
      if (fields.containsKey(name)) {
        throw json.problem("the field \"" + name + "\" twice");
      }
      Object value = null;
      if (wanted.contains(name)) {
        value = json.tree();
      } else {
        json.skip();
      }
      fields.put(name, value);
    }
    return fields;
  }

  static void broken(TraceFormatException problem, boolean cut, Rows out) {
    out.unreadable("line " + problem.line(), cut ? CUT : BROKEN, problem.problem());
  }

  static void notNumbers(long count, Rows out) {
    if (count > 0) {
      out.note(
          "%d bare NaN or Infinity, which Python writes and JSON does not have, read as no value"
              .formatted(count));
    }
  }
}
