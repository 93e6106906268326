package org.mesascope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class PlannerGradientTest {

  private static final Seed SEED = Seed.of(11);

  private final MazeBatch mazes =
      RandomMazes.of(MazeOptions.defaults().withDistractors(0).withSide(5))
          .sample(35, SEED.split("mazes"));
  private final float[] weights = RecurrentPlanner.untrained(SEED.split("weights")).weights();

  /** Oracle: central differences of the loss along random directions within each kind of weight. */
  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    PlannerGradient gradient = new PlannerGradient(5, 35, 5);
    gradient.of(weights, mazes, 5);
    float[] found = gradient.gradient().clone();
    int[] kinds = {
      RecurrentCell.DRIVE_AT,
      RecurrentCell.BIAS_AT,
      RecurrentCell.RECURRENT_AT,
      RecurrentCell.OUT_AT,
      RecurrentCell.OUT_BIAS_AT,
      RecurrentCell.WEIGHTS
    };
    for (int kind = 0; kind + 1 < kinds.length; kind++) {
      for (int trial = 0; trial < 3; trial++) {
        var random = SEED.split("direction/" + kind + "/" + trial).random();
        float[] up = weights.clone();
        float[] down = weights.clone();
        double slope = 0;
        double length = 0;
        for (int i = kinds[kind]; i < kinds[kind + 1]; i++) {
          float by = (float) (random.nextGaussian() * Math.abs(found[i]) + found[i]);
          length += (double) by * by;
        }
        float scale = (float) (1e-2 / Math.sqrt(length));
        random = SEED.split("direction/" + kind + "/" + trial).random();
        for (int i = kinds[kind]; i < kinds[kind + 1]; i++) {
          float by = scale * (float) (random.nextGaussian() * Math.abs(found[i]) + found[i]);
          up[i] += by;
          down[i] -= by;
          slope += (double) found[i] * (up[i] - down[i]);
        }
        double difference = gradient.of(up, mazes, 5) - gradient.of(down, mazes, 5);
        assertThat(slope / difference).as("kind %d", kind).isCloseTo(1, within(4e-3));
      }
    }
  }

  /** The loss against the planner's own answer: two ways to the same logits. */
  @Test
  void theLossIsTheCrossEntropyOfTheAnswer() {
    float[] logits = new RecurrentPlanner(weights).moves(mazes, 3);
    double expected = 0;
    int labelled = 0;
    for (int cell = 0; cell < 25; cell++) {
      for (int maze = 0; maze < 35; maze++) {
        double total = 0;
        double dot = 0;
        double mass = 0;
        for (int move = 0; move < 4; move++) {
          int at = (cell * 4 + move) * 35 + maze;
          total += Math.exp(logits[at]);
          dot += mazes.moves()[at] * logits[at];
          mass += mazes.moves()[at];
        }
        if (mass > 0) {
          labelled++;
          expected += Math.log(total) - dot;
        }
      }
    }
    assertThat(new PlannerGradient(5, 35, 3).of(weights, mazes, 3))
        .isCloseTo(expected / labelled, within(1e-6));
  }

  @Test
  void threadsDoNotChangeTheBits() throws Exception {
    PlannerGradient here = new PlannerGradient(5, 35, 4);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool three = new ForkJoinPool(3);
    try {
      double alone = one.submit(() -> here.of(weights, mazes, 4)).get();
      float[] bits = here.gradient().clone();
      assertThat((double) three.submit(() -> here.of(weights, mazes, 4)).get()).isEqualTo(alone);
      assertThat(here.gradient()).isEqualTo(bits);
    } finally {
      one.shutdown();
      three.shutdown();
    }
  }

  @Test
  void mazesWithoutLabelsAreRefused() {
    MazeBatch blank = new MazeBatch(35, 5, mazes.planes(), new float[mazes.moves().length]);
    PlannerGradient gradient = new PlannerGradient(5, 35, 1);
    assertThatThrownBy(() -> gradient.of(weights, blank, 1))
        .hasMessageContaining("no labelled cell");
  }
}
