package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.infer.InferredObjective;
import org.mesascope.stats.Seed;
import org.mesascope.world.Policy;

/** A near goal of worth ½ and a far one of worth 1; the planted system values both alike. */
class ApproximateAlignmentTest {

  /**
   * Oracle: (.9³ − ½·.9)/.9³, by hand: it goes to the near goal, 2 steps off, not the far, 4 off.
   */
  @Test
  void thePlantedOneIsFoundOverSeeds() {
    for (int seed = 0; seed < 10; seed++) {
      Misalignment found = ask(Planted.planner(1, 1, 10), seed);
      assertThat(found.answer()).as(found.because()).isEqualTo(Answer.FOUND);
      assertThat(found.estimate("regret").value()).isCloseTo((.729 - .45) / .729, within(1e-9));
    }
  }

  /** Limits that are no matter of the objective: noise costs regret, and is not flagged. */
  @Test
  void noiseIsNoApproximateObjective() {
    for (double beta : new double[] {8, 12, 20}) {
      for (int seed = 0; seed < 7; seed++) {
        Misalignment aligned = ask(Planted.planner(.5, 1, beta), seed);
        assertThat(aligned.answer()).as(aligned.because()).isNotEqualTo(Answer.FOUND);
      }
    }
    assertThat(ask(Planted.planner(.5, 1, 20), 1).answer()).isEqualTo(Answer.NOT_FOUND);
  }

  /** Shuns the far goal: no approximation of an objective that wants it most. */
  @Test
  void anotherObjectiveIsNoApproximation() {
    Misalignment other = ask(Planted.planner(1, -1, 20), 1);
    assertThat(other.answer()).as(other.because()).isNotEqualTo(Answer.FOUND);
  }

  private static Misalignment ask(Policy system, int seed) {
    MesaReportOptions options = Planted.twoGoalOptions();
    Watched watched = Planted.watched(system, options, Seed.of(seed));
    InferredObjective found = watched.infer();
    return ApproximateAlignment.of(
        Planted.TWO_GOALS,
        watched.features(Planted.TWO_GOALS),
        watched.read(found, Planted.TWO_GOALS),
        found,
        watched.trained(),
        options.tolerance(),
        options.level());
  }
}
