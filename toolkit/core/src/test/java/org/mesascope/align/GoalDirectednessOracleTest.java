package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.Occupancy;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/** Every row of goal-directedness.json, and what the definition implies on drawn processes. */
class GoalDirectednessOracleTest {

  private static final FiniteMdp MDP = Gridworld.gw5().mdp();
  private static final TransitionReward GOAL = at(24);
  private static final GoalDirectedness HERE = GoalDirectedness.in(MDP);

  private static Map<String, TabularPolicy> policies() {
    return Map.ofEntries(
        Map.entry("optimal_lowest_index", HardPlanning.of(MDP, GOAL).policy()),
        Map.entry("optimal_maxent(beta->inf)", HardPlanning.of(MDP, GOAL).uniformOverTies()),
        Map.entry("soft_beta_5", SoftPlanning.of(MDP, GOAL, 5).policy()),
        Map.entry("soft_beta_1", SoftPlanning.of(MDP, GOAL, 1).policy()),
        Map.entry("eps_0.1", erring(.1)),
        Map.entry("eps_0.2", erring(.2)),
        Map.entry("eps_0.5", erring(.5)),
        Map.entry("eps_0.9", erring(.9)),
        Map.entry("uniform", TabularPolicy.uniform(25, 4)),
        Map.entry("always_right", alwaysRight()),
        Map.entry("anti_maxent", HardPlanning.of(MDP, GOAL.scaled(-1, 0)).uniformOverTies()));
  }

  /** The value, its share, β*, the return, and the likelihood at the largest finite β tried. */
  @Test
  void knownUtility() {
    JsonObject rows = Oracle.goalDirectedness().getAsJsonObject("gw5_known_U");
    assertThat(policies()).containsOnlyKeys(rows.keySet());
    policies()
        .forEach(
            (name, policy) -> {
              JsonObject row = rows.getAsJsonObject(name);
              check(name, row, policy, GOAL);
            });
  }

  /**
   * The corner 4 as the utility of one that goes to 24; the right column of one that goes right.
   */
  @Test
  void otherUtilities() {
    JsonObject all = Oracle.goalDirectedness();
    check("wrong", all.getAsJsonObject("wrong_U"), erring(.2), at(4));
    double[] column = new double[25];
    for (int row = 0; row < 5; row++) {
      column[5 * row + 4] = 1;
    }
    TransitionReward right = TransitionReward.ofState("right column", column);
    Directedness found = HERE.of(alwaysRight(), right);
    JsonObject row = all.getAsJsonObject("right_col_U_always_right");
    assertThat(found.nats()).isCloseTo(number(row, "meg"), within(1e-9));
    assertThat(found.inverseTemperature()).as("it is optimal").isPositive().isInfinite();
    assertThat(PolicyValue.of(MDP, alwaysRight(), right).startValue())
        .isCloseTo(number(row, "EU"), within(1e-9));
  }

  private static void check(
      String name, JsonObject row, TabularPolicy policy, TransitionReward utility) {
    Directedness found = HERE.of(policy, utility);
    assertThat(found.nats()).as(name).isCloseTo(number(row, "meg"), within(1e-9));
    assertThat(found.share()).as(name).isCloseTo(number(row, "normalised"), within(1e-10));
    double beta = row.get("beta").getAsDouble();
    if (Double.isInfinite(beta)) {
      assertThat(found.inverseTemperature()).as(name).isEqualTo(beta);
    } else {
      assertThat(found.inverseTemperature()).as(name).isCloseTo(beta, within(1e-6));
    }
    assertThat(PolicyValue.of(MDP, policy, utility).startValue())
        .as("return of " + name)
        .isCloseTo(number(row, "EU"), within(1e-9));
    assertThat(gain(policy, utility, number(row, "finite_beta")))
        .as("at a finite β, " + name)
        .isCloseTo(number(row, "finite_val"), within(1e-8));
  }

