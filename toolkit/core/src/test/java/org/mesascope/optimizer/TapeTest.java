package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.stats.Seed;

/**
 * The rules and their derivatives by hand. Oracle: the same rules in double precision, and central
 * finite differences of them.
 */
class TapeTest {

  private static final int COLUMNS = 13;
  private static final int STEPS = 6;
  private static final double H = 1e-5;
  private static final LstmOptimizer LSTM = new LstmOptimizer(5, .1, 10);

  private record Case(DifferentiableOptimizer optimizer, DoubleRules.Rule oracle) {
    @Override
    public String toString() {
      return optimizer.name();
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case(LearnableRule.sgd(.02), DoubleRules::sgd),
        new Case(LearnableRule.momentum(.02, .8), DoubleRules::momentum),
        new Case(LearnableRule.adam(.05, .8, .95), DoubleRules::adam),
        new Case(LSTM, DoubleRules.lstm(LSTM)));
  }

  /** {@code [step][column]}; magnitudes from e⁻¹³ to e⁷, so on both sides of e⁻ᵖ. */
  private static float[][] gradients() {
    RandomGenerator random = Seed.of(5).random();
    float[][] gradients = new float[2 * STEPS][COLUMNS];
    for (float[] row : gradients) {
      for (int b = 0; b < COLUMNS; b++) {
        row[b] =
            (float) (Math.exp(20 * random.nextDouble() - 13) * (random.nextBoolean() ? 1 : -1));
      }
    }
    return gradients;
  }

  private static float[][] slopes() {
    RandomGenerator random = Seed.of(6).random();
    float[][] slopes = new float[STEPS][COLUMNS];
    for (float[] row : slopes) {
      for (int b = 0; b < COLUMNS; b++) {
        row[b] = (float) random.nextGaussian();
      }
    }
    return slopes;
  }

  private static double[] column(float[][] rows, int b, int count) {
    return Arrays.stream(rows).limit(count).mapToDouble(row -> row[b]).toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void updatesAreThoseOfThePaper(Case one) {
    float[] weights = one.optimizer.initial(Seed.of(1));
    double[] exact = doubles(weights);
    float[][] gradients = gradients();
    DifferentiableOptimizer.Tape tape = one.optimizer.tape(COLUMNS, STEPS);
    tape.reset();
    float[] update = new float[COLUMNS];
    for (int t = 0; t < 2 * STEPS; t++) {
      if (t % STEPS == 0) {
        tape.open(weights);
      }
      tape.forward(gradients[t], update);
      for (int b = 0; b < COLUMNS; b++) {
        double expected = one.oracle.updates(exact, column(gradients, b, t + 1))[t];
        assertThat((double) update[b])
            .as("step %d, column %d", t, b)
            .isCloseTo(expected, within(1e-6 + 2e-5 * Math.abs(expected)));
      }
    }
  }

  /** Of Σ slope · update over one window. */
  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAreThoseOfFiniteDifferences(Case one) {
    float[] weights = one.optimizer.initial(Seed.of(1));
    float[][] gradients = gradients();
    float[][] slopes = slopes();
    DifferentiableOptimizer.Tape tape = one.optimizer.tape(COLUMNS, STEPS);
    tape.reset();
    tape.open(weights);
    float[] update = new float[COLUMNS];
    for (int t = 0; t < STEPS; t++) {
      tape.forward(gradients[t], update);
    }
    float[] found = new float[weights.length];
    for (int t = STEPS - 1; t >= 0; t--) {
      tape.backward(slopes[t], found);
    }
    double[] at = doubles(weights);
    double[] expected = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      double here = at[k];
      at[k] = here + H;
      double above = objective(one.oracle, at, gradients, slopes);
      at[k] = here - H;
      expected[k] = (above - objective(one.oracle, at, gradients, slopes)) / (2 * H);
      at[k] = here;
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(largest).isGreaterThan(.05);
    for (int k = 0; k < at.length; k++) {
      assertThat((double) found[k])
          .as("outer parameter %d", k)
          .isCloseTo(expected[k], within(1e-5 * largest + 1e-4 * Math.abs(expected[k])));
    }
  }

  private static double objective(
      DoubleRules.Rule rule, double[] weights, float[][] gradients, float[][] slopes) {
    double sum = 0;
    for (int b = 0; b < COLUMNS; b++) {
      double[] updates = rule.updates(weights, column(gradients, b, STEPS));
      for (int t = 0; t < STEPS; t++) {
        sum += slopes[t][b] * updates[t];
      }
    }
    return sum;
  }

  /** A state that was saved goes on as the tape itself does; so does one after a way back. */
  @ParameterizedTest
  @MethodSource("cases")
  void aSavedStateGoesOnToTheSameBits(Case one) {
    float[] weights = one.optimizer.initial(Seed.of(1));
    float[][] gradients = gradients();
    DifferentiableOptimizer.Tape tape = one.optimizer.tape(COLUMNS, STEPS);
    DifferentiableOptimizer.Tape other = one.optimizer.tape(COLUMNS, STEPS);
    float[] update = new float[COLUMNS];
    tape.reset();
    tape.open(weights);
    for (int t = 0; t < 4; t++) {
      tape.forward(gradients[t], update);
    }
    for (int t = 0; t < 4; t++) {
      tape.backward(slopes()[t], new float[weights.length]);
    }
    float[] state = new float[3 + tape.stateSize()];
    tape.save(state, 3);
    other.restore(state, 3);
    tape.open(weights);
    other.open(weights);
    float[] same = new float[COLUMNS];
    for (int t = 4; t < 9; t++) {
      tape.forward(gradients[t], update);
      other.forward(gradients[t], same);
      assertThat(same).isEqualTo(update);
    }
  }

  /** The rule with frozen weights is the tape, however its columns are cut into blocks. */
  @ParameterizedTest
  @MethodSource("cases")
  void aRunMovesEachCoordinateByItself(Case one) {
    float[] weights = one.optimizer.initial(Seed.of(1));
    double[] exact = doubles(weights);
    int dimension = 60;
    int batch = 50;
    float[] parameters = new float[dimension * batch];
    float[] gradient = new float[dimension * batch];
    Optimizer.Run run = one.optimizer.with(weights).start(dimension, batch);
    float[][] gradients = gradients();
    double[] expected = new double[COLUMNS];
    for (int t = 0; t < 4; t++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = gradients[t][i % COLUMNS];
      }
      run.step(parameters, new float[batch], gradient);
      for (int b = 0; b < COLUMNS; b++) {
        expected[b] += one.oracle.updates(exact, column(gradients, b, t + 1))[t];
      }
    }
    for (int i = 0; i < parameters.length; i++) {
      double of = expected[i % COLUMNS];
      assertThat((double) parameters[i]).isCloseTo(of, within(4e-6 + 5e-5 * Math.abs(of)));
    }
  }

  @Test
  void outerParametersStandForHyperparameters() {
    LearnableRule adam = LearnableRule.adam(.05, .8, .95);
    assertThat(adam.hyperparameters(adam.initial(Seed.of(1))))
        .containsExactly(new double[] {.05, .8, .95}, within(1e-6));
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }
}
