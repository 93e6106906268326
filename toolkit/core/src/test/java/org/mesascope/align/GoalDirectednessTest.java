package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.FiniteSoftPlanning;
import org.mesascope.world.Gridworld;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.Occupancy;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.StagedPolicy;
import org.mesascope.world.TabularPolicy;

/** Oracle: an independent exact solver on GW5 with U = 1[s = 24], and closed forms. */
class GoalDirectednessTest {

  private static final Gridworld GW5 = Gridworld.gw5();
  private static final TransitionReward GOAL = at(24, 1);
  private static final GoalDirectedness HERE = GoalDirectedness.in(GW5.mdp());

  @ParameterizedTest
  @CsvSource({
    "0, 9.473899898630972, Infinity",
    ".1, 6.2585420834021726, 3.178441745861156",
    ".2, 4.725153122159233, 2.325056005746482",
    ".5, 1.6539431379338154, 1.235793320636001",
    ".9, .04501807422128401, .3148462891259435",
    "1, 0, 0"
  })
  void policiesThatErr(double epsilon, double nats, double beta) {
    Directedness found = HERE.of(erring(epsilon), GOAL);
    assertThat(found.nats()).isCloseTo(nats, within(1e-9));
    if (Double.isInfinite(beta)) {
      assertThat(found.inverseTemperature()).isEqualTo(beta);
    } else {
      assertThat(found.inverseTemperature()).isCloseTo(beta, within(1e-6));
    }
    assertThat(found.most()).isCloseTo(13.862943611198906, within(1e-12));
  }

  @Test
  void softOptimalPoliciesFindTheirOwnTemperature() {
    for (double beta : new double[] {1, 5}) {
      Directedness found = HERE.of(SoftPlanning.of(GW5.mdp(), GOAL, beta).policy(), GOAL);
      assertThat(found.inverseTemperature()).isCloseTo(beta, within(1e-6));
      assertThat(found.nats())
          .isCloseTo(beta == 1 ? .987352825008518 : 7.79835019197942, within(1e-9));
    }
  }

