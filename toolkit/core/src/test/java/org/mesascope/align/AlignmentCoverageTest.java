package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.EstimatedDynamics;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.Occupancy;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/**
 * How often 95 % intervals of distances and of goal-directedness cover the exact values. The
 * figures of the package documentation come from more seeds: {@code -Dcoverage.seeds=1000}.
 */
class AlignmentCoverageTest {

  private static final int SEEDS = Integer.getInteger("coverage.seeds", 30);
  private static final Gridworld GW5 = Gridworld.gw5();
  private static final TransitionReward GOAL =
      TransitionReward.of("goal", (s, a, next) -> s == 24 ? 1 : 0);

  private interface Run {
    boolean covers(Seed seed);
  }

  /** At least what 1 in 1,000 runs of a method that covers so much would show. */
  private static void assertCovers(String what, double least, Run run) {
    int covered =
        (int)
            IntStream.range(0, SEEDS)
                .filter(i -> run.covers(Seed.of(37).split(what).split(i)))
                .count();
    System.out.printf("coverage of %s: %.3f of %d%n", what, covered / (double) SEEDS, SEEDS);
    assertThat(covered)
        .as(what)
        .isGreaterThanOrEqualTo(
            new BinomialDistribution(null, SEEDS, least).inverseCumulativeProbability(.001));
  }

  private static TransitionReward entering(FiniteMdp mdp, int state) {
    return TransitionReward.entering("goal", mdp.state(GW5.mdp().stateNames().get(state)));
  }

  @Test
  void sampledDistances() {
    double starc =
        StarcDistance.in(GW5.mdp())
            .between(entering(GW5.mdp(), 4), entering(GW5.mdp(), 24))
            .value()
            .orElseThrow();
    assertCovers(
        "STARC from 120 traces",
        .85,
        seed -> {
          EstimatedDynamics dynamics =
              EstimatedDynamics.from(
                  TabularPolicy.uniform(25, 4).rollOut(GW5, 120, seed.split("traces")), .9);
          return Objects.requireNonNull(
                  SampledDistance.under(dynamics, 100, seed.split("draws"))
                      .of(
                          StarcDistance::in,
                          entering(dynamics.mdp(), 4),
                          entering(dynamics.mdp(), 24))
                      .interval())
              .contains(starc);
        });
  }

  @Test
  void goalDirectednessFromTraces() {
    TabularPolicy policy = erring(.5);
    double truth = withinAnEpisode(policy);
    assertCovers(
        "goal-directedness from 60 traces",
        .9,
        seed -> {
          TraceLog log = policy.rollOut(GW5, 60, seed.split("traces"));
          return Objects.requireNonNull(
                  GoalDirectedness.in(GW5).of(log, GOAL, seed.split("interval")).interval())
              .contains(truth);
        });
    assertCovers(
        "goal-directedness of chance, from 60 traces",
        .93,
        seed ->
            Objects.requireNonNull(
                        GoalDirectedness.in(GW5)
                            .of(
                                erring(1).rollOut(GW5, 60, seed.split("traces")),
                                GOAL,
                                seed.split("interval"))
                            .interval())
                    .low()
                == 0);
  }

  /** sup over β of E Σ γᵗ [ln π_β − ln ¼] over the steps that a trace has, on a grid of β. */
  private static double withinAnEpisode(TabularPolicy policy) {
    double[] pairs = Occupancy.finite(GW5.mdp(), policy, GW5.horizon()).stateActions();
    double best = 0;
    for (double beta = .8; beta < 2; beta += .02) {
      SoftPlanning plan = SoftPlanning.of(GW5.mdp(), GOAL, beta);
      double sum = 0;
      for (int i = 0; i < pairs.length; i++) {
        sum += pairs[i] * (plan.logProbability(i / 4, i % 4) + Math.log(4));
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  private static TabularPolicy erring(double epsilon) {
    double[] p = HardPlanning.of(GW5.mdp(), GOAL).policy().probabilities().clone();
    for (int i = 0; i < p.length; i++) {
      p[i] = (1 - epsilon) * p[i] + epsilon / 4;
    }
    return new TabularPolicy(4, p);
  }
}
