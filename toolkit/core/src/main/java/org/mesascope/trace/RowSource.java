package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Turns the file of one kind of log into rows. */
@FunctionalInterface
interface RowSource {

  /** Where rows go. */
  interface Rows {
    void row(LogRow row) throws IOException;

    void unreadable(String place, String reason, String detail);

    void note(String note);
  }

  /**
   * Reads a file, one row in memory at a time.
   *
   * @param wanted the fields that are looked into; others may be passed over
   */
  void read(Path file, Set<String> wanted, Rows out) throws IOException;

  /** The source for a format. */
  static RowSource of(LogMapping mapping) {
    return switch (mapping.format()) {
      case INSPECT -> new InspectLog();
      case OPENAI_EVALS -> new OpenAiEvents();
      case PROMPTLAYER -> new PromptLayerRequests(mapping.separator());
      case JSONL -> new JsonRecords(false);
      case CSV -> new CsvRecords(mapping.separator());
      case MESASCOPE -> throw new IllegalArgumentException("the toolkit's own files hold no rows");
    };
  }
}