  @Test
  void otherPolicies() {
    Directedness right = HERE.of(TabularPolicy.deterministic(4, all(1)), GOAL);
    assertThat(right.nats()).isCloseTo(.5317233551725913, within(1e-9));
    assertThat(right.inverseTemperature()).isCloseTo(.7951022710254582, within(1e-6));
    HardPlanning away = HardPlanning.of(GW5.mdp(), at(24, -1));
    Directedness worst = HERE.of(away.policy(), GOAL);
    assertThat(worst.inverseTemperature()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(worst.direction()).isEqualTo("away from it");
    assertThat(worst.nats()).isCloseTo(9.881885605012968, within(1e-9));
  }

  @Test
  void affineChangesAreNotSeen() {
    TabularPolicy policy = erring(.2);
    for (double[] change : new double[][] {{7, 0}, {.01, -3}, {-2, 5}, {1e6, 1e6}}) {
      Directedness found = HERE.of(policy, GOAL.scaled(change[0], change[1]));
      assertThat(found.nats()).isCloseTo(4.725153122159233, within(1e-7));
      assertThat(found.inverseTemperature() * change[0]).isCloseTo(2.325056, within(1e-5));
    }
    assertThat(HERE.of(policy, GOAL.scaled(0, 3)).nats()).isZero();
  }

  @ParameterizedTest
  @CsvSource({".2, 5.5117020928412455", ".5, 2.150567956475374", ".9, .09049508651351523", "1, 0"})
  void unknownUtility(double epsilon, double nats) {
    assertThat(HERE.ofUnknownUtility(erring(epsilon)).nats()).isCloseTo(nats, within(1e-6));
  }

  @Test
  void unknownUtilityOfASoftPolicyIsItsOwn() {
    TabularPolicy soft = SoftPlanning.of(GW5.mdp(), GOAL, 5).policy();
    assertThat(HERE.ofUnknownUtility(soft).nats()).isCloseTo(7.798350191979431, within(1e-6));
  }

  /** ln 2 − H(q) for one binary decision. */
  @ParameterizedTest
  @CsvSource({"1, .6931471805599453", ".9, .3680642071684971", ".8, .19274475702175742", ".5, 0"})
  void oneDecision(double q, double nats) {
    FiniteMdp once =
        FiniteMdp.builder(3, 2)
            .transition(0, 0, 1, 1)
            .transition(0, 1, 2, 1)
            .terminal(1)
            .terminal(2)
            .discount(1)
            .startAt(0)
            .build();
    TabularPolicy policy = new TabularPolicy(2, new double[] {q, 1 - q, .5, .5, .5, .5});
    TransitionReward first = TransitionReward.entering("first", 1);
    GoalDirectedness here = GoalDirectedness.in(once, 1);
    assertThat(here.of(policy, first).nats()).isCloseTo(nats, within(1e-9));
    TabularPolicy mirrored = new TabularPolicy(2, new double[] {1 - q, q, .5, .5, .5, .5});
    assertThat(here.of(mirrored, first).nats()).isCloseTo(nats, within(1e-9));
  }

  /** 8 ln 4 − ln 70: of 4⁸ walks 70 reach the far corner. */
  @Test
  void finiteHorizon() {
    FiniteMdp mdp = Gridworld.builder(5, 5).slip(0).discount(.9).build().mdp().withDiscount(1);
    double[] start = new double[25];
    start[0] = 1;
    FiniteMdp from0 = mdp.withStart(start);
    TransitionReward corner = TransitionReward.entering("corner", 24);
    GoalDirectedness here = GoalDirectedness.in(from0, 8);
    StagedPolicy best = FiniteSoftPlanning.of(from0, corner, 200, 8).policy();
    double closed = 8 * Math.log(4) - Math.log(70);
    assertThat(here.of(best, corner).nats()).isCloseTo(closed, within(1e-6));
    int[] rightThenDown = new int[25];
    for (int s = 0; s < 25; s++) {
      rightThenDown[s] = s % 5 < 4 ? 1 : 2;
    }
    Directedness one = here.of(TabularPolicy.deterministic(4, rightThenDown), corner);
    assertThat(one.nats()).isCloseTo(closed, within(1e-9));
  }

  @Test
  void deterministicPoliciesHaveNoBestUtility() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HERE.ofUnknownUtility(erring(0)))
        .withMessageContaining("leaves out actions");
  }

  /** Over seeds: the true value of 30-step traces is inside most intervals; chance fits nothing. */
  @Test
  void tracesTellItWithTheirInterval() {
    int covered = 0;
    int fooled = 0;
    Seed seed = Seed.of(11);
    for (int run = 0; run < 20; run++) {
      TraceLog good = erring(.5).rollOut(GW5, 60, seed.split("good/" + run));
      Directedness found = HERE.of(good, GOAL, seed.split("ci/" + run));
      double truth = truncated(erring(.5));
      covered += found.interval().contains(truth) ? 1 : 0;
      assertThat(found.inverseTemperature()).isBetween(.6, 2.0);
      TraceLog chance = erring(1).rollOut(GW5, 60, seed.split("chance/" + run));
      fooled += HERE.of(chance, GOAL, seed.split("ci/" + run)).interval().low() > 0 ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(16);
    assertThat(fooled).isLessThanOrEqualTo(2);
    TraceLog log = erring(.5).rollOut(GW5, 60, seed.split("unknown"));
    Directedness unknown = HERE.ofUnknownUtility(log, seed);
    assertThat(unknown.nats()).isPositive();
    TraceLog chance = erring(1).rollOut(GW5, 60, seed.split("nothing"));
    assertThat(HERE.ofUnknownUtility(chance, seed).interval().low()).isZero();
  }

  /** Far from the goal the values of actions are nearly the same: β must be let grow steep. */
  @Test
  void tracesOfWhatPlansAwayTellItToo() {
    TabularPolicy away = HardPlanning.of(GW5.mdp(), at(24, -1)).policy();
    Directedness found = HERE.of(away.rollOut(GW5, 60, Seed.of(3)), GOAL, Seed.of(4));
    assertThat(found.direction()).isEqualTo("away from it");
    double exact = HERE.of(away, GOAL).nats();
    double rest = Math.pow(.9, GW5.horizon()) * found.most();
    assertThat(found.interval().high()).isBetween(exact - rest - .5, exact + .5);
    assertThat(found.nats()).isGreaterThan(.9 * exact);
  }

  /** The same supremum over the steps that a trace has, on a grid of β. */
  private static double truncated(TabularPolicy policy) {
    double[] pairs = Occupancy.finite(GW5.mdp(), policy, GW5.horizon()).stateActions();
    double best = 0;
    for (double beta = .8; beta < 2; beta += .01) {
      SoftPlanning plan = SoftPlanning.of(GW5.mdp(), GOAL, beta);
      double sum = 0;
      for (int i = 0; i < pairs.length; i++) {
        sum += pairs[i] * (plan.logProbability(i / 4, i % 4) + Math.log(4));
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalDirectedness.in(GW5.mdp().withDiscount(1)))
        .withMessageContaining("discount below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HERE.of(TraceLog.of(List.of()), GOAL, Seed.of(1)));
  }

  private static TransitionReward at(int state, double value) {
    double[] reward = new double[25];
    reward[state] = value;
    return TransitionReward.ofState("goal", reward);
  }

  private static int[] all(int action) {
    int[] actions = new int[25];
    Arrays.fill(actions, action);
    return actions;
  }

  private static TabularPolicy erring(double epsilon) {
    double[] p = HardPlanning.of(GW5.mdp(), GOAL).policy().probabilities().clone();
    for (int i = 0; i < p.length; i++) {
      p[i] = (1 - epsilon) * p[i] + epsilon / 4;
    }
    return new TabularPolicy(4, p);
  }
}
