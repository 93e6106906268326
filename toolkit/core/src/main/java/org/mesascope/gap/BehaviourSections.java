package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** What was done: shares of choices and outcomes, and how groups differ in them. */
final class BehaviourSections {

  /** The version of a trace that names none. */
  static final String UNNAMED = "(no version)";

  private static final int COMPARED = 4;

  private final TraceReportOptions options;
  private final ChoiceCounts choices = new ChoiceCounts();
  private final ChoiceCounts outcomes = new ChoiceCounts();
  private final Map<String, ChoiceCounts> bySituation = new TreeMap<>();
  private final Map<String, ChoiceCounts> byShift = new TreeMap<>();
  private final Map<String, ChoiceCounts> outcomesByShift = new TreeMap<>();
  private @Nullable String firstShift;

  BehaviourSections(TraceLog log, TraceReportOptions options) {
    this.options = options;
    for (Trace trace : log.traces()) {
      String version = version(trace);
      String unit = unit(trace);
      String shift = trace.metadata().get(LogMapping.SHIFT);
      firstShift = firstShift == null ? shift : firstShift;
      for (Step step : trace.steps()) {
        choices.add(version, unit, step.choice());
        counts(bySituation, step.situation()).add(version, unit, step.choice());
        String outcome = step.outcome();
        if (outcome != null) {
          outcomes.add(version, unit, outcome);
        }
        if (shift != null) {
          counts(byShift, version).add(shift, unit, step.choice());
          if (outcome != null) {
            counts(outcomesByShift, version).add(shift, unit, outcome);
          }
        }
      }
    }
  }

  static String version(Trace trace) {
    return trace.metadata().getOrDefault(LogMapping.VERSION, UNNAMED);
  }

  static String unit(Trace trace) {
    return trace.metadata().getOrDefault(LogMapping.UNIT, trace.id());
  }

  ReportSection behaviour() {
    ReportSection section =
        ReportSection.titled("behaviour", "What was chosen")
            .saying(
                "Shares of all rows that were read, with %s %% intervals over independent units."
                    .formatted(percent(options.level())))
            .with(shares("Choices by version", "choice", choices))
            .with(bars("Choices by version", choices));
    if (choices.kinds().contains(LogReader.UNPARSED)) {
      section =
          section.saying(
              "“%s” is a behaviour too: it counts in every share.".formatted(LogReader.UNPARSED));
    }
    return section;
  }

  List<ReportSection> outcomes() {
    if (outcomes.isEmpty()) {
      return List.of();
    }
    return List.of(
        ReportSection.titled("outcomes", "What came of it")
            .saying("Rows without an outcome do not count here.")
            .with(shares("Outcomes by version", "outcome", outcomes)));
  }

  List<ReportSection> situations() {
    if (bySituation.size() < 2) {
      return List.of();
    }
    List<String> most = new ArrayList<>(bySituation.keySet());
    most.sort(
        Comparator.<String>comparingLong(name -> -rows(counts(bySituation, name)))
            .thenComparing(Comparator.naturalOrder()));
    int shown = Math.min(options.situations(), most.size());
    if (rows(counts(bySituation, most.get(0))) < 2) {
      return List.of(
          ReportSection.titled("situations", "Where it was chosen")
              .saying(
                  "Each of the %,d situations comes once, so no share is given by situation."
                      .formatted(most.size())));
    }
    ResultTable table =
        ResultTable.titled("Choices by situation")
            .columns("situation", "version", "choice", "rows", "of", "share");
    for (String situation : most.subList(0, shown)) {
      ChoiceCounts counts = counts(bySituation, situation);
      for (String version : counts.groups()) {
        for (String kind : counts.kinds()) {
          table =
              table.row(
                  situation,
                  version,
                  kind,
                  counts.count(version, kind),
                  counts.rows(version),
                  counts.share(version, kind, options.level()));
        }
      }
    }
    if (shown < most.size()) {
      table =
          table.withNote("the %d most frequent of %,d situations".formatted(shown, most.size()));
    }
    return List.of(ReportSection.titled("situations", "Where it was chosen").with(table));
  }

