package org.mesascope.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;

/**
 * What became of every row of a log: {@code rows} is the sum of those read and those unreadable.
 *
 * @param source the file
 * @param traces how many traces were given
 * @param read rows that became part of a trace
 * @param unparsed of those read, rows whose answer holds no choice: {@link LogReader#UNPARSED}
 * @param failed of those read, rows in which the system that was observed broke off with an error:
 *     {@link LogReader#FAILED}
 * @param unreadable rows that did not become part of a trace
 * @param reasons how many rows could not be read for which reason
 * @param first the first of them, at most {@link #SHOWN}
 * @param notes what else a reader should know, such as that the file was cut off
 */
public record ReadReport(
    String source,
    long traces,
    long read,
    long unparsed,
    long failed,
    long unreadable,
    Map<String, Long> reasons,
    List<Unreadable> first,
    List<String> notes)
    implements Displayable {

  /** How many unreadable rows are shown with their place. */
  public static final int SHOWN = 20;

  /**
   * A row that could not be read.
   *
   * @param place line, entry or sample
   * @param reason the kind of problem
   * @param detail what came
   */
  public record Unreadable(String place, String reason, String detail) {}

  public ReadReport {
    reasons = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    first = List.copyOf(first);
    notes = List.copyOf(notes);
  }

  /** Every row there was. */
  public long rows() {
    return read + unreadable;
  }

  /** The file's name without its folders. */
  public String name() {
    String file = source.substring(source.lastIndexOf('/') + 1);
    return file.substring(file.lastIndexOf('\\') + 1);
  }

  /** Rows by what became of them. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Rows of " + name())
            .columns("rows", "count")
            .row("in all", rows())
            .row("read", read)
            .row("of these, answers without a choice", unparsed)
            .row("of these, broken off by an error", failed)
            .row("unreadable", unreadable);
    for (Map.Entry<String, Long> reason : reasons.entrySet()) {
      table = table.row("unreadable: " + reason.getKey(), reason.getValue());
    }
    for (String note : notes) {
      table = table.withNote(note);
    }
    return table;
  }

  /** The first unreadable rows, each with its place and reason. */
  public ResultTable unreadableTable() {
    ResultTable table =
        ResultTable.titled("Unreadable rows of " + name()).columns("place", "reason", "what came");
    for (Unreadable row : first) {
      table = table.row(row.place(), row.reason(), row.detail());
    }
    return first.size() < unreadable
        ? table.withNote("the first %d of %d".formatted(first.size(), unreadable))
        : table;
  }

  @Override
  public MimeBundle toMimeBundle() {
    if (first.isEmpty()) {
      return table().toMimeBundle();
    }
    return MimeBundle.text(table().toText() + "\n" + unreadableTable().toText())
        .withHtml(table().toHtml() + unreadableTable().toHtml());
  }

  /** Counts while a log is read. */
  static final class Count {

    private final String source;
    private final Map<String, Long> reasons = new LinkedHashMap<>();
    private final List<Unreadable> first = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long traces;
    private long read;
    private long unparsed;
    private long failed;
    private long unreadable;

    Count(String source) {
      this.source = source;
    }

    void trace(Trace trace, long rows) {
      traces++;
      read += rows;
      for (Step step : trace.steps()) {
        unparsed += step.choice().equals(LogReader.UNPARSED) ? 1 : 0;
        failed += step.choice().equals(LogReader.FAILED) ? 1 : 0;
      }
    }

    void unreadable(String place, String reason, String detail, long rows) {
      unreadable += rows;
      reasons.merge(reason, rows, Long::sum);
      if (first.size() < SHOWN) {
        first.add(new Unreadable(place, reason, detail));
      }
    }

    void note(String note) {
      notes.add(note);
    }

    ReadReport done() {
      return new ReadReport(
          source, traces, read, unparsed, failed, unreadable, reasons, first, notes);
    }
  }
}
