package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.BehaviourChange.Verdict;
import org.mesascope.gap.ShiftObjection.Reason;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Proportions;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import smile.stat.distribution.GaussianDistribution;

/** How often a comparison of versions is wrong, over seeds, and how often it sees what is there. */
class NullShiftsTest {

  private static final List<String> WORDS =
      List.of("refund", "late", "angry", "new", "login", "card");
  private static final BehaviourShiftOptions OPTIONS =
      BehaviourShiftOptions.defaults().withTruth(StepLabel.metadata("need"), "human", "escalate");

  /**
   * A desk that escalates where evidence exceeds its criterion.
   *
   * @param ability d′
   * @param criterion from the middle
   * @param unreadable share of answers
   * @param word where it is said the desk never escalates; may be empty
   */
  private record Desk(double ability, double criterion, double unreadable, String word) {

    String answer(boolean signal, String situation, double unit, RandomGenerator random) {
      if (random.nextDouble() < unreadable) {
        return LogReader.UNPARSED;
      }
      double evidence = unit + random.nextGaussian() + (signal ? ability / 2 : -ability / 2);
      boolean yes = evidence > criterion && (word.isEmpty() || !situation.contains(word));
      return yes ? "escalate" : random.nextInt(3) == 0 ? "apologise" : "answer";
    }
  }

  private enum Sampling {
    SAME_CASES,
    SAME_USERS,
    OTHER_USERS,
    FEW_PROMPTS
  }

  private static final Desk DESK = new Desk(1.5, .2, .05, "");

  private static TraceLog log(Desk desk, String version, Sampling sampling, int units, Seed seed) {
    List<Trace> traces = new ArrayList<>();
    boolean same = sampling == Sampling.SAME_CASES || sampling == Sampling.SAME_USERS;
    RandomGenerator drawn = seed.split(version).random();
    for (int unit = 0; unit < units; unit++) {
      RandomGenerator nature =
          (same ? seed.split("nature") : seed.split(version + "/nature")).split(unit).random();
      double leaning = .7 * nature.nextGaussian();
      for (int i = 0; i < 3; i++) {
        boolean signal = nature.nextInt(3) == 0;
        String first = WORDS.get(nature.nextInt(WORDS.size()));
        String second = WORDS.get(nature.nextInt(WORDS.size()));
        String situation =
            sampling == Sampling.FEW_PROMPTS
                ? first
                : "%s %s %d".formatted(first, second, 10 * unit + i);
        double own = sampling == Sampling.SAME_CASES ? 0 : leaning;
        Map<String, String> metadata =
            sampling == Sampling.SAME_CASES || sampling == Sampling.FEW_PROMPTS
                ? Map.of("version", version, "need", signal ? "human" : "none")
                : Map.of(
                    "version", version,
                    "need", signal ? "human" : "none",
                    "unit", same ? "u" + unit : version + unit);
        if (sampling != Sampling.FEW_PROMPTS || i == 0) {
          traces.add(
              new Trace(
                  "%s %d.%d".formatted(version, unit, i),
                  List.of(
                      new Step(situation, null, desk.answer(signal, situation, own, drawn), null)),
                  metadata));
        }
      }
    }
    return TraceLog.of(traces);
  }

  private static BehaviourShift compare(
      Desk first, Desk second, Sampling sampling, int units, int number) {
    Seed seed = Seed.of(number).split("shift");
    BehaviourShiftOptions options =
        sampling == Sampling.OTHER_USERS ? OPTIONS.assignedAtRandom() : OPTIONS;
    return BehaviourShift.ofVersions(
        log(first, "v1", sampling, units, seed).and(log(second, "v2", sampling, units, seed)),
        "v1",
        "v2",
        options,
        seed.split("test"));
  }

  /**
   * Oracle: the level, for the chance that any of six tests rejects where both versions are one
   * desk, whatever the units are.
   */
  @Test
  void oneDeskTwiceRaisesFewAlarms() {
    int all = 0;
    for (Sampling sampling : Sampling.values()) {
      int alarms = 0;
      for (int seed = 0; seed < 100; seed++) {
        BehaviourShift shift = compare(DESK, DESK, sampling, 40, seed);
        alarms += shift.moved().isEmpty() ? 0 : 1;
      }
      all += alarms;
    }
    assertThat(Proportions.wilson(all, 400, .95).low()).isLessThan(.05);
    assertThat(Proportions.wilson(all, 400, .95).high()).isLessThan(.08);
  }

