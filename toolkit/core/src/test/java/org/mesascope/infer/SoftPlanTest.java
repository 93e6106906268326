package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;

/** Oracles: the equations themselves, and finite differences. */
class SoftPlanTest {

  private static final FiniteMdp MAZE =
      Gridworld.drawn("S.#G\n..#.\n....\nX...").slip(.3).discount(.97).build().mdp();

  private static double[] reward(FiniteMdp mdp) {
    return Seed.of(4).random().doubles((long) mdp.states() * mdp.actions(), -2, 2).toArray();
  }

  @Test
  void valuesSolveTheSoftBellmanEquation() {
    double[] reward = reward(MAZE);
    SuccessorTable table = SuccessorTable.of(MAZE);
    StationaryPlan plan = StationaryPlan.of(table, reward, null, 1e-6);
    double[] sweep = plan.values().clone();
    for (int i = 0; i < 2_000; i++) {
      double[] q = new double[reward.length];
      double[] next = new double[sweep.length];
      for (int s = 0; s < sweep.length; s++) {
        if (!MAZE.isTerminal(s)) {
          table.backUp(s, reward, sweep, q);
          next[s] = StationaryPlan.logSum(q, s * 4, 4);
        }
      }
      sweep = next;
    }
    assertThat(plan.values()).containsExactly(sweep, within(1e-6));
    assertThat(StationaryPlan.of(table, reward, sweep, 1e-6).values())
        .as("warm")
        .containsExactly(sweep, within(1e-6));
  }

  @Test
  void largeRewardsNeitherOverflowNorLoseTheOrder() {
    double[] reward = Arrays.stream(reward(MAZE)).map(r -> 1e5 * r).toArray();
    StationaryPlan plan = StationaryPlan.of(SuccessorTable.of(MAZE), reward, null, 1e-3);
    assertThat(Arrays.stream(plan.values()).allMatch(Double::isFinite)).isTrue();
    for (int s = 0; s < MAZE.states(); s++) {
      double sum = 0;
      for (int a = 0; a < 4; a++) {
        sum += plan.policy()[4 * s + a];
      }
      assertThat(sum).isCloseTo(MAZE.isTerminal(s) ? 0 : 1, within(1e-12));
    }
  }

