package org.mesascope.trace;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file does not hold what its reader expects; says where, what came, and what to do. */
public final class TraceFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final long line;
  private final @Nullable String column;
  private final String problem;

  /**
   * @param source file or table
   * @param line line from 1, or 0 where the whole file is meant
   * @param column column or field, or null where the whole line is meant
   * @param problem what was expected, what came and what to do
   */
  public TraceFormatException(String source, long line, @Nullable String column, String problem) {
    super(
        source
            + (line > 0 ? ", line " + line : "")
            + (column == null ? "" : ", column \"" + column + "\"")
            + ": "
            + problem);
    this.source = source;
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  public String source() {
    return source;
  }

  public long line() {
    return line;
  }

  public @Nullable String column() {
    return column;
  }

  /** What was expected, what came and what to do, without the place. */
  public String problem() {
    return problem;
  }
}
