package org.mesascope.gap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.infer.Evidence;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LoggedTraces;
import org.mesascope.trace.ReadReport;
import org.mesascope.trace.TraceLog;

/**
 * What a log of somebody's system shows: what could be read, how often each choice is made by
 * version and situation, how versions and shifts differ; and for each version the whole chain of a
 * {@link MesaReport}, as far as a log can carry it: behavioural objective, identifiability, what it
 * costs the intended one, goal-directedness beside its controls, capability against objective under
 * the shift, kinds of misalignment, level of evidence. What it cannot carry is named with what is
 * missing.
 *
 * <p>Every interval and test is over independent units (metadata {@code unit}, or else the trace),
 * never over rows. Answers without a choice and runs that broke off are kinds of behaviour of their
 * own. Where there are several versions, kinds of misalignment are asked at a level for each at
 * which all hold together (Bonferroni), but for the interval of a proxy's weight, which is at the
 * report's own level.
 *
 * <p>Known limits: nothing here looks inside the system, so the level of evidence is at most
 * behaviour; a difference between versions is their effect only where situations were given out at
 * random.
 *
 * <pre>{@code
 * var mapping = LogMapping.read(Path.of("mapping.yaml"));
 * var logged = LogReader.of(mapping).read(Path.of("logs/task.eval"));
 * var options = TraceReportOptions.defaults().asking(mapping.questions());
 * TraceReport.of(logged, options, Seed.of(7)).save(Path.of("report"));
 * }</pre>
 *
 * @param source the log's name
 * @param versions the chain of each version whose menus have features
 * @param sections the report's parts, in order
 */
public record TraceReport(
    String source, Map<String, MesaReport> versions, List<ReportSection> sections)
    implements Displayable {

  public TraceReport {
    versions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    sections = List.copyOf(sections);
  }

  /**
   * Reports what a log shows.
   *
   * @param seed of controls and tests
   * @throws IllegalArgumentException if a feature is asked after that no menu has
   */
  public static TraceReport of(LoggedTraces logged, TraceReportOptions options, Seed seed) {
    ReadReport reading = logged.report();
    TraceLog log = logged.log();
    if (log.stepCount() == 0) {
      return new TraceReport(reading.name(), Map.of(), List.of(reading(reading)));
    }
    LogChains chains = LogChains.of(log, options, seed);
    BehaviourSections behaviour = new BehaviourSections(log, options);
    List<ReportSection> sections = new ArrayList<>();
    sections.add(chains.verdict());
    sections.add(reading(reading));
    sections.add(behaviour.behaviour());
    sections.addAll(behaviour.situations());
    sections.addAll(behaviour.outcomes());
    sections.addAll(behaviour.versions());
    sections.addAll(behaviour.shifts());
    sections.addAll(chains.sections());
    return new TraceReport(reading.name(), chains.reports(), sections);
  }

  /** The highest level of evidence that a version's objective reaches, in words, or "none". */
  public String evidence() {
    return versions.values().stream()
        .map(MesaReport::evidence)
        .filter(level -> level != null)
        .max(Evidence::compareTo)
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .orElse("none");
  }

  /** Every table, in order. */
  public List<ResultTable> tables() {
    return sections.stream().flatMap(section -> section.tables().stream()).toList();
  }

  /** One page that needs no other file. */
  public String toHtml() {
    return ReportPage.html(
        "Report on " + source,
        "Level of evidence for an objective: %s. What was done, not what goes on inside."
            .formatted(evidence()),
        sections);
  }

  /** Every number with all its digits. */
  public String toJson() {
    return ReportJson.write(source, evidence(), sections);
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
    return ReportPage.save(folder, files);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString()).withHtml(ReportPage.body(sections));
  }

  @Override
  public String toString() {
    return ReportSection.text(sections);
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