  List<ReportSection> versions() {
    List<String> groups = choices.groups();
    if (groups.size() < 2) {
      return List.of();
    }
    List<String[]> pairs = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (groups.size() <= COMPARED || j == 0) {
          pairs.add(new String[] {groups.get(i), groups.get(j)});
        }
      }
    }
    ReportSection section =
        ReportSection.titled("versions", "How versions differ")
            .saying(
                "A difference is the versions' own only where they met the same situations, or"
                    + " situations given out at random.");
    return List.of(differences(section, "Differences between versions", choices, pairs));
  }

  List<ReportSection> shifts() {
    List<ReportSection> sections = new ArrayList<>();
    String asked = options.questions().training();
    String training = asked == null ? firstShift : asked;
    for (Map.Entry<String, ChoiceCounts> entry : byShift.entrySet()) {
      String version = entry.getKey();
      ReportSection section =
          ReportSection.titled(
              "shift-" + (sections.size() + 1),
              "What changes under the shift" + (version.equals(UNNAMED) ? "" : ": " + version));
      section = gap(section, "Choices under the shift", entry.getValue(), training);
      ChoiceCounts after = outcomesByShift.get(version);
      if (after != null) {
        section = gap(section, "Outcomes under the shift", after, training);
      }
      sections.add(
          section.saying(
              "Where choices change and outcomes hold, the system can still do what it could; where"
                  + " both change, it may have lost that. If the shift is a cue of being watched,"
                  + " this is evaluation-conditional behaviour, and no more is claimed."));
    }
    return sections;
  }

  private ReportSection gap(
      ReportSection section, String title, ChoiceCounts counts, @Nullable String training) {
    if (training == null || !counts.groups().contains(training)) {
      return section.saying(
          "%s: nothing to compare with, for no row has the training value \"%s\"; there are %s."
              .formatted(title, training, counts.groups()));
    }
    List<String[]> pairs =
        counts.groups().stream()
            .filter(value -> !value.equals(training))
            .map(value -> new String[] {value, training})
            .toList();
    return pairs.isEmpty()
        ? section.saying(title + ": the shift has one value, \"" + training + "\", alone.")
        : differences(section, title, counts, pairs);
  }

  private ReportSection differences(
      ReportSection section, String title, ChoiceCounts counts, List<String[]> pairs) {
    List<String> kinds = counts.kinds();
    int tests = pairs.size() * kinds.size();
    double level = 1 - (1 - options.level()) / tests;
    ResultTable table =
        ResultTable.titled(title)
            .columns("what", "group", "minus", "share", "share there", "difference");
    List<Estimate> drawn = new ArrayList<>();
    for (String[] pair : pairs) {
      for (String kind : kinds) {
        Estimate difference = counts.difference(pair[0], pair[1], kind, level);
        drawn.add(difference);
        table =
            table.row(
                kind,
                pair[0],
                pair[1],
                counts.share(pair[0], kind, options.level()).value(),
                counts.share(pair[1], kind, options.level()).value(),
                difference);
      }
    }
    table =
        table.withNote(
            "intervals at %s %% each, so that all %d hold together at %s %% (Bonferroni)"
                .formatted(percent(level), tests, percent(options.level())));
    ReportSection with = section.with(table);
    return drawn.size() <= 24 ? with.with(Figure.forest(title, drawn)) : with;
  }

  private ResultTable shares(String title, String what, ChoiceCounts counts) {
    ResultTable table =
        ResultTable.titled(title).columns("version", what, "rows", "of", "units", "share");
    for (String version : counts.groups()) {
      for (String kind : counts.kinds()) {
        Estimate share = counts.share(version, kind, options.level());
        table =
            table.row(
                version, kind, counts.count(version, kind), counts.rows(version), share.n(), share);
      }
    }
    return counts.kindCount() > ChoiceCounts.KINDS
        ? table.withNote(
            "the %d most frequent of %,d, the rest together as %s"
                .formatted(ChoiceCounts.KINDS - 1, counts.kindCount(), ChoiceCounts.OTHER))
        : table;
  }

  private Figure bars(String title, ChoiceCounts counts) {
    List<String> kinds = counts.kinds();
    Figure figure = Figure.titled(title).xAxis("choice", "").yAxis("share", "").yRange(0, 1);
    for (String version : counts.groups().subList(0, Math.min(6, counts.groups().size()))) {
      figure =
          figure.bars(
              version,
              kinds,
              kinds.stream().map(kind -> counts.share(version, kind, options.level())).toList());
    }
    return figure;
  }

  private static long rows(ChoiceCounts counts) {
    return counts.groups().stream().mapToLong(counts::rows).sum();
  }

  private static ChoiceCounts counts(Map<String, ChoiceCounts> all, String name) {
    return Objects.requireNonNull(all.computeIfAbsent(name, one -> new ChoiceCounts()));
  }

  private static String percent(double level) {
    double percent = Math.round(level * 10_000) / 100.0;
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }
}
