package org.mesascope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.stats.Seed;
import org.mesascope.world.Corridor;
import org.mesascope.world.Gridworld;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.World;

class ExactGradientTest {

  static List<World> worlds() {
    return List.of(
        Corridor.of(9).withCoinAt(0),
        Corridor.of(9).withCoinAt(6).seeingPosition(),
        Gridworld.gw5(),
        Gridworld.drawn("S.x\n.#.\no.G").slip(.3).horizon(9).build());
  }

  /** Oracle: central differences of the objective, in both families. */
  @ParameterizedTest
  @MethodSource("worlds")
  void agreesWithFiniteDifferences(World world) {
    for (PolicyFamily family : List.of(PolicyFamily.linear(), PolicyFamily.tabular())) {
      ExactGradient exact = new ExactGradient(world, family);
      double[] theta = new double[exact.parameters()];
      RandomGenerator random = Seed.of(5).random();
      for (int i = 0; i < theta.length; i++) {
        theta[i] = random.nextGaussian();
      }
      double[] gradient = new double[theta.length];
      exact.add(theta, .5, gradient);
      double h = 1e-5;
      for (int i = 0; i < theta.length; i++) {
        double here = theta[i];
        theta[i] = here + h;
        double above = exact.add(theta, 0, new double[theta.length]);
        theta[i] = here - h;
        double below = exact.add(theta, 0, new double[theta.length]);
        theta[i] = here;
        assertThat(gradient[i])
            .as("%s, parameter %d", family.name(), i)
            .isEqualTo(.5 * (above - below) / (2 * h), within(1e-8));
      }
    }
  }

  /** Oracle: the return of the same policy by backward induction in {@code world}. */
  @ParameterizedTest
  @MethodSource("worlds")
  void theObjectiveIsTheExpectedReturn(World world) {
    ExactGradient exact = new ExactGradient(world, PolicyFamily.linear());
    double[] theta = new double[exact.parameters()];
    theta[0] = .7;
    double objective = exact.add(theta, 1, new double[theta.length]);
    Checkpoint policy = new Checkpoint(0, objective, PolicyFamily.linear(), theta);
    assertThat(objective).isEqualTo(PolicyValue.in(world, policy).startValue(), within(1e-12));
  }

  /** Oracle: one step, one state: ∂J/∂z(a) = π(a) (r(a) − J). */
  @Test
  void aBanditByHand() {
    World world = Gridworld.drawn("SG").horizon(1).build();
    ExactGradient exact = new ExactGradient(world, PolicyFamily.tabular());
    double[] gradient = new double[8];
    double objective = exact.add(new double[8], 1, gradient);
    assertThat(objective).isEqualTo(.25);
    assertThat(gradient)
        .containsExactly(new double[] {-.0625, .1875, -.0625, -.0625, 0, 0, 0, 0}, within(1e-16));
  }
}
