package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.BehaviourChange.Kind;
import org.mesascope.gap.BehaviourChange.Verdict;
import org.mesascope.gap.BehaviourShift.Design;
import org.mesascope.gap.BehaviourShiftOptions.Correction;
import org.mesascope.gap.ShiftObjection.Reason;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Proportions;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

class BehaviourShiftTest {

  private static final BehaviourShiftOptions PLAIN = BehaviourShiftOptions.defaults();

  /** Cases that both versions answer, so many times each. */
  private static List<Trace> cases(String version, int cases, int epochs, Answerer says) {
    List<Trace> traces = new ArrayList<>();
    for (int c = 0; c < cases; c++) {
      for (int e = 0; e < epochs; e++) {
        traces.add(
            new Trace(
                version + "/" + c + "/" + e,
                List.of(new Step("case " + c, null, says.says(c, e), null)),
                Map.of("version", version)));
      }
    }
    return traces;
  }

  private interface Answerer {
    String says(int number, int epoch);
  }

  private static TraceLog log(List<Trace> first, List<Trace> second) {
    return TraceLog.of(first).and(TraceLog.of(second));
  }

  private static BehaviourShift compare(TraceLog log, BehaviourShiftOptions options) {
    return BehaviourShift.ofVersions(log, "v1", "v2", options, Seed.of(1));
  }

  /** Oracle: by hand. v2 says b in 12 of 20 cases in which v1 says a; sign flips 2 · 2^−12. */
  @Test
  void changesOfPairedCasesByHand() {
    BehaviourShift shift =
        compare(
            log(
                cases("v1", 20, 1, (c, e) -> "a"),
                cases("v2", 20, 1, (c, e) -> c < 12 ? "b" : "a")),
            PLAIN);
    assertThat(shift.design()).isEqualTo(Design.PAIRED);
    assertThat(shift.units()).isEqualTo(20);
    BehaviourChange b = shift.change("b");
    assertThat(b.difference().value()).isCloseTo(.6, within(1e-12));
    assertThat(shift.change("a").difference().value()).isCloseTo(-.6, within(1e-12));
    assertThat(b.p()).isCloseTo(2 * Math.pow(2, -12), within(5e-4));
    assertThat(b.adjusted()).isEqualTo(b.p());
    assertThat(b.before().interval()).isEqualTo(Proportions.wilson(0, 20, .95));
    assertThat(b.after().interval()).isEqualTo(Proportions.wilson(12, 20, .95));
    assertThat(shift.verdict()).isEqualTo(Verdict.MOVED);
    assertThat(shift.objects(Reason.HEURISTIC)).as("v1 always says a").isTrue();
    assertThat(shift.conclusion()).contains("rose by 0.600");
    assertThat(shift.table().rows()).hasSize(2);
    assertThat(shift.figure().data().rows()).hasSize(2);
    assertThat(
            compare(
                log(
                    cases("v1", 20, 1, (c, e) -> "a"),
                    cases("v2", 20, 1, (c, e) -> c < 12 ? "b" : "a")),
                PLAIN))
        .isEqualTo(shift);
  }

  /** Ten cases that both answer alike, half of them yes: too few to say that nothing moved. */
  @Test
  void fewCasesThatAgreeAreNoProofThatNothingMoved() {
    TraceLog few =
        log(
            cases("v1", 10, 1, (c, e) -> c < 5 ? "yes" : "no"),
            cases("v2", 10, 1, (c, e) -> c < 5 ? "yes" : "no"));
    assertThat(compare(few, PLAIN).verdict()).isEqualTo(Verdict.NOT_DECIDED);
    TraceLog many =
        log(
            cases("v1", 400, 1, (c, e) -> c < 200 ? "yes" : "no"),
            cases("v2", 400, 1, (c, e) -> c < 200 ? "yes" : "no"));
    assertThat(compare(many, PLAIN).verdict()).isEqualTo(Verdict.HELD);
  }

