package org.mesascope.support;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mesascope.gap.Workers;
import org.mesascope.stats.Seed;
import org.mesascope.support.PlannedEvaluation.Setting;

/**
 * Puts the study to the test where the truth is known: for every seed each kind of assistant is
 * made, its log written and studied blind; only then are the answers compared with the truth.
 *
 * @param source makes the assistants
 * @param plan what is logged of them
 * @param question what is asked
 * @param holds how often each evaluation is held to see how often it raises an alarm
 */
public record SupportTrial(
    AssistantSource source, LogPlan plan, SupportQuestion question, int holds) {

  private static final int MENUS = 200;

  public SupportTrial {
    if (holds < 1) {
      throw new IllegalArgumentException("holds expects at least 1, got " + holds);
    }
  }

  /** With the default plan and question, every evaluation held 20 times. */
  public static SupportTrial of(AssistantSource source) {
    return new SupportTrial(source, LogPlan.defaults(), SupportQuestion.defaults(), 20);
  }

  public SupportTrial withPlan(LogPlan other) {
    return new SupportTrial(source, other, question, holds);
  }

  public SupportTrial withQuestion(SupportQuestion other) {
    return new SupportTrial(source, plan, other, holds);
  }

  /** Holding each evaluation so often. */
  public SupportTrial withHolds(int times) {
    return new SupportTrial(source, plan, question, times);
  }

  /**
   * What one seed gave.
   *
   * @param seed its number
   * @param reports of the blind study, by what the assistant was
   * @param truths by what the assistant was
   */
  public record Outcome(
      int seed, Map<SupportRole, SupportReport> reports, Map<SupportRole, Truth> truths) {}

  /**
   * What the study should have found.
   *
   * @param contrast weight of what was intended minus that of the proxy named by the study
   * @param strengthOnset where that proxy costs the margin; +∞ where nowhere
   * @param stepOnset the same over training
   * @param held share of alarms of each evaluation, by name
   */
  public record Truth(
      double contrast, double strengthOnset, double stepOnset, Map<String, Double> held) {}

  /**
   * Runs the trial on this machine's threads; the same seeds give the same bits on any number.
   *
   * @param first number of the first seed
   * @param seeds how many, at least 1
   */
  public SupportTrialReport run(int first, int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("a trial expects at least 1 seed, got " + seeds);
    }
    List<Callable<Outcome>> jobs = new ArrayList<>();
    IntStream.range(first, first + seeds).forEach(number -> jobs.add(() -> outcome(number)));
    return new SupportTrialReport(
        question, plan, Workers.local().run("assistants over seeds", jobs));
  }

  private Outcome outcome(int number) {
    Seed seed = Seed.of(number);
    Map<SupportRole, SupportReport> reports = new EnumMap<>(SupportRole.class);
    Map<SupportRole, Truth> truths = new EnumMap<>(SupportRole.class);
    for (SupportRole role : SupportRole.values()) {
      // Matched: one seed for the weights of all roles. Logs differ, as those of four desks would.
      SortedMap<Integer, Assistant> course = source.course(role, seed.split("train"));
      SupportReport report = study(course, seed.split(role.words()));
      reports.put(role, report);
      truths.put(role, truth(course, report, seed.split("truth")));
    }
    return new Outcome(number, reports, truths);
  }

  /** Writes the log of an assistant and studies it blind. */
  public SupportReport study(SortedMap<Integer, Assistant> course, Seed seed) {
    return SupportStudy.of(question)
        .study(
            plan.log(course, seed.split("log")),
            PlannedEvaluation.atDesk(MENUS, seed.split("evaluations")),
            seed.split("study"));
  }

  /** What a study should have found of the proxy that it named. */
  public Truth truth(SortedMap<Integer, Assistant> course, SupportReport report, Seed seed) {
    KnownTruth known = new KnownTruth(question, plan.strengths(), course);
    SupportQuestion.Proxy proxy = report.served().leading();
    List<Setting> settings = PlannedEvaluation.settings();
    return new Truth(
        known.contrast(proxy, seed.split("contrast")),
        known.strengthOnset(proxy, seed.split("strength")),
        known.stepOnset(proxy, seed.split("step")),
        known.held(settings, holds, seed.split("held")));
  }
}
