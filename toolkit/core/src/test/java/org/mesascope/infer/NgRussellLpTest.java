package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.TabularPolicy;

/**
 * Ng and Russell (2000), section 3.2, on the 5×5 grid with slip .3 and goal 4; the numbers are
 * those of the same linear programme solved by SciPy's HiGHS.
 */
class NgRussellLpTest {

  private static final FiniteMdp MDP =
      Gridworld.builder(5, 5).slip(.3).discount(.9).horizon(30).reward(0, 4, 1).build().mdp();
  private static final TabularPolicy POLICY =
      HardPlanning.of(MDP, TransitionReward.of("corner", (s, a, next) -> s == 4 ? 1 : 0)).policy();

  @Test
  void publishedObjectives() {
    NgRussellReward free = NgRussellLp.in(MDP).infer(POLICY);
    assertThat(free.objective()).isCloseTo(21.464055547191965, within(1e-7));
    assertThat(free.nonzeros()).isEqualTo(25);
    assertThat(size(free)).isCloseTo(22.88694089873138, within(1e-7));
    NgRussellReward penalised = NgRussellLp.in(MDP).withPenalty(1.05).infer(POLICY);
    assertThat(penalised.objective()).isCloseTo(7.920484455170151, within(1e-7));
    assertThat(penalised.nonzeros()).isEqualTo(13);
    assertThat(size(penalised)).isCloseTo(6.319748907410861, within(1e-7));
    NgRussellReward sparse = NgRussellLp.in(MDP).withPenalty(5).infer(POLICY);
    assertThat(sparse.objective()).isCloseTo(.8779250436164054, within(1e-7));
    assertThat(size(sparse)).isCloseTo(1, within(1e-9));
    assertThat(sparse.nonzeros()).isEqualTo(1);
    assertThat(sparse.values()[4]).isCloseTo(1, within(1e-9));
    NgRussellReward none = NgRussellLp.in(MDP).withPenalty(10).infer(POLICY);
    assertThat(none.objective()).isCloseTo(0, within(1e-9));
    assertThat(none.nonzeros()).isZero();
    assertThat(none.notes()).anyMatch(note -> note.startsWith("here zero is the answer"));
  }

  private static double size(NgRussellReward found) {
    return Arrays.stream(found.values()).map(Math::abs).sum();
  }

  /** Theory: the policy is optimal for whatever the programme returns. */
  @Test
  void thePolicyIsOptimalForTheReward() {
    for (double lambda : new double[] {0, .5, 1.05, 2, 5}) {
      NgRussellReward found = NgRussellLp.in(MDP).withPenalty(lambda).infer(POLICY);
      HardPlanning plan = HardPlanning.of(MDP, found.reward());
      for (int s = 0; s < MDP.states(); s++) {
        for (int a = 0; a < 4; a++) {
          if (POLICY.probability(s, a) == 1) {
            assertThat(plan.actionValue(s, a)).isCloseTo(plan.value(s), within(1e-7));
          }
        }
      }
      assertThat(found.notes()).anyMatch(note -> note.contains("a zero reward makes every policy"));
      assertThat(Arrays.stream(found.values()).allMatch(r -> Math.abs(r) <= 1 + 1e-9)).isTrue();
    }
  }

  @Test
  void tracesGiveTheSameAnswerWhereEveryStateWasSeen() {
    Gridworld world =
        Gridworld.builder(5, 5).slip(.3).discount(.9).horizon(30).reward(0, 4, 1).build();
    TraceLog log = POLICY.rollOut(world, 60, Seed.of(1));
    NgRussellReward found = NgRussellLp.in(MDP).infer(log);
    assertThat(found.objective()).isCloseTo(21.464056, within(1e-6));
    assertThat(found.notes().get(0)).startsWith("1800 of 1800 choices");
  }

  @Test
  void unseenStatesAndErrorsAreSaid() {
    TraceLog log =
        TraceLog.of(
            List.of(
                new Trace(
                    "t",
                    List.of(
                        new Step("0", null, "right", null),
                        new Step("0", null, "right", null),
                        new Step("0", null, "up", null),
                        new Step("1", null, "up", null),
                        new Step("1", null, "down", null)),
                    Map.of())));
    NgRussellReward found = NgRussellLp.in(MDP).infer(log);
    assertThat(found.notes().get(0)).startsWith("3 of 5 choices");
    assertThat(found.notes().get(1)).startsWith("several actions were taken equally often in 1 of");
    assertThat(found.notes().get(2)).contains("never seen").contains("2, 3");
    assertThat(found.margins()[7]).isInfinite();
    assertThat(found.table().toText()).contains("none asked").contains("not identifiable");
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> NgRussellLp.in(MDP).infer(TabularPolicy.uniform(25, 4)))
        .hasMessageContaining("stochastic in \"0\"");
    assertThatThrownBy(() -> NgRussellLp.in(MDP.withDiscount(1)))
        .hasMessageContaining("discount below 1");
    assertThatThrownBy(() -> NgRussellLp.in(MDP).withPenalty(-1)).hasMessageContaining("penalty");
    assertThatThrownBy(() -> NgRussellLp.in(MDP).infer(TraceLog.of(List.of())))
        .hasMessageContaining("at least one step");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> NgRussellLp.in(MDP).infer(POLICY))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