  /**
   * Oracle: the true change of the share, from the normal distribution function: 95 % intervals
   * hold it in 150 comparisons of each kind, with a standard error of 1.8 %.
   */
  @Test
  void intervalsHoldTheTruth() {
    Desk lenient = new Desk(1.5, .8, .05, "");
    for (Sampling sampling : List.of(Sampling.SAME_CASES, Sampling.OTHER_USERS)) {
      double spread = sampling == Sampling.SAME_CASES ? 1 : Math.sqrt(1 + .7 * .7);
      double truth = escalates(lenient, spread) - escalates(DESK, spread);
      int held = 0;
      for (int seed = 0; seed < 150; seed++) {
        BehaviourShift shift = compare(DESK, lenient, sampling, 30, seed);
        Interval interval = shift.change("escalate").difference().interval();
        held += interval != null && interval.contains(truth) ? 1 : 0;
      }
      assertThat(held / 150.0).as(sampling.toString()).isBetween(.91, .995);
    }
  }

  private static double escalates(Desk desk, double spread) {
    GaussianDistribution normal = new GaussianDistribution(0, 1);
    double hit = normal.cdf((desk.ability() / 2 - desk.criterion()) / spread);
    double falseAlarm = normal.cdf((-desk.ability() / 2 - desk.criterion()) / spread);
    return (1 - desk.unreadable()) * (hit + 2 * falseAlarm) / 3;
  }

  /** Oracle: by construction the criterion alone moves, or the ability alone. */
  @Test
  void biasAndAbilityAreToldApart() {
    int bias = 0;
    int ability = 0;
    int confused = 0;
    for (int seed = 0; seed < 25; seed++) {
      BehaviourShift lenient =
          compare(DESK, new Desk(1.5, 1.2, .05, ""), Sampling.SAME_CASES, 100, seed);
      bias += lenient.change("criterion").moved() ? 1 : 0;
      confused += lenient.change("d′").moved() ? 1 : 0;
      BehaviourShift blind =
          compare(DESK, new Desk(.2, .2, .05, ""), Sampling.SAME_CASES, 100, seed);
      ability += blind.change("d′").moved() ? 1 : 0;
      confused += blind.change("criterion").moved() ? 1 : 0;
    }
    assertThat(bias).isGreaterThanOrEqualTo(23);
    assertThat(ability).isGreaterThanOrEqualTo(23);
    assertThat(confused).isLessThanOrEqualTo(5);
  }

  /** Planted: a fifth more answers that nobody can read; ability is then not judged. */
  @Test
  void answersNobodyCanReadAreSeen() {
    int seen = 0;
    for (int seed = 0; seed < 20; seed++) {
      BehaviourShift shift =
          compare(DESK, new Desk(1.5, .2, .25, ""), Sampling.SAME_USERS, 60, seed);
      boolean moved = shift.change(LogReader.UNPARSED).moved();
      seen += moved ? 1 : 0;
      if (moved) {
        assertThat(shift.change("d′").verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(shift.objects(Reason.ABILITY_UNKNOWN)).isTrue();
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(18);
  }

  /** Planted: one word stops escalation. Without a word the change is not put down to one. */
  @Test
  void aWordThatDoesItIsNamed() {
    Desk eager = new Desk(1, -1.5, 0, "");
    int named = 0;
    int wrongly = 0;
    for (int seed = 0; seed < 20; seed++) {
      BehaviourShift word =
          compare(eager, new Desk(1, -1.5, 0, "refund"), Sampling.SAME_CASES, 80, seed);
      named +=
          word.objections().stream()
                  .anyMatch(
                      one -> one.reason() == Reason.HEURISTIC && one.because().contains("refund"))
              ? 1
              : 0;
      BehaviourShift even = compare(eager, new Desk(1, .5, 0, ""), Sampling.SAME_CASES, 80, seed);
      wrongly += even.objects(Reason.HEURISTIC) ? 1 : 0;
    }
    assertThat(named).isGreaterThanOrEqualTo(18);
    assertThat(wrongly).isLessThanOrEqualTo(1);
  }
}
