package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.train.PolicyGradient;
import org.mesascope.world.Corridor;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/** The corridor trained and swept; numbers by exact dynamic programming in NumPy. */
class StepSweepTest {

  private static final Seed SEED = Seed.of(5);
  private static final World AT_8 = Corridor.of(9).withCoinAt(8);
  private static final World AT_0 = Corridor.of(9).withCoinAt(0);

  @ParameterizedTest
  @CsvSource({
    "0, .999918, .000647, .986970",
    ".05, .999881, .001975, .965610",
    ".1, .999425, .993923, .000222",
    ".5, .999525, .999525, .000013"
  })
  void theLastStepGivesTheTable(double p, double train, double coin, double proxy) {
    Mixture<World> training = Mixture.of(AT_8, AT_0, p);
    GapReport report =
        StepSweep.of(seed -> PolicyGradient.defaults().train(training, seed), SEED)
            .between(Mixture.of(AT_8), Mixture.of(AT_0))
            .run();
    GapPoint last = report.farthest();
    assertThat(last.at()).isEqualTo(500);
    assertThat(report.objectiveInTraining(last).value()).isCloseTo(train, within(5e-7));
    assertThat(report.objectiveInDeployment(last).value()).isCloseTo(coin, within(5e-7));
    assertThat(
            report.capabilityInDeployment(last).value()
                - report.objectiveInDeployment(last).value())
        .isCloseTo(proxy, within(1e-6));
    GapPoint first = report.points().get(0);
    assertThat(first.at()).isZero();
    assertThat(first.training().objective()[0])
        .as("before training, both sides are alike")
        .isCloseTo(first.deployment().objective()[0], within(1e-12));
  }

  @Test
  void theSameBitsOnAnyNumberOfThreads() {
    var sweep =
        StepSweep.of(seed -> PolicyGradient.defaults().train(AT_8, seed), SEED)
            .between(AT_8, AT_0)
            .seeds(3);
    assertThat(sweep.on(Workers.threads(3)).run()).isEqualTo(sweep.on(Workers.threads(1)).run());
  }

  @Test
  void seedsMustKeepTheSameSteps() {
    var sweep =
        StepSweep.ofCourses(
                seed -> {
                  SortedMap<Integer, Policy> course = new TreeMap<>();
                  course.put(0, new LinearAgent(0, 0));
                  course.put(1 + (int) (seed.value() & 0xffff), new LinearAgent(1, 1));
                  return course;
                },
                SEED)
            .between(AT_8, AT_0)
            .seeds(2);
    assertThatThrownBy(sweep::run)
        .hasMessageContaining("sweep over training steps: all seeds expect the same");
    assertThatThrownBy(() -> sweep.seeds(0)).hasMessageContaining("at least 1 seed");
  }
}