  /** E Σ γᵗ [ln π_β(a | s) − ln ¼], by the definition. */
  private static double gain(TabularPolicy policy, TransitionReward utility, double beta) {
    double[] pairs = Occupancy.of(MDP, policy).stateActions();
    SoftPlanning plan =
        SoftPlanning.of(MDP, utility.scaled(Math.signum(beta), 0), Math.max(1e-12, Math.abs(beta)));
    double sum = 0;
    for (int i = 0; i < pairs.length; i++) {
      sum += pairs[i] > 0 ? pairs[i] * (plan.logProbability(i / 4, i % 4) + Math.log(4)) : 0;
    }
    return sum;
  }

  @Test
  void unknownUtility() {
    JsonObject rows = Oracle.goalDirectedness().getAsJsonObject("unknown_U");
    for (String name :
        new String[] {"soft_beta_5", "soft_beta_1", "eps_0.2", "eps_0.5", "eps_0.9", "uniform"}) {
      TabularPolicy policy = policies().getOrDefault(name, erring(0));
      double nats = rows.getAsJsonArray(name).get(0).getAsDouble();
      assertThat(HERE.ofUnknownUtility(policy).nats())
          .as(name)
          .isCloseTo(Math.max(0, nats), within(1e-6));
    }
  }

  /**
   * Eight steps without slip from cell 0, utility at the end alone; the policy goes right first.
   */
  @Test
  void eightSteps() {
    FiniteMdp grid = Gridworld.builder(5, 5).slip(0).discount(.9).build().mdp().withDiscount(1);
    double[] start = new double[25];
    start[0] = 1;
    FiniteMdp from0 = grid.withStart(start);
    TransitionReward corner = TransitionReward.entering("corner", 24);
    JsonObject rows = Oracle.goalDirectedness().getAsJsonObject("finite_h8");
    for (double epsilon : new double[] {.1, .2, .5, 1}) {
      JsonObject row = rows.getAsJsonObject(epsilon == 1 ? "eps_1" : "eps_" + epsilon);
      double[] p = new double[100];
      for (int i = 0; i < p.length; i++) {
        int best = i / 4 % 5 < 4 ? 1 : 2;
        p[i] = epsilon / 4 + (i % 4 == best ? 1 - epsilon : 0);
      }
      TabularPolicy policy = new TabularPolicy(4, p);
      Directedness found = GoalDirectedness.in(from0, 8).of(policy, corner);
      assertThat(found.nats()).isCloseTo(number(row, "meg"), within(1e-9));
      assertThat(found.inverseTemperature()).isCloseTo(number(row, "beta"), within(2e-6));
      assertThat(PolicyValue.finite(from0, policy, corner, 8).startValue())
          .isCloseTo(number(row, "EU"), within(1e-12));
    }
  }

  /** Never negative, never above ln|A| a step, blind to affine changes, with the sign on β*. */
  @Test
  void propertiesOnDrawnProcesses() {
    RandomGenerator random = Seed.of(3).random();
    for (int draw = 0; draw < 60; draw++) {
      FiniteMdp mdp = drawn(random);
      double[] u = random.doubles(mdp.states(), -1, 1).toArray();
      TransitionReward utility = TransitionReward.ofState("u", u);
      TabularPolicy policy = policy(random, mdp);
      int horizon = draw % 3 == 0 ? 4 : 0;
      GoalDirectedness here =
          horizon == 0 ? GoalDirectedness.in(mdp) : GoalDirectedness.in(mdp, horizon);
      Directedness found = here.of(policy, utility);
      assertThat(found.nats()).isBetween(0.0, found.most());
      double scale = Math.exp(6 * random.nextDouble() - 3);
      double shift = 10 * random.nextDouble() - 5;
      for (double factor : new double[] {scale, -scale}) {
        Directedness same = here.of(policy, utility.scaled(factor, shift));
        assertThat(same.nats()).isCloseTo(found.nats(), within(1e-7));
        assertThat(same.inverseTemperature() * factor)
            .isCloseTo(
                found.inverseTemperature(),
                within(1e-4 * (1 + Math.abs(found.inverseTemperature()))));
      }
      if (horizon == 0) {
        limits(mdp, here, utility);
        Directedness some = here.ofUnknownUtility(policy);
        assertThat(some.nats()).isGreaterThanOrEqualTo(found.nats() - 1e-6);
        assertThat(some.nats()).isLessThanOrEqualTo(entropyGap(mdp, policy) + 1e-6);
      }
    }
  }

