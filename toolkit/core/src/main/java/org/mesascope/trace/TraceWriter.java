package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes traces to a file, whole or not at all. A file whose name ends in {@code .gz} is packed on
 * the way. Memory: one trace at a time.
 */
@FunctionalInterface
public interface TraceWriter {

  /** Writes a stream of traces, whose ids must differ. */
  void write(Path file, Stream<Trace> traces) throws IOException;

  default void write(Path file, TraceLog log) throws IOException {
    write(file, log.traces().stream());
  }

  /**
   * Comma-separated values with a header line. Only what the mapping names is written, and an empty
   * outcome reads back as none: {@link #jsonl} keeps everything.
   */
  static TraceWriter csv(TraceMapping mapping) {
    return csv(mapping, ',');
  }

  /** Values separated by another character. */
  static TraceWriter csv(TraceMapping mapping, char separator) {
    return new CsvTraces(mapping, separator);
  }

  /** The toolkit's own JSON lines, which keep every bit; see the package's description. */
  static TraceWriter jsonl() {
    return new JsonTraces();
  }
}
