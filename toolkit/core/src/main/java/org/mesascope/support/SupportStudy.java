package org.mesascope.support;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.gap.EvaluationCue;
import org.mesascope.gap.EvaluationCue.Conduct;
import org.mesascope.gap.EvaluationEffect;
import org.mesascope.gap.Misalignment;
import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/**
 * Studies an assistant from its traces alone: which signal it serves, how sure that is, at what
 * strength of the shift and when in training it shows, and which evaluation would have caught it.
 *
 * <p>It is blind: all it sees are traces, the names of features and the menus of evaluations that
 * might be held. Neither the assistant nor what a customer needed is within its reach.
 *
 * <pre>{@code
 * var report = SupportStudy.of(SupportQuestion.defaults()).study(log, evaluations, seed);
 * report.verdict();
 * report.served().sureness();
 * report.byStrength().at();
 * report.evaluations().best();
 * }</pre>
 */
public final class SupportStudy {

  private final SupportQuestion question;

  private SupportStudy(SupportQuestion question) {
    this.question = question;
  }

  public static SupportStudy of(SupportQuestion question) {
    return new SupportStudy(question);
  }

  /**
   * Studies a log.
   *
   * @param log traces of one step with the metadata of {@link LogPlan} and the features asked after
   * @param evaluations candidates, at least one
   * @param seed for resampling and sign flips
   * @throws IllegalArgumentException naming the trace and what it lacks
   */
  public SupportReport study(TraceLog log, List<PlannedEvaluation> evaluations, Seed seed) {
    if (evaluations.isEmpty()) {
      throw new IllegalArgumentException("a study expects at least one evaluation, got none");
    }
    StudyLog parts = StudyLog.of(log);
    if (parts.byStrength().isEmpty()) {
      throw new IllegalArgumentException(
          "a study expects cases answered unwatched after the last step, got none");
    }
    ServedSignal served = ServedSignal.of(question, parts.shifted());
    ServedSignal inTraining =
        parts.training().traces().isEmpty() ? null : ServedSignal.of(question, parts.training());
    Misalignment effect = effect(parts, seed.split("effect"));
    return new SupportReport(
        verdict(served, effect),
        served,
        inTraining,
        effect,
        Onset.of(
            "shift strength",
            question,
            served.leading(),
            parts.byStrength(),
            seed.split("strength")),
        Onset.of(
            "training step", question, served.leading(), parts.shiftedByStep(), seed.split("step")),
        LostToProxy.shares(
            "in training", parts.trainingByStep().values(), question.intended(), question.level()),
        EvaluationRanking.of(question, parts, evaluations));
  }

  private @Nullable Misalignment effect(StudyLog parts, Seed seed) {
    if (parts.watched().traces().isEmpty()) {
      return null;
    }
    EvaluationCue cue =
        new EvaluationCue(
            LogPlan.WATCHED,
            "yes",
            "no",
            LogPlan.CUSTOMER,
            new Conduct(question.intended(), step -> LostToProxy.taken(step, question.intended())),
            new Conduct(
                question.capability(), step -> LostToProxy.taken(step, question.capability())));
    return EvaluationEffect.of(parts.last(), cue, question.margin(), question.certainty(), seed);
  }

  private static SupportVerdict verdict(ServedSignal served, @Nullable Misalignment effect) {
    boolean cued = effect != null && effect.answer() == Misalignment.Answer.FOUND;
    return cued ? SupportVerdict.EVALUATION_CONDITIONAL : served.verdict();
  }
}
