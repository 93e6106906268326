package org.mesascope.evaluation;

import java.util.List;
import java.util.Map;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;
import org.mesascope.store.StoredRun;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * What an evaluation knows of its questions.
 *
 * @param runs in the store, one a version, in the order of the versions
 * @param log one trace a question that was asked, version by version, input by input; ids are those
 *     of the runs with the version before them
 * @param missing questions without an answer
 * @param asked answers that came in this call; the others were in the store
 * @param spent on the run, with what earlier calls spent
 */
public record EvaluationResult(
    List<StoredRun> runs, TraceLog log, long missing, long asked, double spent)
    implements Displayable {

  public EvaluationResult {
    runs = List.copyOf(runs);
  }

  /** The traces of one version. */
  public TraceLog version(String name) {
    TraceLog found = log.where(trace -> name.equals(trace.metadata().get(LogMapping.VERSION)));
    if (found.traces().isEmpty()) {
      throw new IllegalArgumentException(
          "no answers to version \"%s\": the versions are %s"
              .formatted(name, runs.stream().map(StoredRun::version).toList()));
    }
    return found;
  }

  /** Counts by version. */
  @Override
  public MimeBundle toMimeBundle() {
    ResultTable table =
        ResultTable.titled("Answers")
            .columns(
                "version", "choices", "parse failures", "refusals", "errors", "tokens", "cost");
    long failures = 0;
    for (StoredRun run : runs) {
      List<Trace> traces =
          log.traces().stream()
              .filter(one -> run.version().equals(one.metadata().get(LogMapping.VERSION)))
              .toList();
      long unparsed = count(traces, LogReader.UNPARSED);
      long refused = count(traces, Evaluation.REFUSED);
      long failed = count(traces, LogReader.FAILED);
      failures += failed;
      table =
          table.row(
              run.version(),
              traces.size() - unparsed - refused - failed,
              unparsed,
              refused,
              failed,
              (long) (sum(traces, "tokens in") + sum(traces, "tokens out")),
              sum(traces, "cost"));
    }
    return table
        .withNote(
            "%d asked now, %d were in the store, %d have no answer.%s"
                .formatted(asked, log.traces().size() - asked - failures, missing, thrown()))
        .toMimeBundle();
  }

  /** A parser that throws looks like a model that rambles, but for this. */
  private String thrown() {
    List<String> errors =
        log.traces().stream()
            .map(trace -> trace.metadata().getOrDefault(AnswerTraces.PARSE_ERROR, ""))
            .filter(error -> !error.isEmpty())
            .toList();
    return errors.isEmpty()
        ? ""
        : " On %d answers the parser itself failed, first with %s: mend it and run again."
            .formatted(errors.size(), errors.get(0));
  }

  private static long count(List<Trace> traces, String choice) {
    return traces.stream().filter(one -> one.steps().get(0).choice().equals(choice)).count();
  }

  static double sum(List<Trace> traces, String name) {
    return traces.stream()
        .map(Trace::metadata)
        .map((Map<String, String> known) -> known.getOrDefault(name, ""))
        .filter(text -> !text.isEmpty())
        .mapToDouble(Double::parseDouble)
        .sum();
  }
}
