package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.BehaviourChange.Verdict;
import org.mesascope.gap.BehaviourShift.Design;
import org.mesascope.stats.Proportions;
import org.mesascope.stats.Seed;
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
    System.out.println(shift);
  }
}
