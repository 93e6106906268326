package org.mesascope.optimizer;

import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * The coordinatewise LSTM optimizer: two layers, one set of weights for all coordinates, a state
 * for each (Andrychowicz et al. 2016, section 2 and figure 3).
 *
 * <p>The gradient goes in as two numbers, magnitude and sign (appendix A): (log |∇| / p, sign ∇)
 * where |∇| ≥ e⁻ᵖ, else (−1, eᵖ ∇). The update is the output scale times a linear readout of the
 * second layer, without bias.
 *
 * <p>Outer parameters in order: the first layer's {@code [4 units][units + 3]} over (its own
 * output, the two inputs, 1), the second's {@code [4 units][2 units + 1]} over (1, its own output,
 * the first's output), the readout {@code [units]}; gates in the order input, forget, output,
 * candidate.
 *
 * @param units of each layer, at least 1
 * @param outputScale what the readout is multiplied by, above 0
 * @param magnitudes p, above 0: gradients below e⁻ᵖ count as small
 */
public record LstmOptimizer(int units, double outputScale, double magnitudes)
    implements DifferentiableOptimizer {

  /** Fails where a number is out of its range. */
  public LstmOptimizer {
    if (units < 1
        || !(outputScale > 0 && Double.isFinite(outputScale))
        || !(magnitudes > 0 && magnitudes <= 80)) {
      throw new IllegalArgumentException(
          "an LSTM optimizer expects at least 1 unit, an output scale above 0 and magnitudes in (0, 80], got %d, %s and %s"
              .formatted(units, outputScale, magnitudes));
    }
  }

  /** As in the paper: 20 units a layer, output scale .1, p = 10. */
  public static LstmOptimizer defaults() {
    return new LstmOptimizer(20, .1, 10);
  }

  @Override
  public String name() {
    return "LSTM 2 × %d (output scale %s, p = %s)".formatted(units, outputScale, magnitudes);
  }

  @Override
  public int weights() {
    return secondAt() + 4 * units * (2 * units + 1) + units;
  }

  int secondAt() {
    return 4 * units * (units + 3);
  }

  int readoutAt() {
    return weights() - units;
  }

  /** Gaussian, of standard deviation 1/√units; biases 0. */
  @Override
  public float[] initial(Seed seed) {
    RandomGenerator random = seed.random();
    float[] weights = new float[weights()];
    double spread = 1 / Math.sqrt(units);
    for (int i = 0; i < weights.length; i++) {
      boolean bias =
          i < secondAt()
              ? i % (units + 3) == units + 2
              : i < readoutAt() && (i - secondAt()) % (2 * units + 1) == 0;
      weights[i] = bias ? 0 : (float) (spread * random.nextGaussian());
    }
    return weights;
  }

  @Override
  public Tape tape(int columns, int steps) {
    return new LstmTape(this, columns, steps);
  }
}
