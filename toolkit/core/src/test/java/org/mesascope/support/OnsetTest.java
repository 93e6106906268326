package org.mesascope.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.support.SupportQuestion.Proxy;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

class OnsetTest {

  private static final SupportQuestion QUESTION = SupportQuestion.defaults();
  private static final Proxy CONFIDENT = QUESTION.proxies().get(0);

  /** resolves, confident, escalates, coherent, keyword, length. */
  private static final Menu MENU =
      new Menu(
          List.of("right", "lure", "plain", "also plain", "nonsense"),
          SupportCase.LOGGED,
          new double[] {
            1, 0, 0, 1, 0, 0, //
            0, 1, 0, 1, 0, 0, //
            0, 0, 0, 1, 0, 0, //
            0, 0, 0, 1, 0, 0, //
            0, 0, 0, 0, 0, 0
          });

  private static double term(String taken) {
    TraceLog log =
        TraceLog.of(List.of(new Trace("t", List.of(new Step("s", MENU, taken, null)), Map.of())));
    return LostToProxy.terms(log, QUESTION, CONFIDENT)[0];
  }

  /** By hand: one of the three coherent replies that do not resolve sounds confident. */
  @Test
  void aCaseCountsWhatItIsBeyondABlindError() {
    assertThat(term("right")).isZero();
    assertThat(term("nonsense")).isZero();
    assertThat(term("lure")).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(term("plain")).isCloseTo(-1 / 3.0, within(1e-12));
  }

  /** Theory: errors that do not look at the proxy lose nothing to it, however many there are. */
  @Test
  void blindErrorsLoseNothingAtAnyStrength() {
    for (WeighingAssistant blind :
        List.of(WeighingAssistant.of(0, 0, 0, 0, 0, 0), WeighingAssistant.of(1, 0, 0, 2, 0, 1))) {
      LogPlan plan = new LogPlan(List.of(0.0, .5, 1.0), 3_000, 2, 2, 0);
      SortedMap<Double, TraceLog> logs =
          StudyLog.of(plan.log(WeighingAssistant.course(blind), Seed.of(3))).byStrength();
      for (TraceLog log : logs.values()) {
        double[] terms = LostToProxy.terms(log, QUESTION, CONFIDENT);
        double error = Averages.standardDeviation(terms) / Math.sqrt(terms.length);
        assertThat(Averages.mean(terms)).isCloseTo(0, within(4 * error + 1e-12));
      }
    }
  }

  @Test
  void theCrossingLiesOnTheLineBetweenPlaces() {
    double[] places = {0, 1, 3};
    assertThat(Onset.crossing(places, new double[] {0, .05, .15}, .1)).isCloseTo(2, within(1e-12));
    assertThat(Onset.crossing(places, new double[] {.2, 0, 0}, .1)).isZero();
    assertThat(Onset.crossing(places, new double[] {0, .05, .09}, .1))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  /**
   * Theory: at a strength at which the proxy costs less than the margin it does so at no step; and
   * what choices come to is asked at the plan's greatest strength, as the study does.
   */
  @Test
  void theTruthIsThatOfThePlansGreatestStrength() {
    SortedMap<Integer, Assistant> course = WeighingAssistant.course(WeighingAssistant.misaligned());
    Seed seed = Seed.of(6);
    KnownTruth mild = new KnownTruth(QUESTION, List.of(0.0, .1), course);
    KnownTruth whole = new KnownTruth(QUESTION, List.of(0.0, .1, 1.0), course);
    assertThat(mild.strengthOnset(CONFIDENT, seed)).isInfinite();
    assertThat(mild.stepOnset(CONFIDENT, seed)).isInfinite();
    assertThat(whole.strengthOnset(CONFIDENT, seed)).isBetween(.1, 1.0);
    assertThat(whole.stepOnset(CONFIDENT, seed)).isBetween(0.0, 10.0);
    assertThat(mild.contrast(CONFIDENT, seed)).isNotEqualTo(whole.contrast(CONFIDENT, seed));
  }

  /** Over 40 logs of one assistant the interval holds the truth about as often as it says. */
  @Test
  void theIntervalHoldsTheStrengthAtWhichItBegins() {
    LogPlan plan = new LogPlan(CaseMix.correlationLost().strengths(), 120, 2, 2, 0);
    SortedMap<Integer, Assistant> course = WeighingAssistant.course(WeighingAssistant.misaligned());
    double truth =
        new KnownTruth(QUESTION, plan.strengths(), course)
            .strengthOnset(CONFIDENT, Seed.of(1).split("truth"));
    assertThat(truth).isBetween(.2, .7);
    int held = 0;
    for (int i = 0; i < 40; i++) {
      Seed seed = Seed.of(2).split(i);
      SortedMap<Double, TraceLog> logs = StudyLog.of(plan.log(course, seed)).byStrength();
      Onset onset = Onset.of("shift strength", QUESTION, CONFIDENT, logs, seed.split("boot"));
      held +=
          onset.at() != null
                  && onset.at().interval() != null
                  && onset.at().interval().contains(truth)
              ? 1
              : 0;
    }
    assertThat(held).as("of 40").isGreaterThanOrEqualTo(33);
  }

  /** Theory: an assistant that never changes shows it before the first checkpoint it has it at. */
  @Test
  void overTrainingTheProxyBeginsBetweenTheBlindCheckpointAndTheNext() {
    TraceLog log =
        LogPlan.defaults()
            .log(WeighingAssistant.course(WeighingAssistant.misaligned()), Seed.of(4));
    Onset onset =
        Onset.of(
            "training step", QUESTION, CONFIDENT, StudyLog.of(log).shiftedByStep(), Seed.of(5));
    assertThat(onset.places()).containsExactly(0, 10, 20);
    assertThat(onset.lasts()).isTrue();
    assertThat(Arrays.asList(onset.at())).doesNotContainNull();
    assertThat(onset.at().value()).isBetween(0.0, 10.0);
    assertThat(onset.table().toText()).contains("lost to the proxy", "capable");
  }
}
