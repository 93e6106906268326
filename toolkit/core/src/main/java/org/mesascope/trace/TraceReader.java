package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads traces from a file. A file whose name ends in {@code .gz} is unpacked on the way. To add a
 * format, implement {@link #forEach}.
 *
 * <p>Errors are {@link TraceFormatException}s with file, line and column.
 */
@FunctionalInterface
public interface TraceReader {

  /**
   * Gives each trace to a consumer as soon as it is whole. Memory: one trace, and the ids seen.
   *
   * @throws TraceFormatException where the file does not hold what is expected; the traces before
   *     that place have been given
   */
  void forEach(Path file, Consumer<? super Trace> consumer) throws IOException;

  /** Every trace of a file. */
  default TraceLog read(Path file) throws IOException {
    List<Trace> traces = new ArrayList<>();
    forEach(file, traces::add);
    return TraceLog.of(traces);
  }

  /** Comma-separated values with a header line. */
  static TraceReader csv(TraceMapping mapping) {
    return csv(mapping, ',');
  }

  /** Values separated by another character, such as a semicolon or a tab. */
  static TraceReader csv(TraceMapping mapping, char separator) {
    return new CsvTraces(mapping, separator);
  }

  /** One flat JSON object a line, its fields named by the mapping. */
  static TraceReader jsonRows(TraceMapping mapping) {
    return new JsonRows(mapping);
  }

  /** The toolkit's own JSON lines, as {@link TraceWriter#jsonl} writes them. */
  static TraceReader jsonl() {
    return new JsonTraces();
  }
}
