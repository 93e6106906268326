package org.mesascope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations against sums in double precision, and against each other. */
class ParticleNetworksTest {

  private final Random random = new Random(9);

  static Stream<ParticleLoops> implementations() {
    return Stream.of(new PlainParticleLoops(), VectorModule.particleLoops());
  }

  @Test
  void thisJvmWasStartedWithVectorsAndUsesThem() {
    assertThat(ParticleLoops.FASTEST.getClass().getSimpleName()).isEqualTo("VectorParticleLoops");
  }

  /** Sizes around every block and remainder: outputs by 2, columns by 5, inputs by 4, particles. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 6, 4, 16",
    "2, 6, 5, 16",
    "3, 7, 6, 32",
    "32, 32, 10, 16",
    "5, 9, 11, 48",
    "4, 8, 9, 17",
    "2, 3, 5, 8"
  })
  void layersAreTheSumsTheySay(int outputs, int inputs, int columns, int particles) {
    float[] weights = numbers(3 + (inputs + 1) * outputs * particles);
    int bias = 3 + inputs * outputs * particles;
    float[] x = numbers(inputs * columns * particles);
    for (boolean rectified : new boolean[] {false, true}) {
      float[] plain = new float[outputs * columns * particles];
      float[] vector = new float[plain.length];
      new PlainParticleLoops()
          .layer(outputs, inputs, columns, particles, weights, 3, bias, x, plain, rectified);
      VectorModule.particleLoops()
          .layer(outputs, inputs, columns, particles, weights, 3, bias, x, vector, rectified);
      assertThat(vector).isEqualTo(plain);
      for (int i = 0; i < plain.length; i++) {
        int o = i / (columns * particles);
        int place = i % (columns * particles);
        int p = i % particles;
        double sum = weights[bias + o * particles + p];
        for (int k = 0; k < inputs; k++) {
          double w = weights[3 + (o * inputs + k) * particles + p];
          sum += w * x[k * columns * particles + place];
        }
        double exact = rectified ? Math.max(sum, 0) : sum;
        assertThat((double) plain[i]).isCloseTo(exact, within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void notANumberStaysOneWhereRectified(ParticleLoops loops) {
    float[] x = new float[5 * 16];
    x[18] = Float.NaN;
    float[] y = new float[2 * x.length];
    loops.layer(2, 1, 5, 16, numbers(4 * 16), 0, 32, x, y, true);
    for (int i = 0; i < y.length; i++) {
      assertThat(Float.isNaN(y[i])).isEqualTo(i % x.length == 18);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "16, 1", "5, 1", "8, 3", "1, 2"})
  void antitheticPairsAreCentrePlusAndMinusShift(int pairs, int copies) {
    float[] centre = numbers(7);
    float[] shift = numbers(7 * pairs);
    int row = 2 * pairs * copies;
    float[] plain = new float[7 * row];
    float[] vector = new float[7 * row];
    new PlainParticleLoops().perturb(centre, shift, pairs, copies, plain);
    VectorModule.particleLoops().perturb(centre, shift, pairs, copies, vector);
    assertThat(vector).isEqualTo(plain);
    for (int i = 0; i < plain.length; i++) {
      int w = i / row;
      float by = shift[w * pairs + i % row / copies % pairs];
      boolean minus = i % row >= pairs * copies;
      assertThat(plain[i]).isEqualTo(minus ? centre[w] - by : centre[w] + by);
    }
  }

  @Test
  void exponentialsAreCloseAndStayWithinTheirEnds() {
    float[] x = new float[40_011];
    for (int i = 0; i < x.length; i++) {
      x[i] = i * (175f / 40_000) - 87;
    }
    x[0] = Float.NEGATIVE_INFINITY;
    x[1] = Float.POSITIVE_INFINITY;
    x[2] = 1000;
    x[3] = 0;
    float[] plain = new float[x.length];
    float[] vector = new float[x.length];
    new PlainParticleLoops().exp(x, plain);
    VectorModule.particleLoops().exp(x, vector);
    assertThat(vector).isEqualTo(plain);
    assertThat(plain[3]).isEqualTo(1);
    for (int i = 0; i < x.length; i++) {
      double exact = Math.exp(Math.max(-87, Math.min(88, x[i])));
      assertThat(plain[i] / exact).isCloseTo(1, within(3e-7));
    }
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
