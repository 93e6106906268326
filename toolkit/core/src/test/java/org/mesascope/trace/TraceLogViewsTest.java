package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceLogViewsTest {

  private static final Menu MENU =
      new Menu(List.of("air", "car"), List.of("cost"), new double[] {70, 30});

  private static Step walk(int from, int to) {
    return new Step(Integer.toString(from), null, "right", Integer.toString(to));
  }

  private static Trace trace(String id, Step... steps) {
    return new Trace(id, List.of(steps), Map.of("income", "35"));
  }

  @Test
  void untilKeepsTheStepThatSatisfiesTheCondition() {
    TraceLog log =
        TraceLog.of(
            List.of(
                trace("reaches", walk(1, 2), walk(2, 3), walk(3, 3)),
                trace("does not", walk(1, 2)),
                trace("empty")));
    TraceLog cut = log.until(step -> "3".equals(step.outcome()));
    assertThat(cut.traces().stream().map(t -> t.steps().size())).containsExactly(2, 1, 0);
    assertThat(cut.traces().get(0).metadata()).containsEntry("income", "35");
  }

  @Test
  void aFeatureJoinsEveryMenu() {
    TraceLog log = TraceLog.of(List.of(trace("traveller", new Step("1", MENU, "car", "home"))));
    Step step =
        log.withFeature(
                "income × air",
                (trace, mode) ->
                    mode.equals("air") ? Double.parseDouble(trace.metadata().get("income")) : 0)
            .traces()
            .get(0)
            .steps()
            .get(0);
    assertThat(step)
        .isEqualTo(
            new Step(
                "1",
                new Menu(
                    List.of("air", "car"),
                    List.of("cost", "income × air"),
                    new double[] {70, 35, 30, 0}),
                "car",
                "home"));
  }

  @Test
  void aFeatureNeedsMenusThatLackIt() {
    TraceLog walks = TraceLog.of(List.of(trace("walk", walk(1, 2))));
    assertThatThrownBy(() -> walks.withFeature("x", (t, a) -> 0))
        .hasMessageContaining("trace \"walk\" expects menus without a feature \"x\", got a step");
    TraceLog trips = TraceLog.of(List.of(trace("trip", new Step("1", MENU, "car", null))));
    assertThatThrownBy(() -> trips.withFeature("cost", (t, a) -> 0))
        .hasMessageContaining("got [cost]");
  }
}
