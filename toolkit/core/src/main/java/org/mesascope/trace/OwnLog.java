package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The toolkit's own JSON lines, a line that cannot be read counted and passed. The mapping says
 * which metadata are unit, version and shift.
 */
record OwnLog(LogMapping mapping) implements LogReader {

  @Override
  public ReadReport forEach(Path file, Consumer<? super Trace> consumer) throws IOException {
    FileKind.expected(file, LogFormat.MESASCOPE);
    ReadReport.Count count = new ReadReport.Count(file.toString());
    JsonLines.read(
        file,
        false,
        JsonTraces.each(
            file,
            trace -> {
              count.trace(trace, 1);
              consumer.accept(labelled(trace));
            }),
        (problem, cut) ->
            count.unreadable(
                "line " + problem.line(),
                cut ? JsonRecords.CUT : reason(problem),
                problem.problem(),
                1));
    return count.done();
  }

  private static String reason(TraceFormatException problem) {
    return problem.column() == null ? JsonRecords.BROKEN : "no trace: field " + problem.column();
  }

  private Trace labelled(Trace trace) {
    Map<String, String> metadata = new HashMap<>(trace.metadata());
    label(metadata, LogMapping.UNIT, mapping.unit());
    label(metadata, LogMapping.VERSION, mapping.version());
    label(metadata, LogMapping.SHIFT, mapping.shift());
    LogQuestions.Watching watching = mapping.questions().watching();
    label(metadata, LogMapping.WATCHED, watching == null ? null : watching.path());
    return metadata.equals(trace.metadata())
        ? trace
        : new Trace(trace.id(), trace.steps(), metadata);
  }

  private static void label(Map<String, String> metadata, String name, @Nullable String from) {
    String value = from == null ? null : metadata.get(from);
    if (value != null) {
      metadata.put(name, value);
    }
  }
}
