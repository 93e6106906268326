package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;

/** The contracts must fail where a world or a policy breaks them. */
class ContractTest {

  /** GW5 with something broken. */
  private static class Broken implements World {
    private final Gridworld whole = Gridworld.gw5();

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public FiniteMdp mdp() {
      return whole.mdp();
    }

    @Override
    public TransitionReward baseObjective() {
      return whole.baseObjective();
    }

    @Override
    public int horizon() {
      return whole.horizon();
    }

    @Override
    public int observationSize() {
      return whole.observationSize();
    }

    @Override
    public double[] observe(int state) {
      return whole.observe(state);
    }
  }

  @Test
  void anyFiniteObservationWillDo() {
    WorldContract.check(
        new Broken() {
          @Override
          public double[] observe(int state) {
            return new double[] {.1, -1e-300, 1e300, state, 0};
          }
        });
  }

  @Test
  void brokenObservations() {
    assertBroken(
        new Broken() {
          @Override
          public int observationSize() {
            return 4;
          }
        },
        "expects 4 numbers, got 5");
    assertBroken(
        new Broken() {
          @Override
          public double[] observe(int state) {
            return new double[] {1, 2, Double.NaN, 0, 0};
          }
        },
        "observation 2 of state 0 expects a finite number");
    double[] shared = new double[5];
    assertBroken(
        new Broken() {
          @Override
          public double[] observe(int state) {
            return shared;
          }
        },
        "a new, equal array");
  }

  @Test
  void brokenRewardHorizonAndEnds() {
    assertBroken(
        new Broken() {
          @Override
          public TransitionReward baseObjective() {
            return TransitionReward.of("nothing", (s, a, n) -> Double.NaN);
          }
        },
        "broken: reward \"nothing\"");
    assertBroken(
        new Broken() {
          @Override
          public int horizon() {
            return 0;
          }
        },
        "at least 1 step");
    assertBroken(
        new Broken() {
          @Override
          public FiniteMdp mdp() {
            FiniteMdp.Builder builder = FiniteMdp.builder(25, 4).startAt(0);
            for (int row = 0; row < 96; row++) {
              builder.transition(row / 4, row % 4, 0, 1);
            }
            return builder.terminal(24).unchecked();
          }
        },
        "terminal state \"24\" cannot be reached");
  }

  @Test
  void brokenPolicies() {
    Gridworld world = Gridworld.gw5();
    int[] calls = {0};
    Policy changing = w -> PolicySamples.random(w.mdp(), Seed.of(calls[0]++));
    assertThatThrownBy(() -> PolicyContract.check(changing, world, Seed.of(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("one table a world");
  }

  private static void assertBroken(World world, String message) {
    assertThatThrownBy(() -> WorldContract.check(world))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }
}
