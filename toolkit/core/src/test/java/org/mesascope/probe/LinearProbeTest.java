package org.mesascope.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesascope.stats.Seed;

class LinearProbeTest {

  private static final int GROUPS = 60;
  private static final int OF_EACH = 20;
  private static final int WIDTH = 12;

  /** A label that is the largest of three directions is read; its control, by type, is not. */
  @ParameterizedTest
  @EnumSource(ProbeMethod.class)
  void aPlantedLinearCodeIsRead(ProbeMethod method) {
    ProbeData data = planted(Seed.of(1), true);
    ProbeResult read = probe(method).read("planted", data, Seed.of(2));
    assertThat(read.accuracy().value()).isGreaterThan(.9);
    assertThat(read.selectivity().value()).isGreaterThan(.4);
    assertThat(read.decodable()).isTrue();
  }

  /** Features that say nothing: over ten seeds selectivity is 0 within its error. */
  @Test
  void randomFeaturesHaveNoSelectivity() {
    double[] gains = new double[10];
    int decodable = 0;
    for (int s = 0; s < gains.length; s++) {
      ProbeData data = planted(Seed.of(10 + s), false);
      ProbeResult read = LinearProbe.defaults().read("random", data, Seed.of(s));
      gains[s] = read.selectivity().value();
      decodable += read.decodable() ? 1 : 0;
    }
    assertThat(Arrays.stream(gains).average().orElseThrow()).isCloseTo(0, within(.03));
    assertThat(decodable).isLessThanOrEqualTo(1);
  }

  /** Where features name the type, the control is learned by heart, and selectivity says so. */
  @Test
  void aCodeOfTypesAloneIsNotSelective() {
    RandomGenerator random = Seed.of(3).random();
    int n = GROUPS * OF_EACH;
    double[][] features = new double[n][6];
    int[] labels = new int[n];
    int[] groups = new int[n];
    int[] types = new int[n];
    int[] labelOfType = {0, 1, 1, 0, 1, 0};
    for (int i = 0; i < n; i++) {
      types[i] = random.nextInt(6);
      features[i][types[i]] = 1;
      labels[i] = labelOfType[types[i]];
      groups[i] = i / OF_EACH;
    }
    ProbeResult read =
        LinearProbe.defaults()
            .read("types", new ProbeData(features, labels, 2, groups, types), Seed.of(4));
    assertThat(read.accuracy().value()).isEqualTo(1);
    assertThat(read.selectivity().value()).isCloseTo(0, within(1e-12));
    assertThat(read.decodable()).isFalse();
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    ProbeData data = planted(Seed.of(1), true);
    assertThat(LinearProbe.defaults().read("a", data, Seed.of(5)))
        .isEqualTo(LinearProbe.defaults().read("a", data, Seed.of(5)));
  }

  @Test
  void badInputIsNamed() {
    double[][] features = {{1}, {Double.NaN}};
    int[] two = {0, 1};
    assertThatThrownBy(() -> new ProbeData(features, two, 2, two, two))
        .hasMessageContaining("feature 0 of example 1");
    double[][] fine = {{1}, {2}};
    ProbeData small = new ProbeData(fine, two, 2, two, two);
    assertThatThrownBy(() -> LinearProbe.defaults().read("small", small, Seed.of(1)))
        .hasMessageContaining("at least 4 groups");
    assertThatThrownBy(() -> new ProbeData(fine, new int[] {0, 2}, 2, two, two))
        .hasMessageContaining("label of example 1");
  }

  private static LinearProbe probe(ProbeMethod method) {
    return LinearProbe.of(ProbeOptions.defaults().withMethod(method));
  }

  private static ProbeData planted(Seed seed, boolean coded) {
    RandomGenerator random = seed.random();
    int n = GROUPS * OF_EACH;
    double[][] features = new double[n][WIDTH];
    int[] labels = new int[n];
    int[] groups = new int[n];
    int[] types = new int[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < WIDTH; k++) {
        features[i][k] = random.nextGaussian();
      }
      labels[i] = coded ? largest(features[i]) : random.nextInt(3);
      groups[i] = i / OF_EACH;
      types[i] = random.nextInt(300);
    }
    return new ProbeData(features, labels, 3, groups, types);
  }

  private static int largest(double[] row) {
    int best = 0;
    for (int k = 1; k < 3; k++) {
      best = row[k] > row[best] ? k : best;
    }
    return best;
  }
}