  /** One trace without a unit must not turn the rows of the others into units. */
  @Test
  void unitsThatOnlySomeTracesNameAreRefused() {
    List<Trace> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      for (String version : List.of("v1", "v2")) {
        String unit = "u" + i % 12;
        String says = version.equals("v2") && i % 12 < 3 ? "b" : "a";
        all.add(trace(version + "/" + i, "hello", says, Map.of("version", version, "unit", unit)));
      }
    }
    BehaviourShift shift = compare(TraceLog.of(all), PLAIN);
    assertThat(shift.units()).isEqualTo(12);
    assertThat(shift.moved()).isEmpty();
    all.add(trace("stray", "hello", "a", Map.of("version", "v2")));
    TraceLog mixed = TraceLog.of(all);
    assertThatThrownBy(() -> compare(mixed, PLAIN))
        .hasMessageContaining("trace \"stray\" names no unit and others do")
        .hasMessageContaining("TraceLog.where");
    TraceLog kept = mixed.where(trace -> trace.metadata().containsKey("unit"));
    assertThat(compare(kept, PLAIN)).isEqualTo(shift);
  }

  /** Oracle: units weigh the same whatever their epochs: one case of 12 moves by a whole, 1/12. */
  @Test
  void everyUnitCountsOnce() {
    List<Trace> after = cases("v2", 12, 1, (c, e) -> "a");
    after.removeIf(trace -> trace.id().startsWith("v2/0/"));
    for (int e = 0; e < 50; e++) {
      after.add(trace("v2/0/" + e, "case 0", "b", Map.of("version", "v2")));
    }
    BehaviourShift shift = compare(log(cases("v1", 12, 3, (c, e) -> "a"), after), PLAIN);
    assertThat(shift.change("b").difference().value()).isCloseTo(1 / 12.0, within(1e-12));
    assertThat(shift.change("b").p()).isEqualTo(1);
  }

  /** Oracle: Newcombe's method 10 for independent units of one row each. */
  @Test
  void randomisedUnitsAreComparedAsSamples() {
    List<Trace> first = new ArrayList<>();
    List<Trace> second = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      first.add(trace("1/" + i, "1 " + i, i < 48 ? "yes" : "no", Map.of("version", "v1")));
      if (i < 70) {
        second.add(trace("2/" + i, "2 " + i, i < 56 ? "yes" : "no", Map.of("version", "v2")));
      }
    }
    BehaviourShift shift = compare(log(first, second), PLAIN.assignedAtRandom());
    assertThat(shift.design()).isEqualTo(Design.RANDOMISED);
    Interval difference = shift.change("yes").difference().interval();
    assertThat(difference.low()).isCloseTo(.05243, within(5e-6));
    assertThat(difference.high()).isCloseTo(.33387, within(5e-6));
    assertThat(shift.verdict()).isEqualTo(Verdict.MOVED);

    BehaviourShift apart = compare(log(first, second), PLAIN);
    assertThat(apart.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(apart.objects(Reason.NOTHING_IN_COMMON)).isTrue();
    assertThat(apart.change("yes").difference()).isEqualTo(shift.change("yes").difference());
    assertThat(apart.moved()).isEmpty();
    assertThat(apart.conclusion()).contains("no conclusion").contains("same prompts");
  }

  /** Oracle: by construction nothing moves within a situation; raw shares move by .6 − .3 = .3. */
  @Test
  void situationsInOtherProportionsAreNoShift() {
    List<Trace> first = new ArrayList<>();
    List<Trace> second = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      first.add(mixed("v1", i, i < 25));
      second.add(mixed("v2", i, i < 75));
    }
    BehaviourShift shift = compare(log(first, second), PLAIN);
    assertThat(shift.design()).isEqualTo(Design.SAME_SITUATIONS);
    assertThat(Math.abs(shift.change("yes").difference().value())).isLessThan(.02);
    assertThat(shift.verdict()).isNotEqualTo(Verdict.MOVED);
    assertThat(shift.objects(Reason.SITUATION_MIX)).isTrue();
    assertThat(shift.table().toText()).contains("in other proportions");
  }

  /** Says yes to 4 of 5 hard cases and to 1 of 5 easy ones, in either version. */
  private static Trace mixed(String version, int i, boolean hard) {
    String says = i % 5 < (hard ? 4 : 1) ? "yes" : "no";
    return trace(version + "/" + i, hard ? "hard" : "easy", says, Map.of("version", version));
  }

  @Test
  void unreadableAndMissingAnswersAreBehaviours() {
    BehaviourShiftOptions outcomes = PLAIN.ofBehaviour(StepLabel.outcome());
    List<Trace> second = new ArrayList<>();
    for (Trace trace : cases("v2", 30, 1, (c, e) -> c % 2 == 0 ? LogReader.UNPARSED : "a")) {
      second.add(trace);
    }
    BehaviourShift shift = compare(log(cases("v1", 30, 1, (c, e) -> "a"), second), PLAIN);
    BehaviourChange unread = shift.change(LogReader.UNPARSED);
    assertThat(unread.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(unread.difference().value()).isCloseTo(.5, within(1e-12));
    assertThat(unread.moved()).isTrue();
    BehaviourShift none = compare(log(cases("v1", 30, 1, (c, e) -> "a"), second), outcomes);
    assertThat(none.change(VersionRows.MISSING).before().value()).isEqualTo(1);
    assertThat(none.change(VersionRows.MISSING).kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void tooFewUnitsAreShownAndNotJudged() {
    BehaviourShift shift =
        compare(
            log(cases("v1", 10, 4, (c, e) -> "a"), cases("v2", 10, 4, (c, e) -> "b"))
                .where(trace -> !trace.id().contains("/9/")),
            PLAIN);
    assertThat(shift.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(shift.design()).isEqualTo(Design.PAIRED);
    assertThat(shift.units()).isEqualTo(9);
    List<Trace> users = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      users.add(trace("1" + i, "hello", "a", Map.of("version", "v1", "unit", "u" + i % 2)));
      users.add(trace("2" + i, "hello", "b", Map.of("version", "v2", "unit", "u" + i % 2)));
    }
    BehaviourShift two = compare(TraceLog.of(users), PLAIN);
    assertThat(two.units()).isEqualTo(2);
    assertThat(two.objects(Reason.TOO_FEW_UNITS)).isTrue();
    assertThat(two.points().rows()).hasSize(4);
    assertThat(two.figure().data().rows()).hasSize(8);
    BehaviourShift one =
        compare(
            TraceLog.of(users).where(trace -> "u0".equals(trace.metadata().get("unit"))), PLAIN);
    assertThat(one.objects(Reason.ONE_UNIT)).isTrue();
    assertThat(one.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(one.change("a").p()).isEqualTo(1);
    assertThat(one.figure().alt()).isNotBlank();
  }

  @Test
  void whatWasRecordedMustNotGoTogetherWithTheVersion() {
    assertThat(recorded("judge", i -> "x", i -> "y").objects(Reason.CONFOUNDED)).isTrue();
    assertThat(recorded("judge", i -> "x", i -> "y").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(
            recorded("time", i -> "2026-01-0" + (1 + i % 4), i -> "2026-02-0" + (1 + i % 4))
                .objections()
                .get(0)
                .because())
        .contains("“2026-02-01” to “2026-02-04”");
    assertThat(recorded("temperature", i -> "0.2", i -> "0.7").objects(Reason.CONFOUNDED)).isTrue();
    for (BehaviourShift fine :
        List.of(
            recorded("judge", i -> "x", i -> "x"),
            recorded("model", i -> "v1", i -> "v2"),
            recorded("colour", i -> "red", i -> "green"),
            recorded("time", i -> "2026-01-0" + (1 + i % 4), i -> "2026-01-0" + (1 + (i + 1) % 4)),
            recorded(
                "time",
                i -> "2026-01-01T00:00:%02dZ".formatted(2 * i),
                i -> "2026-01-01T00:00:%02d+00:00".formatted(2 * i + 1)))) {
      assertThat(fine.verdict()).isEqualTo(Verdict.MOVED);
      assertThat(fine.objects(Reason.CONDITION_MIX)).isFalse();
    }
    assertThat(recorded("judge", i -> i < 15 ? "x" : "y", i -> "y").objects(Reason.CONDITION_MIX))
        .isTrue();
    assertThat(recorded("judge", i -> "x", i -> null).objects(Reason.CONDITION_MIX)).isTrue();
  }

  private interface Recorded {
    String of(int i);
  }

  private static BehaviourShift recorded(String key, Recorded first, Recorded second) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String version : List.of("v1", "v2")) {
        Map<String, String> metadata = new HashMap<>(Map.of("version", version));
        String value = (version.equals("v1") ? first : second).of(i);
        if (value != null) {
          metadata.put(key, value);
        }
        String says = (version.equals("v1") ? i % 4 == 0 : i % 4 != 0) ? "yes" : "no";
        traces.add(trace(version + i, "case " + i, says, metadata));
      }
    }
    return compare(TraceLog.of(traces), PLAIN);
  }

  /** Oracle: by construction; accuracy .9 is what "never" gets where 1 case in 10 asks for it. */
  @Test
  void accuracyOfTheMajorityIsNamed() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (String version : List.of("v1", "v2")) {
        boolean signal = version.equals("v1") ? i % 2 == 0 : i % 10 == 0;
        boolean yes = version.equals("v1") ? signal : i == 3 || i == 10;
        traces.add(
            trace(
                version + i,
                "case " + i,
                yes ? "escalate" : "answer",
                Map.of("version", version, "need", signal ? "human" : "none")));
      }
    }
    BehaviourShiftOptions truth = PLAIN.withTruth(StepLabel.metadata("need"), "human", "escalate");
    BehaviourShift shift = compare(TraceLog.of(traces), truth);
    assertThat(shift.objects(Reason.MAJORITY)).isTrue();
    assertThat(shift.objects(Reason.CLASS_IMBALANCE)).isTrue();
    assertThat(shift.change("d′").moved()).isTrue();
    assertThat(shift.change("d′").kind()).isEqualTo(Kind.ABILITY);
    BehaviourShift onlyOneKind =
        compare(
            TraceLog.of(traces).where(trace -> "human".equals(trace.metadata().get("need"))),
            truth);
    assertThat(onlyOneKind.objects(Reason.ABILITY_UNKNOWN)).isTrue();
    assertThatThrownBy(() -> onlyOneKind.change("d′")).hasMessageContaining("only");
    assertThatThrownBy(onlyOneKind::abilityFigure).hasMessageContaining("withTruth");
    assertThat(shift.abilityFigure().data().rows()).hasSize(2);
  }

  @Test
  void badInputIsRefused() {
    TraceLog some = TraceLog.of(cases("v1", 12, 1, (c, e) -> "a"));
    TraceLog none = TraceLog.of(List.of());
    assertThatThrownBy(() -> BehaviourShift.of(some, none, PLAIN, Seed.of(1)))
        .hasMessageContaining("the second log has none");
    assertThatThrownBy(() -> compare(some, PLAIN))
        .hasMessageContaining("no version \"v2\"")
        .hasMessageContaining("[v1]");
    assertThatThrownBy(() -> BehaviourShift.ofVersions(some, "v1", "v1", PLAIN, Seed.of(1)))
        .hasMessageContaining("two different versions");
    BehaviourShiftOptions scored = PLAIN.withScore("score", step -> Double.NaN, .1);
    assertThatThrownBy(() -> BehaviourShift.of(some, some, scored, Seed.of(1)))
        .hasMessageContaining("NaN at step 0 of trace \"v1/0/0\"");
    BehaviourShiftOptions wrong = PLAIN.withTruth(StepLabel.situation(), "case 1", "b");
    assertThatThrownBy(() -> BehaviourShift.of(some, some, wrong, Seed.of(1)))
        .hasMessageContaining("\"b\", which never came");
    assertThatThrownBy(() -> PLAIN.withMargin(0)).hasMessageContaining("margins");
    assertThatThrownBy(() -> PLAIN.withLevel(1)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> PLAIN.withScore("score", step -> 1, -1))
        .hasMessageContaining("positive margin");
  }

  @Test
  void theSameLogTwiceHasHeld() {
    TraceLog log = TraceLog.of(cases("v1", 200, 1, (c, e) -> c % 3 == 0 ? "a" : "b"));
    BehaviourShift shift =
        BehaviourShift.of(
            log, log, PLAIN.withScore("long", step -> step.choice().length(), .1), Seed.of(1));
    assertThat(shift.verdict()).isEqualTo(Verdict.HELD);
    assertThat(shift.before()).isEqualTo("v1 (before)");
    assertThat(shift.change("long").kind()).isEqualTo(Kind.SCORE);
    assertThat(shift.conclusion()).contains("nothing moved");
  }

  /** Rare kinds are counted together; those nobody could read never are. */
  @Test
  void manyKindsAreCountedTogether() {
    BehaviourShift shift =
        compare(
            log(
                cases("v1", 60, 1, (c, e) -> c == 59 ? LogReader.FAILED : "kind " + c % 20),
                cases("v2", 60, 1, (c, e) -> "kind " + c % 20)),
            PLAIN.withCorrection(Correction.BENJAMINI_HOCHBERG));
    assertThat(shift.changes()).hasSize(13);
    assertThat(shift.change(LogReader.FAILED).kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(shift.changes().stream().mapToDouble(one -> one.before().value()).sum())
        .isCloseTo(1, within(1e-12));
  }

  private static Trace trace(
      String id, String situation, String choice, Map<String, String> metadata) {
    return new Trace(id, List.of(new Step(situation, null, choice, null)), metadata);
  }
}
