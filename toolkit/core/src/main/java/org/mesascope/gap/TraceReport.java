package org.mesascope.gap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.AtomicFile;
import org.mesascope.report.ResultTable;
import org.mesascope.trace.LoggedTraces;
import org.mesascope.trace.ReadReport;
import org.mesascope.trace.TraceLog;

/**
 * What a log of somebody's system shows, at the level of behaviour: what could be read, how often
 * each choice is made by version and situation, how versions and shifts differ, and the behavioural
 * objective where the menus have features.
 *
 * <p>Every interval is over independent units (metadata {@code unit}, or else the trace), never
 * over rows. Answers without a choice and runs that broke off are kinds of behaviour of their own.
 * Known limits: nothing here looks inside the system, so the level of evidence is behaviour; a
 * difference between versions is their effect only where situations were given out at random.
 *
 * <pre>{@code
 * var mapping = LogMapping.read(Path.of("mapping.yaml"));
 * var logged = LogReader.of(mapping).read(Path.of("logs/task.eval"));
 * TraceReport.of(logged, TraceReportOptions.defaults()).save(Path.of("report"));
 * }</pre>
 *
 * @param source the log
 * @param sections its parts, in order
 */
public record TraceReport(String source, List<ReportSection> sections) implements Displayable {

  public TraceReport {
    sections = List.copyOf(sections);
  }

  /** Reports what a log shows. */
  public static TraceReport of(LoggedTraces logged, TraceReportOptions options) {
    ReadReport reading = logged.report();
    List<ReportSection> sections = new ArrayList<>();
    sections.add(reading(reading));
    TraceLog log = logged.log();
    if (log.stepCount() > 0) {
      BehaviourSections behaviour = new BehaviourSections(log, options);
      sections.add(behaviour.behaviour());
      sections.addAll(behaviour.situations());
      sections.addAll(behaviour.outcomes());
      sections.addAll(behaviour.versions());
      sections.addAll(behaviour.shifts());
      sections.add(ObjectiveSection.of(log, options.level()));
    }
    return new TraceReport(reading.source(), sections);
  }

  /** Every table, in order. */
  public List<ResultTable> tables() {
    return sections.stream().flatMap(section -> section.tables().stream()).toList();
  }

  /** One page that needs no other file. */
  public String toHtml() {
    String file = source.substring(source.lastIndexOf('/') + 1);
    return ReportPage.html(
        "Report on " + file.substring(file.lastIndexOf('\\') + 1),
        "Level of evidence: behaviour. What was done, not what goes on inside.",
        sections);
  }

  /** Every number with all its digits. */
  public String toJson() {
    return ReportJson.write(source, "behaviour", sections);
  }

  /**
   * Writes {@code index.html}, {@code report.json}, {@code tables.tex} with all tables, and each
   * table in a file of its own, such as {@code behaviour-1.tex}. All content is made before the
   * first file is written, each file is whole or not there, and the page comes last.
   *
   * @return the page
   */
  public Path save(Path folder) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder all = new StringBuilder("% Needs \\usepackage{booktabs}\n");
    for (ReportSection section : sections) {
      int number = 0;
      for (ResultTable table : section.tables()) {
        String latex = table.toLatex();
        files.put("%s-%d.tex".formatted(section.name(), ++number), latex);
        all.append('\n').append(latex);
      }
    }
    files.put("tables.tex", all.toString());
    files.put("report.json", toJson());
    files.put("index.html", toHtml());
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.resolve(file.getKey()), bytes);
    }
    return folder.resolve("index.html");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString()).withHtml(ReportPage.body(sections));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ReportSection section : sections) {
      text.append(section.title()).append("\n\n");
      section.text().forEach(sentence -> text.append(sentence).append('\n'));
      section.tables().forEach(table -> text.append(table.toText()).append('\n'));
    }
    return text.toString();
  }

  private static ReportSection reading(ReadReport reading) {
    ReportSection section =
        ReportSection.titled("reading", "What could be read")
            .saying(
                "%,d of %,d rows could be read and made %,d traces; %,d could not."
                    .formatted(
                        reading.read(), reading.rows(), reading.traces(), reading.unreadable()))
            .with(reading.table());
    return reading.first().isEmpty() ? section : section.with(reading.unreadableTable());
  }
}
