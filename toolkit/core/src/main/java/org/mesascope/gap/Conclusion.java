package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/** What a report's answers come to, said first and at the end. */
final class Conclusion {

  /** Why an answer is withheld. */
  static final String FAILED = "A control failed, so that the numbers cannot be trusted.";

  private static final String FIRST = "verdict";
  private static final String KINDS = "misalignment";

  private Conclusion() {}

  static boolean owns(ReportSection section) {
    return section.name().equals(FIRST) || section.name().equals(KINDS);
  }

  /** A report of parts and answers; answers are withheld where a control failed. */
  static MesaReport report(
      String source,
      InferredObjective found,
      @Nullable Evidence evidence,
      List<ControlCheck> controls,
      List<Misalignment> asked,
      List<ReportSection> parts) {
    boolean failed = controls.stream().anyMatch(control -> !control.passed());
    List<Misalignment> answers =
        asked.stream().map(one -> failed ? one.withheld(FAILED) : one).toList();
    String verdict = verdict(found, evidence, controls, answers);
    MesaReport bare =
        new MesaReport(source, found, evidence, controls, answers, verdict, List.of());
    List<ReportSection> sections = new ArrayList<>();
    sections.add(ReportSection.titled(FIRST, "Verdict").saying(verdict).with(table(bare)));
    sections.addAll(parts);
    ReportSection kinds = ReportSection.titled(KINDS, "Kinds of misalignment, with their numbers");
    for (Misalignment one : answers) {
      kinds = one.estimates().isEmpty() ? kinds.saying(one.conclusion()) : kinds.with(one.table());
      for (Figure figure : one.figures()) {
        kinds = kinds.with(figure);
      }
    }
    sections.add(kinds);
    return new MesaReport(source, found, evidence, controls, answers, verdict, sections);
  }

  static ResultTable table(MesaReport report) {
    ResultTable table =
        ResultTable.titled("What was asked, and the answers").columns("kind", "answer", "because");
    for (Misalignment one : report.misalignments()) {
      table = table.row(one.kind().words(), one.answer().words(), one.because());
    }
    long passed = report.controls().stream().filter(ControlCheck::passed).count();
    return table
        .withNote(level(report.found(), report.evidence()))
        .withNote("%d of %d controls passed.".formatted(passed, report.controls().size()));
  }

  private static String verdict(
      InferredObjective found,
      @Nullable Evidence evidence,
      List<ControlCheck> controls,
      List<Misalignment> answers) {
    List<String> failed =
        controls.stream().filter(c -> !c.passed()).map(ControlCheck::name).toList();
    if (!failed.isEmpty()) {
      return "Verdict withheld: this control failed: " + String.join("; ", failed) + ".";
    }
    String level = level(found, evidence);
    String kinds = named(answers, Answer.FOUND);
    if (!kinds.isEmpty()) {
      return "Found: " + kinds + ". " + level;
    }
    String open = named(answers, Answer.NOT_IDENTIFIABLE);
    if (!open.isEmpty()) {
      return "Not identifiable: " + open + ". " + level;
    }
    String undecided = named(answers, Answer.NOT_DECIDED);
    if (!undecided.isEmpty()) {
      return "Not decided: " + undecided + ". " + level;
    }
    String none = named(answers, Answer.NOT_FOUND);
    return none.isEmpty()
        ? "No kind of misalignment could be asked after. " + level
        : "None of these: " + none + ". " + level;
  }

  private static String named(List<Misalignment> answers, Answer answer) {
    return answers.stream()
        .filter(one -> one.answer() == answer)
        .map(one -> one.kind().words())
        .collect(Collectors.joining(", "));
  }

  /** The level of evidence in words. */
  private static String level(InferredObjective found, @Nullable Evidence evidence) {
    return evidence == null
        ? "No level of evidence for an objective is reached: %s.".formatted(found.verdict())
        : "Level of evidence for the objective: %s; %s."
            .formatted(evidence.name().toLowerCase(Locale.ROOT), found.verdict());
  }
}
