package org.mesascope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NoiseStreamTest {

  private static final int COUNT = 1_000_000;

  private static float[] normals(long key) {
    float[] values = new float[COUNT];
    new NoiseStream(key).normals(values, COUNT, 1);
    return values;
  }

  /** Oracle: the normal distribution function; Kolmogorov's 1e-4 quantile is 2.225/√n. */
  @Test
  void normalsAreNormal() {
    NormalDistribution normal = new NormalDistribution();
    for (long key = 0; key < 2; key++) {
      float[] values = normals(key);
      Arrays.sort(values);
      double distance = 0;
      for (int i = 0; i < COUNT; i += 7) {
        double f = normal.cumulativeProbability(values[i]);
        distance = Math.max(distance, Math.abs(f - (i + .5) / COUNT));
      }
      assertThat(distance).isLessThan(2.225 / Math.sqrt(COUNT));
      long tail = 0;
      for (float value : values) {
        tail += Math.abs(value) > 3.442619855899 ? 1 : 0;
      }
      double expected = COUNT * 2 * normal.cumulativeProbability(-3.442619855899);
      assertThat((tail - expected) / Math.sqrt(expected)).isBetween(-4.0, 4.0);
      assertThat(values[COUNT - 1]).isBetween(4f, 7f);
    }
  }

  /** Each moment within four of its own standard errors, √((m₂ₖ − mₖ²)/n). */
  @Test
  void momentsAreThoseOfTheLaw() {
    float[] values = normals(3);
    assertMoment(values, 1, 0, 1);
    assertMoment(values, 2, 1, 2);
    assertMoment(values, 3, 0, 15);
    assertMoment(values, 4, 3, 96);
    new NoiseStream(4).uniforms(values, COUNT, 1);
    assertMoment(values, 1, 0, 1 / 3.0);
    assertMoment(values, 2, 1 / 3.0, 4 / 45.0);
    assertMoment(values, 4, 1 / 5.0, 1 / 9.0 - 1 / 25.0);
    for (float value : values) {
      assertThat(Math.abs(value)).isLessThan(1);
    }
  }

  private static void assertMoment(float[] values, int power, double mean, double variance) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, power);
    }
    double error = Math.sqrt(variance / values.length);
    assertThat(sum / values.length).as("moment %d", power).isCloseTo(mean, within(4 * error));
  }

  @Test
  void neighboursAndStreamsAreUncorrelated() {
    float[] first = normals(5);
    float[] second = new float[COUNT];
    NoiseStream stream = new NoiseStream(5);
    stream.at(1);
    stream.normals(second, COUNT, 1);
    double across = 0;
    double along = 0;
    double squares = 0;
    for (int i = 0; i < COUNT - 1; i++) {
      across += first[i] * second[i];
      along += first[i] * first[i + 1];
      squares += (first[i] * first[i] - 1) * (first[i + 1] * first[i + 1] - 1) / 2;
    }
    double error = 1 / Math.sqrt(COUNT);
    assertThat(across / COUNT).isCloseTo(0, within(4 * error));
    assertThat(along / COUNT).isCloseTo(0, within(4 * error));
    assertThat(squares / COUNT).isCloseTo(0, within(4 * error));
  }

  @Test
  void aStreamDependsOnItsNameAlone() {
    float[] first = new float[101];
    float[] again = new float[101];
    NoiseStream stream = new NoiseStream(6);
    stream.at(12);
    stream.normals(first, 101, 2);
    stream.next();
    stream.at(12);
    stream.normals(again, 101, 2);
    assertThat(again).containsExactly(first);
    stream.at(13);
    stream.normals(again, 101, 2);
    assertThat(again).isNotEqualTo(first);
  }
}
