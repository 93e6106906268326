package org.mesascope.store;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's reasons for not opening or reading a file, and what to do about each. */
final class Refusals {

  private static final Pattern OWNER = Pattern.compile("\\(PID (\\d+)\\)");

  private Refusals() {}

  static String of(Path file, boolean reading, String reason) {
    if (reason.contains("Could not set lock")) {
      Matcher owner = OWNER.matcher(reason);
      return "%s is open %s in another process%s: %s"
          .formatted(
              file,
              reading ? "for writing" : "to read or write",
              owner.find() ? " (" + owner.group(1) + ")" : "",
              reading
                  ? "close it there, or read a copy that the writer makes by snapshot"
                  : "one process writes while no other has the file open; close it there");
    }
    if (reason.contains("different configuration")) {
      return "%s is open %s in this process: use that store, from any thread, or close it"
          .formatted(file, reading ? "to write" : "to read");
    }
    if (reason.contains("not a valid DuckDB database")) {
      return file + " is no trace store: expected a DuckDB database, or a new file";
    }
    String first = reason.lines().findFirst().orElse("");
    if (first.contains("with version number")) {
      return "%s was written by another DuckDB than this version of Mesascope reads: %s"
          .formatted(file, "update Mesascope, or export it there (" + first + ")");
    }
    if (first.contains("Corrupt") || first.contains("enough bytes")) {
      return "%s is damaged: go back to a copy of it (%s)".formatted(file, first);
    }
    return file + " cannot be used as a trace store: " + first;
  }
}