  @Test
  void occupancyKeepsTheFlow() {
    StationaryPlan plan = StationaryPlan.of(SuccessorTable.of(MAZE), reward(MAZE), null, 1e-9);
    double[] start = MAZE.start();
    double[] occupancy = plan.occupancy(start, 1e-12);
    double[] flow = start.clone();
    SuccessorTable.of(MAZE).push(occupancy, 0, flow, 0);
    for (int s = 0; s < start.length; s++) {
      if (!MAZE.isTerminal(s)) {
        double left = 0;
        for (int a = 0; a < 4; a++) {
          left += occupancy[4 * s + a];
        }
        assertThat(left).isCloseTo(flow[s], within(1e-9));
      }
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() {
    for (int horizon : new int[] {0, 7}) {
      for (RewardBasis.Form form : List.of(RewardBasis.Form.STATE, RewardBasis.Form.STATE_ACTION)) {
        RewardBasis basis = RewardBasis.of(form, MAZE, List.of());
        int cells = Math.max(1, horizon) * MAZE.states() * MAZE.actions();
        double[] counts = Seed.of(8).random().doubles(cells, 0, 3).toArray();
        IntStream.range(0, cells)
            .filter(i -> MAZE.isTerminal(i / 4 % MAZE.states()))
            .forEach(i -> counts[i] = 0);
        IrlLikelihood likelihood =
            new IrlLikelihood(List.of(IrlTerm.ofCounts(MAZE, basis, horizon, counts)));
        double[] theta = Seed.of(9).random().doubles(basis.size(), -1, 1).toArray();
        double[] gradient = new double[theta.length];
        likelihood.value(theta, gradient);
        for (int k = 0; k < theta.length; k += 5) {
          double[] up = theta.clone();
          double[] down = theta.clone();
          up[k] += 1e-5;
          down[k] -= 1e-5;
          double slope =
              (likelihood.value(up, new double[theta.length])
                      - likelihood.value(down, new double[theta.length]))
                  / 2e-5;
          assertThat(gradient[k]).isCloseTo(slope, within(2e-5));
        }
      }
    }
  }

  @Test
  void informationIsTheCurvatureWhereTheModelIsTrue() {
    RewardBasis basis = RewardBasis.of(RewardBasis.Form.STATE, MAZE, List.of());
    double[] theta = Seed.of(6).random().doubles(basis.size(), -1, 1).toArray();
    StationaryPlan plan =
        StationaryPlan.of(SuccessorTable.of(MAZE), basis.reward(theta), null, 1e-12);
    double[] occupancy = plan.occupancy(MAZE.start(), 1e-13);
    IrlLikelihood likelihood =
        new IrlLikelihood(List.of(IrlTerm.ofCounts(MAZE, basis, 0, occupancy)));
    likelihood.value(theta, new double[theta.length]);
    double[] information = likelihood.information();
    for (int k = 0; k < theta.length; k += 3) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[k] += 1e-4;
      down[k] -= 1e-4;
      double[] above = new double[theta.length];
      double[] below = new double[theta.length];
      likelihood.value(up, above);
      likelihood.value(down, below);
      for (int l = 0; l < theta.length; l++) {
        assertThat(information[k * theta.length + l])
            .isCloseTo((below[l] - above[l]) / 2e-4, within(1e-6));
      }
    }
  }

  @Test
  void inexactNewtonFindsWhatNewtonFinds() {
    double[] reward = IntStream.range(0, 100).mapToDouble(i -> i / 4 == 24 ? 3 : 0).toArray();
    FiniteMdp gw5 = Gridworld.gw5().mdp();
    double[] occupancy =
        StationaryPlan.of(SuccessorTable.of(gw5), reward, null, 1e-12)
            .occupancy(gw5.start(), 1e-13);
    for (RewardBasis.Form form : List.of(RewardBasis.Form.STATE, RewardBasis.Form.STATE_ACTION)) {
      RewardBasis basis = RewardBasis.of(form, gw5, List.of());
      IrlLikelihood likelihood =
          new IrlLikelihood(List.of(IrlTerm.ofCounts(gw5, basis, 0, occupancy)));
      int size = basis.size();
      double[] newton = MaximumLikelihood.of(likelihood, new double[size], .1, 1e-10, 100).point();
      double[] inexact = InexactNewton.maximise(likelihood, .1, 1e-8, 500).point();
      assertThat(inexact).containsExactly(newton, within(1e-5));
    }
  }

  /** Σ y · score(d) = Σ adjoint(y) · d, and the information times a vector is its matrix's. */
  @Test
  void adjointAndProductsAgreeWithScores() {
    FiniteMdp gw5 = Gridworld.parse("S..\n.#.\n.oG").mdp().withDiscount(.9);
    SuccessorTable table = SuccessorTable.of(gw5);
    int pairs = gw5.states() * gw5.actions();
    double[] reward = IntStream.range(0, pairs).mapToDouble(i -> Math.sin(3 * i)).toArray();
    double[] d = IntStream.range(0, pairs).mapToDouble(i -> Math.cos(2 * i)).toArray();
    for (SoftPlan plan :
        List.of(StationaryPlan.of(table, reward, null, 1e-12), HorizonPlan.of(table, reward, 6))) {
      double[] y = new double[plan.policy().length];
      for (int i = 0; i < y.length; i += 4) {
        boolean ends = gw5.isTerminal(i / 4 % gw5.states());
        y[i] = ends ? 0 : Math.sin(i);
        y[i + 3] = -y[i];
      }
      double forth = Information.dot(y, plan.score(d));
      double[] back = plan.adjoint(y);
      double sum = IntStream.range(0, back.length).mapToDouble(i -> back[i] * d[i % pairs]).sum();
      assertThat(sum).isCloseTo(forth, within(1e-7)).isNotZero();
    }
    for (int horizon : new int[] {0, 6}) {
      RewardBasis basis = RewardBasis.of(RewardBasis.Form.STATE, gw5, List.of());
      double[] counts =
          IntStream.range(0, Math.max(1, horizon) * pairs)
              .mapToDouble(i -> gw5.isTerminal(i / 4 % gw5.states()) ? 0 : 1 + i % 3)
              .toArray();
      IrlLikelihood likelihood =
          new IrlLikelihood(List.of(IrlTerm.ofCounts(gw5, basis, horizon, counts)));
      double[] theta = IntStream.range(0, basis.size()).mapToDouble(Math::cos).toArray();
      likelihood.value(theta, new double[theta.length]);
      double[] matrix = likelihood.information();
      double[] product = likelihood.informationTimes(theta);
      for (int k = 0; k < theta.length; k++) {
        double expected = 0;
        for (int l = 0; l < theta.length; l++) {
          expected += matrix[k * theta.length + l] * theta[l];
        }
        assertThat(product[k]).isCloseTo(expected, within(1e-7));
      }
    }
  }
}
