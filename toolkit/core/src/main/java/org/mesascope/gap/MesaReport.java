package org.mesascope.gap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.gap.Misalignment.Kind;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.task.FeatureUtility;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.trace.LogQuestions;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/**
 * The whole chain on one system: what it does in training and in deployment, the objective that
 * this is best described as pursuing and its rivals, what the data cannot tell, how far that lies
 * from the base objective and what it costs, whether there is anything goal-directed at all beside
 * systems for which the answer is known, and which kinds of misalignment the numbers show.
 *
 * <p>Each kind has a stated estimand: {@link Misalignment.Kind}. Where a control fails every
 * verdict is withheld; "not identifiable" and "none of these" are answers. What is found here is
 * behaviour, at most counterfactual: nothing looks inside the system.
 *
 * <pre>{@code
 * var report = MesaReport.of(agent, world, world.withCoinAt(0), seed);
 * report.verdict();
 * report.save(Path.of("report"));
 * }</pre>
 *
 * @param source the system or log
 * @param found the behavioural objective
 * @param evidence the level reached, or null where a rival explains the choices as well
 * @param controls systems for which the answer is known
 * @param misalignments one answer a kind
 * @param verdict what all of it comes to
 * @param sections the report's parts, in order
 */
public record MesaReport(
    String source,
    InferredObjective found,
    @Nullable Evidence evidence,
    List<ControlCheck> controls,
    List<Misalignment> misalignments,
    String verdict,
    List<ReportSection> sections)
    implements Displayable {

  public MesaReport {
    controls = List.copyOf(controls);
    misalignments = List.copyOf(misalignments);
    sections = List.copyOf(sections);
  }

  /** A trained system in one world of training and one of deployment, with the defaults. */
  public static MesaReport of(Policy system, World training, World deployment, Seed seed) {
    Shift<World> shift =
        new Shift<>(
            "shift", List.of(1.0), Mixture.of(training), strength -> Mixture.of(deployment));
    return of(system, shift, MesaReportOptions.defaults(), seed);
  }

  /**
   * A trained system under the strongest shift that is named.
   *
   * @throws IllegalArgumentException if the shift names no strength, or its worlds do not have the
   *     same states and actions
   */
  public static MesaReport of(
      Policy system, Shift<World> shift, MesaReportOptions options, Seed seed) {
    Mixture<World> deployment = strongest(shift);
    Watched watched =
        new Watched(
            system,
            shift.training(),
            deployment,
            Watched.act(system, shift.training(), options.episodes(), seed.split("training")),
            Watched.act(system, deployment, options.episodes(), seed.split("deployment")),
            options);
    return new WorldChain(watched, shift, seed).report("a trained system");
  }

  /**
   * Traces of a system in known worlds; what needs the system itself, such as a moved start or a
   * scale of capability, is not asked.
   *
   * @param training traces in the worlds of training, which their metadata "world" names
   * @param deployment traces in the worlds of the strongest shift
   */
  public static MesaReport of(
      TraceLog training,
      TraceLog deployment,
      Shift<World> shift,
      MesaReportOptions options,
      Seed seed) {
    if (training.traces().size() < 2 || deployment.traces().size() < 2) {
      throw new IllegalArgumentException(
          "a report expects at least 2 traces of training and 2 of deployment, got %d and %d"
              .formatted(training.traces().size(), deployment.traces().size()));
    }
    Watched watched =
        new Watched(null, shift.training(), strongest(shift), training, deployment, options);
    return new WorldChain(watched, shift, seed).report("a log of worlds");
  }

  /**
   * Choices from menus of one system, without any world.
   *
   * @param base what was intended, over features of the menus, or null where nobody said
   * @param options of which the level, the margin and the tolerance count
   */
  public static MesaReport ofChoices(
      TraceLog log, @Nullable FeatureUtility base, MesaReportOptions options, Seed seed) {
    return new MenuChain(log, LogQuestions.none(), base, options, options.level(), seed)
        .report("choices from menus");
  }

  /**
   * The same with what is asked of a log: the shift, a suspected proxy, a cue of being watched.
   * {@link TraceReport} does this for each version of a log that was read.
   *
   * @param log of one system; metadata "unit", "shift" and "watched" of its traces count
   */
  public static MesaReport ofLog(
      TraceLog log, LogQuestions questions, MesaReportOptions options, Seed seed) {
    return new MenuChain(
            log, questions, MenuKinds.intended(questions), options, options.level(), seed)
        .report("choices from menus");
  }

  /** The answer on one kind. */
  public Misalignment misalignment(Kind kind) {
    return misalignments.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }

  /** Whether a control failed. */
  public boolean withheld() {
    return controls.stream().anyMatch(control -> !control.passed());
  }

  /**
   * This report with the effect of a cue of being watched, from a log of the same system; see
   * {@link EvaluationEffect}.
   */
  public MesaReport withEvaluation(Misalignment effect) {
    if (effect.kind() != Kind.EVALUATION) {
      throw new IllegalArgumentException(
          "a report expects an effect of evaluation here, got " + effect.kind().words());
    }
    List<Misalignment> all =
        misalignments.stream()
            .map(one -> one.kind() == Kind.EVALUATION ? kept(effect) : one)
            .toList();
    return Conclusion.report(source, found, evidence, controls, all, parts());
  }

  /** One row a kind of misalignment: the answer and why, with controls and evidence below. */
  public ResultTable table() {
    return Conclusion.table(this);
  }

  /** Every table, in order. */
  public List<ResultTable> tables() {
    return sections.stream().flatMap(section -> section.tables().stream()).toList();
  }

  /** One page that needs no other file. */
  public String toHtml() {
    return ReportPage.html("Report on " + source, about(), sections);
  }

  /** Every number with all its digits. */
  public String toJson() {
    return ReportJson.write(source, level(), sections);
  }

  /** All tables, for the booktabs package. */
  public String toLatex() {
    StringBuilder all = new StringBuilder("% Needs \\usepackage{booktabs}\n");
    tables().forEach(table -> all.append('\n').append(table.toLatex()));
    return all.toString();
  }

  /**
   * Writes {@code report.json}, {@code tables.tex} and last {@code index.html}; each file is whole
   * or not there.
   *
   * @return the page
   */
  public Path save(Path folder) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("report.json", toJson());
    files.put("tables.tex", toLatex());
    files.put("index.html", toHtml());
    return ReportPage.save(folder, files);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString())
        .withHtml(ReportPage.body(sections))
        .with(MimeBundle.LATEX, toLatex());
  }

  @Override
  public String toString() {
    return ReportSection.text(sections);
  }

  private String about() {
    return "Level of evidence: %s. What was done, not what goes on inside.".formatted(level());
  }

  private String level() {
    return evidence == null ? "none" : evidence.name().toLowerCase(Locale.ROOT);
  }

  private Misalignment kept(Misalignment effect) {
    return withheld() && effect.answer() != Answer.NOT_ASKED
        ? effect.withheld(Conclusion.FAILED)
        : effect;
  }

  /** The sections before the conclusion. */
  private List<ReportSection> parts() {
    return sections.stream().filter(section -> !Conclusion.owns(section)).toList();
  }

  private static Mixture<World> strongest(Shift<World> shift) {
    List<Double> strengths = shift.strengths();
    if (strengths.isEmpty()) {
      throw new IllegalArgumentException(
          "a report takes the strongest shift that is named, but the shift in %s names none: give it strengths"
              .formatted(shift.strength()));
    }
    return shift.at(strengths.get(strengths.size() - 1));
  }
}
