package org.mesascope.gap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogQuestions;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * The chain of every version of a log, and what is missing where a version has none.
 *
 * @param versions in the order of the log
 */
record LogChains(List<Version> versions) {

  /**
   * One system.
   *
   * @param report its chain, or null
   * @param why there is no chain, and what would give one; empty where there is one
   * @param answers one a kind of misalignment
   */
  record Version(String name, @Nullable MesaReport report, String why, List<Misalignment> answers) {

    String level() {
      return report == null || report.evidence() == null
          ? "none"
          : report.evidence().name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String NO_FEATURES =
      "An objective is told from menus whose alternatives have features, and this log has none. Map menu.features to get one.";

  static LogChains of(TraceLog log, TraceReportOptions options, Seed seed) {
    LogQuestions asked = options.questions();
    requireFeatures(log, asked);
    Map<String, List<Trace>> byVersion = new LinkedHashMap<>();
    log.traces()
        .forEach(
            trace ->
                byVersion
                    .computeIfAbsent(BehaviourSections.version(trace), name -> new ArrayList<>())
                    .add(trace));
    double level = 1 - (1 - options.level()) / byVersion.size();
    List<Version> versions = new ArrayList<>();
    byVersion.forEach(
        (name, traces) ->
            versions.add(
                version(name, TraceLog.of(traces), options, level, seed.split("version/" + name))));
    return new LogChains(List.copyOf(versions));
  }

  private static Version version(
      String name, TraceLog log, TraceReportOptions options, double level, Seed seed) {
    LogQuestions asked = options.questions();
    MesaReportOptions chain =
        MesaReportOptions.defaults()
            .withLevel(options.level())
            .withMargin(options.margin())
            .withTolerance(options.tolerance());
    String why;
    try {
      if (log.steps().noneMatch(step -> step.menu() != null && !step.menu().features().isEmpty())) {
        why = NO_FEATURES;
      } else {
        MesaReport report =
            new MenuChain(log, asked, MenuKinds.intended(asked), chain, level, seed).report(name);
        return new Version(name, report, "", report.misalignments());
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      why = "No objective could be fitted: " + e.getMessage();
    }
    Misalignment evaluation = MenuKinds.evaluation(log, asked, options.margin(), level, seed);
    return new Version(name, null, why, MenuKinds.withoutObjective(evaluation));
  }

  /** The chains there are. */
  Map<String, MesaReport> reports() {
    Map<String, MesaReport> all = new LinkedHashMap<>();
    for (Version version : versions) {
      if (version.report() != null) {
        all.put(version.name(), version.report());
      }
    }
    return all;
  }

  /** What each version's chain comes to. */
  ReportSection verdict() {
    ReportSection section = ReportSection.titled("verdict", "Verdict");
    ResultTable table =
        ResultTable.titled("What was asked, and the answers")
            .columns("version", "asked", "answer", "because");
    for (Version version : versions) {
      MesaReport report = version.report();
      section = section.saying(prefix(version) + said(version));
      if (report == null) {
        table = table.row(version.name(), "behavioural objective", "not asked", version.why());
      } else {
        boolean told = report.found().identifiability().identified();
        table =
            table
                .row(
                    version.name(),
                    "behavioural objective",
                    report.evidence() == null ? "none of these" : "told by behaviour",
                    report.found().verdict())
                .row(
                    version.name(),
                    "identifiability",
                    told ? "identifiable" : "not identifiable",
                    report.found().identifiability().summary());
      }
      for (Misalignment one : version.answers()) {
        table = table.row(version.name(), one.kind().words(), one.answer().words(), one.because());
      }
      table =
          table.row(
              version.name(),
              "level of evidence",
              version.level(),
              "Traces alone end at behaviour: counterfactual needs moved starts, goals or paths in a known world, decodable and causal need the inner state.");
    }
    return section.with(table);
  }

  /** The parts of all chains, one section a part. */
  List<ReportSection> sections() {
    Map<String, ReportSection> merged = new LinkedHashMap<>();
    for (Version version : versions) {
      MesaReport report = version.report();
      if (report == null) {
        ReportSection none =
            ReportSection.titled("objective", "What the choices are best described as pursuing");
        merged.merge(
            "objective",
            none.saying(prefix(version) + "Not asked. " + version.why()),
            LogChains::joined);
        ReportSection kinds =
            ReportSection.titled("misalignment", "Kinds of misalignment, with their numbers");
        for (Misalignment one : version.answers()) {
          if (!one.estimates().isEmpty()) {
            kinds = kinds.with(one.table());
            for (Figure figure : one.figures()) {
              kinds = kinds.with(figure);
            }
          }
        }
        if (!kinds.tables().isEmpty()) {
          merged.merge("misalignment", prefixed(version, kinds), LogChains::joined);
        }
        continue;
      }
      for (ReportSection part : report.sections()) {
        if (!part.name().equals("verdict")) {
          merged.merge(part.name(), prefixed(version, part), LogChains::joined);
        }
      }
    }
    return List.copyOf(merged.values());
  }

  private String said(Version version) {
    MesaReport report = version.report();
    if (report != null) {
      return report.verdict();
    }
    String found =
        version.answers().stream()
            .filter(one -> one.answer() == Misalignment.Answer.FOUND)
            .map(one -> "Found: " + one.kind().words() + ". ")
            .findFirst()
            .orElse("");
    return found + "No level of evidence for an objective is reached. " + version.why();
  }

  private String prefix(Version version) {
    return versions.size() == 1 ? "" : version.name() + ": ";
  }

  private ReportSection prefixed(Version version, ReportSection part) {
    String prefix = prefix(version);
    if (prefix.isEmpty()) {
      return part;
    }
    return new ReportSection(
        part.name(),
        part.title(),
        part.text().stream()
            .map(sentence -> common(part.name(), sentence) ? sentence : prefix + sentence)
            .toList(),
        part.tables().stream()
            .map(t -> new ResultTable(prefix + t.title(), t.columns(), t.rows(), t.notes()))
            .toList(),
        part.figures().stream().map(figure -> figure.withTitle(prefix + figure.title())).toList());
  }

  /** Whether every version says this in a part, so that it is said once and of none. */
  private boolean common(String part, String sentence) {
    return versions.stream()
        .allMatch(
            version ->
                version.report() != null
                    && version.report().sections().stream()
                        .filter(own -> own.name().equals(part))
                        .anyMatch(own -> own.text().contains(sentence)));
  }

  private static ReportSection joined(ReportSection one, ReportSection other) {
    ReportSection all = one;
    for (String sentence : other.text()) {
      all = all.text().contains(sentence) ? all : all.saying(sentence);
    }
    for (ResultTable table : other.tables()) {
      all = all.with(table);
    }
    for (Figure figure : other.figures()) {
      all = all.with(figure);
    }
    return all;
  }

  /** Fails where a feature is asked after that no menu has, if any menu has features. */
  private static void requireFeatures(TraceLog log, LogQuestions asked) {
    Set<String> there = new TreeSet<>();
    log.steps()
        .forEach(
            step -> {
              Menu menu = step.menu();
              if (menu != null) {
                there.addAll(menu.features());
              }
            });
    List<String> wanted = new ArrayList<>(asked.intended().keySet());
    if (asked.proxy() != null) {
      wanted.add(asked.proxy());
    }
    for (String feature : wanted) {
      if (!there.isEmpty() && !there.contains(feature)) {
        throw new IllegalArgumentException(
            "a report is asked after the feature \"%s\", which no menu of the log has; there are %s"
                .formatted(feature, there));
      }
    }
  }
}
