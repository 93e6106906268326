package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log by a mapping: rows from its source, the rows of a trace together.
 *
 * @param mapping what the fields mean
 */
record MappedLog(LogMapping mapping) implements LogReader {

  @Override
  public ReadReport forEach(Path file, Consumer<? super Trace> consumer) throws IOException {
    FileKind.expected(file, mapping.format());
    RowMapping rows = new RowMapping(mapping);
    Grouping grouping = new Grouping(file.toString(), rows, consumer);
    RowSource.of(mapping).read(file, rows.wanted(), grouping);
    grouping.finish();
    return grouping.count.done();
  }

  /** Collects the rows that stand together and have one id, and makes a trace of them. */
  private static final class Grouping implements RowSource.Rows {

    private final ReadReport.Count count;
    private final RowMapping rows;
    private final Consumer<? super Trace> consumer;
    private final Set<String> seen = new HashSet<>();
    private final List<LogRow> group = new ArrayList<>();
    private @Nullable String trace;

    /** Whether a row that cannot be read may have been one of this group's alternatives. */
    private boolean doubtful;

    private boolean nextDoubtful;

    Grouping(String source, RowMapping rows, Consumer<? super Trace> consumer) {
      count = new ReadReport.Count(source);
      this.rows = rows;
      this.consumer = consumer;
    }

    @Override
    public void row(LogRow row) {
      String id;
      try {
        id = rows.id(row);
      } catch (UnreadableRowException e) {
        unreadable(row.place(), e.reason(), e.detail());
        return;
      }
      if (id.equals(trace) && rows.severalRows()) {
        group.add(row);
        return;
      }
      boolean again = id.equals(trace) || seen.contains(id);
      if (again) {
        count.unreadable(
            row.place(),
            "an id that came before",
            "trace \"%s\"; give each trace an id of its own%s"
                .formatted(id, rows.severalRows() ? ", or sort the rows by it" : ""),
            1);
        return;
      }
      finish();
      trace = id;
      doubtful = nextDoubtful;
      nextDoubtful = false;
      group.add(row);
    }

    void finish() {
      if (trace == null) {
        return;
      }
      seen.add(trace);
      try {
        if (doubtful && rows.stacked()) {
          throw new UnreadableRowException(
              "in a menu beside a row that cannot be read",
              "trace \"%s\" may lack an alternative".formatted(trace));
        }
        Trace made = rows.trace(trace, group);
        count.trace(made, group.size());
        consumer.accept(made);
      } catch (UnreadableRowException e) {
        LogRow first = group.get(0);
        count.unreadable(first.place(), e.reason(), e.detail(), group.size());
      }
      trace = null;
      group.clear();
    }

    @Override
    public void unreadable(String place, String reason, String detail) {
      doubtful = true;
      nextDoubtful = true;
      count.unreadable(place, reason, detail, 1);
    }

    @Override
    public void note(String note) {
      count.note(note);
    }
  }
}
