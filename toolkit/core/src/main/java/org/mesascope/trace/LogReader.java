package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the log of an assistant or agent and accounts for every row: one that cannot be read is
 * counted and shown, and the next one is read. {@link TraceReader} stops at the first one instead.
 *
 * <p>Memory: one row, and the ids seen; a log of 2 GB needs no more than one of 2 MB but for its
 * ids.
 *
 * <pre>{@code
 * var reader = LogReader.of(LogMapping.defaults(LogFormat.INSPECT));
 * var logged = reader.read(Path.of("logs/task.eval"));
 * logged.report();
 * }</pre>
 */
@FunctionalInterface
public interface LogReader {

  /** The choice of a step whose answer holds none; the step has no menu. */
  String UNPARSED = "(no choice found)";

  /** The choice of a step that the observed system broke off with an error; it has no menu. */
  String FAILED = "(error)";

  /**
   * Gives each trace to a consumer as soon as it is whole.
   *
   * @throws TraceFormatException where the file as a whole is not what the reader expects: empty,
   *     of another kind, without the columns that the mapping names
   */
  ReadReport forEach(Path file, Consumer<? super Trace> consumer) throws IOException;

  /** Every trace of a file. */
  default LoggedTraces read(Path file) throws IOException {
    List<Trace> traces = new ArrayList<>();
    ReadReport report = forEach(file, traces::add);
    return new LoggedTraces(TraceLog.of(traces), report);
  }

  /** The reader that a mapping describes. */
  static LogReader of(LogMapping mapping) {
    return mapping.format() == LogFormat.MESASCOPE ? new OwnLog(mapping) : new MappedLog(mapping);
  }
}
