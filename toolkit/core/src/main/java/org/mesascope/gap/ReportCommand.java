package org.mesascope.gap;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.LoggedTraces;
import org.mesascope.trace.ReadReport;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceFormatException;
import org.mesascope.trace.TraceLog;

/** {@code mesascope report}: from a log file to a page, JSON and LaTeX tables. */
final class ReportCommand {

  /** A report was written. */
  static final int OK = 0;

  /** A report was written, but of no row. */
  static final int NOTHING_READ = 1;

  /** What was asked cannot be done as asked. */
  static final int BAD_INPUT = 2;

  private static final long SAID_EVERY = 2_000_000_000L;

  private static final String HELP =
      """
      Usage: mesascope report LOG --map FILE [--out DIR]
      Reads a log of an assistant or agent and writes DIR/index.html, report.json and LaTeX tables
      (booktabs).
            LOG          the log: Inspect AI, OpenAI evals, PromptLayer, JSON lines or CSV
            --map FILE   a YAML file that says what the log's fields mean
            --out DIR    where to write. Default: report
            --seed N     of controls and tests, a whole number. Default: 1
        -h, --help       show this help
      A mapping file, of which reader: inspect alone may be enough:
        reader: csv                      # inspect, openai-evals, promptlayer, jsonl, csv, mesascope
        trace: id                        # path of the trace's id; unit: of what is independent
        situation: scenario              # also version, outcome, metadata, shift
        choice: {path: answer, pattern: 'ANSWER: *([A-Z])', names: {A: wait, B: act}}
        menu: {alternatives: options, name: name, features: [cost, time]}
      What may be asked besides; what is not said is not asked, and the report names it:
        shift: {path: condition, training: plain}
        intended: {cost: -1}             # weights of features; proxy: a feature pursued instead?
        watched: {path: notice, watched: shown, unwatched: hidden, behaviour: act, capability: done}
      Ends with 0 if the report was written, 1 if no row could be read, 2 if the input cannot be used.
      """;

  private final PrintStream out;
  private final PrintStream err;

  ReportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process with its status. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new ReportCommand(out, err).run(args));
  }

  /** Runs the command and returns its status. */
  int run(String... args) {
    try {
      return report(args);
    } catch (NoSuchFileException e) {
      return refuse("there is no file " + e.getMessage());
    } catch (TraceFormatException | UsageException | IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return refuse(e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
    }
  }

  private int refuse(String problem) {
    err.println("mesascope: " + problem);
    return BAD_INPUT;
  }

  private int report(String... args) throws IOException, UsageException {
    if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
      out.print(HELP);
      return OK;
    }
    Arguments given = Arguments.of(args);
    LogMapping mapping = LogMapping.read(given.map);
    if (Files.exists(given.folder) && !Files.isDirectory(given.folder)) {
      throw new UsageException("--out expects a folder, and " + given.folder + " is a file");
    }
    LoggedTraces logged = read(given.log, mapping);
    ReadReport reading = logged.report();
    err.printf(
        "read %,d of %,d rows, %,d traces; %,d unreadable%n",
        reading.read(), reading.rows(), reading.traces(), reading.unreadable());
    for (ReadReport.Unreadable row :
        reading.first().subList(0, Math.min(3, reading.first().size()))) {
      err.printf("  %s: %s: %s%n", row.place(), row.reason(), row.detail());
    }
    TraceReportOptions options = TraceReportOptions.defaults().asking(mapping.questions());
    out.println(TraceReport.of(logged, options, given.seed).save(given.folder));
    return reading.read() == 0 ? NOTHING_READ : OK;
  }

  private LoggedTraces read(Path log, LogMapping mapping) throws IOException {
    List<Trace> traces = new ArrayList<>();
    long[] next = {System.nanoTime() + SAID_EVERY};
    ReadReport report =
        LogReader.of(mapping)
            .forEach(
                log,
                trace -> {
                  traces.add(trace);
                  if (System.nanoTime() > next[0]) {
                    err.printf("reading %s: %,d traces%n", log, traces.size());
                    next[0] = System.nanoTime() + SAID_EVERY;
                  }
                });
    return new LoggedTraces(TraceLog.of(traces), report);
  }

  /** The command line cannot be used. */
  private static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
      super(problem + ". See mesascope report --help");
    }
  }

  private record Arguments(Path log, Path map, Path folder, Seed seed) {

    static Arguments of(String... args) throws UsageException {
      String log = null;
      String map = null;
      String folder = "report";
      String seed = "1";
      for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
          case "--map" -> map = value(args, ++i);
          case "--out" -> folder = value(args, ++i);
          case "--seed" -> seed = value(args, ++i);
          default -> {
            if (args[i].startsWith("-")) {
              throw new UsageException("there is no option " + args[i]);
            }
            if (log != null) {
              throw new UsageException("expects one log, got \"%s\" too".formatted(args[i]));
            }
            log = args[i];
          }
        }
      }
      try {
        return new Arguments(
            Path.of(present(log, "a log")),
            Path.of(present(map, "--map FILE")),
            Path.of(folder),
            Seed.of(Long.parseLong(seed)));
      } catch (NumberFormatException e) {
        throw new UsageException("--seed expects a whole number, got \"%s\"".formatted(seed));
      }
    }

    private static String value(String[] args, int i) throws UsageException {
      if (i == args.length) {
        throw new UsageException(args[i - 1] + " expects a value");
      }
      return args[i];
    }

    private static String present(@Nullable String value, String what) throws UsageException {
      if (value == null) {
        throw new UsageException("expects " + what);
      }
      return value;
    }
  }
}
