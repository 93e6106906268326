package org.mesascope.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.world.Corridor;
import org.mesascope.world.Gridworld;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/** Work that may last must stop when its thread is interrupted, so that a cell can be stopped. */
class InterruptionTest {

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void planningTrainingAndRolloutsStop() {
    Gridworld grid = Gridworld.gw5();
    PolicyGradientOptions options = PolicyGradientOptions.defaults();
    assertStops(() -> SoftPlanning.of(grid.mdp(), grid.baseObjective(), 1));
    assertStops(() -> TabularPolicy.uniform(25, 4).rollOut(grid, 1, Seed.of(1)));
    assertStops(() -> PolicyGradient.with(options).train(Corridor.of(9), Seed.of(1)));
    assertStops(() -> PolicyGradient.with(options).train(Corridor.of(9), Seed.of(1)));
  }

  private static void assertStops(ThrowingCallable work) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(work)
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted");
  }
}
