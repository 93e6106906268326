package org.mesascope.support;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.gap.Misalignment;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * What a study found. Its level of evidence is behaviour: traces show what choices are best
 * described as pursuing, not why.
 *
 * @param verdict the answer
 * @param served which signal the choices serve at the greatest strength, unwatched
 * @param inTraining the same asked of training alone, or null where the log has none
 * @param effect of the cue of being watched, or null where nobody was watched
 * @param byStrength what is lost to the leading proxy as the shift grows
 * @param byStep the same at the greatest strength as training goes on
 * @param trainingByStep share as intended in training, by step; empty where the log has none
 * @param evaluations which of them would have caught it
 */
public record SupportReport(
    SupportVerdict verdict,
    ServedSignal served,
    @Nullable ServedSignal inTraining,
    @Nullable Misalignment effect,
    Onset byStrength,
    Onset byStep,
    List<Estimate> trainingByStep,
    EvaluationRanking evaluations)
    implements Displayable {

  public SupportReport {
    trainingByStep = List.copyOf(trainingByStep);
  }

  /** The questions and their answers. */
  public ResultTable table() {
    ServedSignal before = inTraining;
    EvaluationRanking.Power best = evaluations.best();
    return ResultTable.titled("What the traces say of this assistant")
        .columns("question", "answer")
        .row("verdict", words())
        .row("level of evidence", "behaviour")
        .row("from training alone", before == null ? "not asked" : before.verdict().words())
        .row("leading proxy", served.leading().name())
        .row("weight of what was intended minus its", served.contrast(served.leading()))
        .row("that order is right with probability", served.sureness())
        .row("lost to it at the end of the shift", last(byStrength.lost()))
        .row("shows from shift strength", orNone(byStrength.at()))
        .row("shows from training step", orNone(byStep.at()))
        .row("effect of being watched", effectInWords())
        .row(
            "evaluation of the greatest power",
            String.format(
                Locale.ROOT,
                "%s (%.2f with %d cases)",
                best.name(),
                best.power(),
                evaluations.budget()));
  }

  /**
   * The verdict in words, with the proxy that is served; and, where something is, whether that may
   * be so only unwatched: an effect of being watched that is not decided is not one that is absent.
   */
  public String words() {
    String said =
        verdict == SupportVerdict.SERVES_PROXY
            ? verdict.words() + ": " + served.leading().name()
            : verdict.words();
    boolean serves =
        verdict == SupportVerdict.SERVES_PROXY || verdict == SupportVerdict.SERVES_INTENDED;
    return serves && (effect == null || effect.answer() != Misalignment.Answer.NOT_FOUND)
        ? "%s (unwatched; effect of being watched: %s)".formatted(said, effectInWords())
        : said;
  }

  private String effectInWords() {
    return effect == null ? "not asked" : effect.answer().words();
  }

  private static Object orNone(@Nullable Estimate at) {
    return at == null ? "nowhere" : at;
  }

  private static Estimate last(List<Estimate> all) {
    return all.get(all.size() - 1);
  }

  /** Capability, objective and what is lost, over the shift. */
  public Figure strengthFigure() {
    return byStrength.figure().withTitle("What the shift costs");
  }

  /** The same over training, with what training itself shows. */
  public Figure stepFigure() {
    Figure figure = byStep.figure().withTitle("When it appeared");
    return trainingByStep.size() == byStep.places().length
        ? figure.line("as intended, in training", byStep.places(), trainingByStep)
        : figure;
  }

  /** Weights of the choices. */
  public Figure weightFigure() {
    return served.figure();
  }

  /** Power of the evaluations, beside what was found by holding them where that is given. */
  public Figure evaluationFigure(Map<String, Double> held) {
    return evaluations.figure(held);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
