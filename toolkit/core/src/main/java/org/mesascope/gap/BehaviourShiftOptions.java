package org.mesascope.gap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Step;

/**
 * How two versions are compared.
 *
 * @param behaviour what a step counts as; null counts as a missing answer
 * @param unreadable the behaviours that are answers nobody could read, beside missing ones
 * @param scores numbers that are compared beside behaviours
 * @param truth where there is one, what tells ability from bias
 * @param situation the words of what a step answered: what two versions have in common
 * @param assignment how situations came to versions
 * @param conditions metadata that must not tell the versions apart, such as the judge
 * @param correction of p-values for how many tests there are
 * @param level coverage of intervals, and 1 less the family's error; in (0, 1)
 * @param margin the least change of a share that matters, in (0, 1)
 * @param abilityMargin the least change of d′ and of the criterion that matters, positive
 */
public record BehaviourShiftOptions(
    StepLabel behaviour,
    Set<String> unreadable,
    List<Score> scores,
    @Nullable Truth truth,
    StepLabel situation,
    Assignment assignment,
    Set<String> conditions,
    Correction correction,
    double level,
    double margin,
    double abilityMargin) {

  /** How situations came to versions. */
  public enum Assignment {
    /** Nobody says: versions are compared where both met a situation, or not at all. */
    UNKNOWN,
    /** Each unit was given its version at random. */
    RANDOM
  }

  /** See {@link org.mesascope.stats.Multiplicity}. */
  public enum Correction {
    /** Holds the chance of any false alarm. */
    HOLM,
    /** Holds the share of false alarms among alarms. */
    BENJAMINI_HOCHBERG
  }

  /**
   * A number that steps show, such as a judge's score.
   *
   * @param of its value at a step; finite, or the comparison fails with the step's place
   * @param margin the least change that matters, positive
   */
  public record Score(String name, ToDoubleFunction<Step> of, double margin) {

    public Score {
      if (!(margin > 0)) {
        throw new IllegalArgumentException(
            "score \"%s\" expects a positive margin, got %s".formatted(name, margin));
      }
    }
  }

  /**
   * What was true at a step, so that saying yes can be right or wrong.
   *
   * @param label null where it is not known; such steps count for behaviours alone
   * @param signal the label that asks for {@code yes}; every other label asks for something else
   * @param yes the behaviour that says so
   */
  public record Truth(StepLabel label, String signal, String yes) {}

  public BehaviourShiftOptions {
    unreadable = Set.copyOf(unreadable);
    scores = List.copyOf(scores);
    conditions = Set.copyOf(conditions);
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies in (0, 1), got " + level);
    }
    if (!(margin > 0 && margin < 1 && abilityMargin > 0)) {
      throw new IllegalArgumentException(
          "margins expect a share in (0, 1) and a positive change of ability, got %s and %s"
              .formatted(margin, abilityMargin));
    }
  }

  /**
   * Choices; {@code LogReader.UNPARSED} and {@code FAILED} unreadable; no scores and no truth;
   * assignment unknown; conditions model, judge, scorer, grader, temperature, date, time and
   * timestamp; Holm; level .95; margins .05 and .3.
   */
  public static BehaviourShiftOptions defaults() {
    return new BehaviourShiftOptions(
        StepLabel.choice(),
        Set.of(LogReader.UNPARSED, org.mesascope.trace.LogReader.FAILED),
        List.of(),
        null,
        StepLabel.situation(),
        Assignment.UNKNOWN,
        Set.of("model", "judge", "scorer", "grader", "temperature", "date", "time", "timestamp"),
        Correction.HOLM,
        .95,
        .05,
        .3);
  }

  /** Counts what {@code label} says, such as {@link StepLabel#outcome}. */
  public BehaviourShiftOptions ofBehaviour(StepLabel label) {
    return new BehaviourShiftOptions(
        label,
        unreadable,
        scores,
        truth,
        situation,
        assignment,
        conditions,
        correction,
        level,
        margin,
        abilityMargin);
  }

  /** With one more behaviour that is an answer nobody could read. */
  public BehaviourShiftOptions withUnreadable(String kind) {
    return new BehaviourShiftOptions(
        behaviour,
        and(unreadable, kind),
        scores,
        truth,
        situation,
        assignment,
        conditions,
        correction,
        level,
        margin,
        abilityMargin);
  }

  /** With one more number compared. */
  public BehaviourShiftOptions withScore(
      String name, ToDoubleFunction<Step> of, double leastThatMatters) {
    List<Score> all = new ArrayList<>(scores);
    all.add(new Score(name, of, leastThatMatters));
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        all,
        truth,
        situation,
        assignment,
        conditions,
        correction,
        level,
        margin,
        abilityMargin);
  }

  /** Tells ability from bias: {@code yes} is right where {@code label} says {@code signal}. */
  public BehaviourShiftOptions withTruth(StepLabel label, String signal, String yes) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        new Truth(label, signal, yes),
        situation,
        assignment,
        conditions,
        correction,
        level,
        margin,
        abilityMargin);
  }

  /** Takes {@code label} for what versions have in common, such as a prompt kept as metadata. */
  public BehaviourShiftOptions withSituation(StepLabel label) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        label,
        assignment,
        conditions,
        correction,
        level,
        margin,
        abilityMargin);
  }

  /** Says that each unit was given its version at random. */
  public BehaviourShiftOptions assignedAtRandom() {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        situation,
        Assignment.RANDOM,
        conditions,
        correction,
        level,
        margin,
        abilityMargin);
  }

  /** Other metadata that must not tell the versions apart. */
  public BehaviourShiftOptions withConditions(String... keys) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        situation,
        assignment,
        Set.of(keys),
        correction,
        level,
        margin,
        abilityMargin);
  }

  public BehaviourShiftOptions withCorrection(Correction other) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        situation,
        assignment,
        conditions,
        other,
        level,
        margin,
        abilityMargin);
  }

  public BehaviourShiftOptions withLevel(double coverage) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        situation,
        assignment,
        conditions,
        correction,
        coverage,
        margin,
        abilityMargin);
  }

  public BehaviourShiftOptions withMargin(double least) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        situation,
        assignment,
        conditions,
        correction,
        level,
        least,
        abilityMargin);
  }

  public BehaviourShiftOptions withAbilityMargin(double least) {
    return new BehaviourShiftOptions(
        behaviour,
        unreadable,
        scores,
        truth,
        situation,
        assignment,
        conditions,
        correction,
        level,
        margin,
        least);
  }

  private static Set<String> and(Set<String> some, String one) {
    Set<String> all = new LinkedHashSet<>(some);
    all.add(one);
    return all;
  }
}
