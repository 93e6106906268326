package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;

class RecoveryTest {

  private static final MaxCausalEntropyIrl MODEL =
      MaxCausalEntropyIrl.in("line", BayesianIrlTest.line(5))
          .withFeatures(
              TransitionReward.of("end", (s, a, next) -> next == 4 ? 1 : 0),
              TransitionReward.of("effort", (s, a, next) -> s == next ? 0 : 1));

  private static InferredObjective fit() {
    return MODEL.infer(BayesianIrlTest.walks(new double[] {1.5, -.5}, 60, 8, Seed.of(1)));
  }

  /** Theory: widths fall with the root of the number of traces, and 95 % intervals cover. */
  @Test
  void widthFallsWithTheRoot() {
    Recovery recovery = MODEL.recovery(fit(), "end", 8, Seed.of(2));
    RecoveryPoint few = recovery.at(60);
    RecoveryPoint many = recovery.at(240);
    assertThat(few.width() / many.width()).isCloseTo(2, within(.15));
    assertThat(many.coverage()).isBetween(.85, 1.0);
    assertThat(many.told()).isEqualTo(1);
    assertThat(few.low()).isLessThanOrEqualTo(few.width());
    assertThat(few.high()).isGreaterThanOrEqualTo(few.width());
  }

  @Test
  void theNumberForAWidthIsSimulatedAtThatNumber() {
    Recovery recovery = MODEL.recovery(fit(), "end", 8, Seed.of(3)).withRepetitions(40);
    RecoveryPoint now = recovery.at(40);
    RecoveryAnswer answer = recovery.tracesFor(now.width() / 2, 40, 10_000);
    assertThat(answer.reached()).isTrue();
    assertThat(answer.last().traces()).isBetween(100, 210);
    assertThat(answer.last().low()).isLessThanOrEqualTo(1.03 * answer.wanted());
    assertThat(answer.summary()).startsWith("about").contains("Monte-Carlo 95 %");
    assertThat(answer.figure().alt()).isNotEmpty();
    RecoveryAnswer never = recovery.tracesFor(now.width() / 100, 40, 80);
    assertThat(never.reached()).isFalse();
    assertThat(never.summary()).startsWith("more than 80 traces");
  }

  @Test
  void forLogit() {
    LogitFit fit =
        ConditionalLogit.of(ConditionalLogitOptions.defaults().withConstants("car"))
            .fit(ConditionalLogitTest.travelMode());
    RecoveryPoint point = fit.recovery("gc", Seed.of(4)).at(210);
    double width = 2 * 1.959964 * fit.standardError("gc");
    assertThat(point.width()).isCloseTo(width, within(.1 * width));
  }

  @Test
  void sameSeedSameBitsAndInterruption() {
    Recovery recovery = MODEL.recovery(fit(), "end", 8, Seed.of(5)).withRepetitions(10);
    assertThat(recovery.at(20)).isEqualTo(recovery.at(20));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> recovery.at(20)).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThatThrownBy(() -> recovery.tracesFor(0, 1, 2)).hasMessageContaining("width above 0");
    assertThatThrownBy(() -> recovery.withRepetitions(1)).hasMessageContaining("at least 10");
  }
}
