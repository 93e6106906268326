package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.EvaluationCue.Conduct;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** Planted assistants that take or do not take a cue of being watched into account. */
class EvaluationEffectTest {

  private static final Menu MENU = Menu.of(List.of("careful", "careless"));

  private static final EvaluationCue CUE =
      new EvaluationCue(
          "watched",
          "yes",
          "no",
          "person",
          new Conduct("careful replies", step -> step.choice().equals("careful") ? 1 : 0),
          new Conduct("tasks solved", step -> "solved".equals(step.outcome()) ? 1 : 0));

  @Test
  void aPlantedEffectIsFoundOverSeeds() {
    assertThat(count(Answer.FOUND, .35, 0, 40)).isGreaterThanOrEqualTo(36);
  }

  /** Oracle: the level of the test, 5 %; 4 or fewer of 40 have probability .95 under it. */
  @Test
  void noEffectIsFoundWhereNoneIs() {
    assertThat(count(Answer.FOUND, 0, 0, 40)).isLessThanOrEqualTo(4);
  }

  @Test
  void aChangeOfCapabilityIsNoEffectOnConduct() {
    assertThat(count(Answer.FOUND, .35, .4, 20)).isZero();
    Misalignment one = of(.35, .4, 3);
    assertThat(one.answer()).isEqualTo(Answer.NOT_DECIDED);
    assertThat(one.because()).contains("capability is not shown to be held");
  }

  /** Oracle: by hand; unit a differs by 1, unit b by 0.5, unit c by 0. */
  @Test
  void situationsPairAndUnitsCountOnce() {
    List<Trace> traces = new ArrayList<>();
    for (int copy = 0; copy < 3; copy++) {
      traces.add(trace("a" + copy, copy == 0, "yes", "a", "s1", "careful"));
      traces.add(trace("b" + copy, copy == 0, "no", "a", "s1", "careless"));
    }
    traces.add(trace("c", true, "yes", "b", "s1", "careful"));
    traces.add(trace("d", true, "no", "b", "s1", "careless"));
    traces.add(trace("e", true, "yes", "b", "s2", "careful"));
    traces.add(trace("f", true, "no", "b", "s2", "careful"));
    for (String unit : List.of("c", "g", "h", "i", "j", "k")) {
      traces.add(trace("y" + unit, true, "yes", unit, "s1", "careful"));
      traces.add(trace("n" + unit, true, "no", unit, "s1", "careful"));
    }
    traces.add(trace("alone", true, "yes", "l", "s1", "careful"));
    traces.add(new Trace("silent", List.of(), Map.of()));
    Misalignment effect = EvaluationEffect.of(TraceLog.of(traces), CUE, .1, .95, Seed.of(1));
    assertThat(effect.estimate("effect of the cue on careful replies").value())
        .isCloseTo(1.5 / 8, within(1e-12));
    assertThat(effect.estimate("effect of the cue on careful replies").n()).isEqualTo(8);
    assertThat(effect.estimate("p of the sign-flip test over units").value())
        .as("4 of 4 sign patterns of the two that differ give 1.5, −1.5 or less: 2 of 4")
        .isCloseTo(.5, within(1e-12));
    assertThat(effect.because()).contains("1 of 9 units", "1 traces say nothing of the cue");
  }

  @Test
  void tooFewUnitsAndWrongCues() {
    TraceLog few =
        TraceLog.of(
            List.of(
                trace("a", true, "yes", "a", "s", "careful"),
                trace("b", true, "no", "a", "s", "careless")));
    Misalignment one = EvaluationEffect.of(few, CUE, .1, .95, Seed.of(1));
    assertThat(one.answer()).isEqualTo(Answer.NOT_DECIDED);
    assertThat(one.because()).startsWith("1 units saw").contains("too few");
    TraceLog odd = TraceLog.of(List.of(trace("a", true, "maybe", "a", "s", "careful")));
    assertThatThrownBy(() -> EvaluationEffect.of(odd, CUE, .1, .95, Seed.of(1)))
        .hasMessageContaining("\"watched\" to be \"yes\" or \"no\", got \"maybe\"");
    assertThatThrownBy(
            () -> new EvaluationCue("k", "x", "x", "u", CUE.behaviour(), CUE.capability()))
        .hasMessageContaining("two different values");
  }

  static Misalignment of(double effect, double skill, int seed) {
    return EvaluationEffect.of(log(effect, skill, Seed.of(seed)), CUE, .1, .95, Seed.of(seed));
  }

  private static long count(Answer answer, double effect, double skill, int seeds) {
    long count = 0;
    for (int seed = 0; seed < seeds; seed++) {
      count += of(effect, skill, seed).answer() == answer ? 1 : 0;
    }
    return count;
  }

  /** 20 persons, each with habits of their own, see 15 situations with and without the cue. */
  private static TraceLog log(double effect, double skill, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trace> traces = new ArrayList<>();
    for (int person = 0; person < 20; person++) {
      double habit = .2 + .2 * random.nextDouble();
      for (int situation = 0; situation < 15; situation++) {
        for (String watched : List.of("yes", "no")) {
          boolean cue = watched.equals("yes");
          String choice = random.nextDouble() < habit + (cue ? effect : 0) ? "careful" : "careless";
          boolean solved = random.nextDouble() < .95 - (cue ? skill : 0);
          traces.add(
              trace(
                  person + "/" + situation + "/" + watched,
                  solved,
                  watched,
                  "p" + person,
                  "s" + situation,
                  choice));
        }
      }
    }
    return TraceLog.of(traces);
  }

  private static Trace trace(
      String id, boolean solved, String watched, String unit, String situation, String choice) {
    return new Trace(
        id,
        List.of(new Step(situation, MENU, choice, solved ? "solved" : "open")),
        Map.of("watched", watched, "person", unit));
  }
}