  /** The best policy scores its ties' entropy at +∞, the worst at −∞, and nothing exceeds them. */
  private static void limits(FiniteMdp mdp, GoalDirectedness here, TransitionReward utility) {
    TabularPolicy best = HardPlanning.of(mdp, utility).policy();
    Directedness top = here.of(best, utility);
    assertThat(top.inverseTemperature()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(top.nats()).as("no ties: all there is").isCloseTo(top.most(), within(1e-9));
    TabularPolicy worst = HardPlanning.of(mdp, utility.scaled(-1, 0)).policy();
    Directedness bottom = here.of(worst, utility);
    assertThat(bottom.inverseTemperature()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(bottom.nats()).isCloseTo(bottom.most(), within(1e-9));
    assertThat(bottom.direction()).isEqualTo("away from it");
    assertThat(here.of(TabularPolicy.uniform(mdp.states(), mdp.actions()), utility).nats())
        .isCloseTo(0, within(1e-9));
  }

  /** E Σ γᵗ [ln|A| − H(π(· | s))]: what a policy that is known exactly would score. */
  private static double entropyGap(FiniteMdp mdp, TabularPolicy policy) {
    double[] pairs = Occupancy.of(mdp, policy).stateActions();
    double sum = 0;
    for (int i = 0; i < pairs.length; i++) {
      double p = policy.probability(i / mdp.actions(), i % mdp.actions());
      sum += pairs[i] * (Math.log(p) + Math.log(mdp.actions()));
    }
    return sum;
  }

  private static FiniteMdp drawn(RandomGenerator random) {
    FiniteMdp.Builder builder = FiniteMdp.builder(4, 3).discount(.5 + .4 * random.nextDouble());
    for (int s = 0; s < 4; s++) {
      for (int a = 0; a < 3; a++) {
        double[] p = random.doubles(4, .05, 1).toArray();
        double sum = Arrays.stream(p).sum();
        for (int next = 0; next < 4; next++) {
          builder.transition(s, a, next, p[next] / sum);
        }
      }
    }
    return builder.build();
  }

  private static TabularPolicy policy(RandomGenerator random, FiniteMdp mdp) {
    double[] p = random.doubles((long) mdp.states() * mdp.actions(), .02, 1).toArray();
    for (int s = 0; s < mdp.states(); s++) {
      double sum = p[3 * s] + p[3 * s + 1] + p[3 * s + 2];
      for (int a = 0; a < 3; a++) {
        p[3 * s + a] /= sum;
      }
    }
    return new TabularPolicy(3, p);
  }

  private static double number(JsonObject row, String key) {
    return row.get(key).getAsDouble();
  }

  private static TransitionReward at(int state) {
    double[] reward = new double[25];
    reward[state] = 1;
    return TransitionReward.ofState("goal", reward);
  }

  private static TabularPolicy alwaysRight() {
    int[] actions = new int[25];
    Arrays.fill(actions, 1);
    return TabularPolicy.deterministic(4, actions);
  }

  private static TabularPolicy erring(double epsilon) {
    double[] p = HardPlanning.of(MDP, GOAL).policy().probabilities().clone();
    for (int i = 0; i < p.length; i++) {
      p[i] = (1 - epsilon) * p[i] + epsilon / 4;
    }
    return new TabularPolicy(4, p);
  }
}
