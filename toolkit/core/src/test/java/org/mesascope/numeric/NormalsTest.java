package org.mesascope.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against the exact normal distribution (Commons Math's). Seeds are fixed; each bound is one that a
 * correct generator passes in all but about 1 of 10,000 seeds.
 */
class NormalsTest {

  private static final int COUNT = 1 << 20;

  /** Where the ziggurat's tail begins. */
  private static final double TAIL = 3.654152885361009;

  private final NormalDistribution normal = new NormalDistribution(null, 0, 1);

  private static float[] row(long key, int row, int count) {
    float[] numbers = new float[count];
    Normals.fill(key, row, numbers, 0, count);
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7_777_777_777L})
  void momentsAreThoseOfTheNormal(long key) {
    double[] sums = new double[5];
    for (float x : row(key, 3, COUNT)) {
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= x;
        sums[k] += power;
      }
    }
    double[] exact = {1, 0, 1, 0, 3};
    double[] variance = {0, 1, 2, 15, 96};
    for (int k = 1; k <= 4; k++) {
      double z = (sums[k] / COUNT - exact[k]) / Math.sqrt(variance[k] / COUNT);
      assertThat(Math.abs(z)).as("moment %d", k).isLessThan(4);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3, TAIL, 4, 4.5})
  void bothTailsHaveTheirShare(double beyond) {
    int above = 0;
    int below = 0;
    for (int row = 0; row < 4; row++) {
      for (float x : row(11, row, COUNT)) {
        above += x > beyond ? 1 : 0;
        below += x < -beyond ? 1 : 0;
      }
    }
    double expected = 4.0 * COUNT * normal.cumulativeProbability(-beyond);
    assertThat(Math.abs(above - expected)).isLessThan(4 * Math.sqrt(expected));
    assertThat(Math.abs(below - expected)).isLessThan(4 * Math.sqrt(expected));
  }

  @Test
  void theDistributionIsTheNormalOverallAndInTheTail() {
    double[] all = new double[COUNT];
    float[] numbers = row(5, 0, COUNT);
    Arrays.setAll(all, i -> normal.cumulativeProbability(numbers[i]));
    assertThat(kolmogorovSmirnov(all)).isLessThan(2.2);

    double share = normal.cumulativeProbability(-TAIL);
    float[] many = row(5, 1, 8 * COUNT);
    double[] tail = new double[many.length];
    int count = 0;
    for (float x : many) {
      if (Math.abs(x) > TAIL) {
        tail[count++] = normal.cumulativeProbability(-Math.abs(x)) / share;
      }
    }
    assertThat(count).isGreaterThan(1000);
    assertThat(kolmogorovSmirnov(Arrays.copyOf(tail, count))).isLessThan(2.2);
  }

  /** √n sup |F − Fₙ|; beyond 2.2 with probability 1.2e-4. */
  private static double kolmogorovSmirnov(double[] uniform) {
    Arrays.sort(uniform);
    double n = uniform.length;
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, Math.max(uniform[i] - i / n, (i + 1) / n - uniform[i]));
    }
    return most * Math.sqrt(n);
  }

  /** Cells of 1/200, narrower than most wedges are wide: a wrong one shows here. */
  @Test
  void fineCellsHaveTheirShare() {
    int cells = 1600;
    double width = 8.0 / cells;
    int[] seen = new int[cells];
    for (int row = 0; row < 4; row++) {
      for (float x : row(17, row, COUNT)) {
        int cell = (int) Math.floor((x + 4) / width);
        if (cell >= 0 && cell < cells) {
          seen[cell]++;
        }
      }
    }
    double statistic = 0;
    int used = 0;
    for (int c = 0; c < cells; c++) {
      double from = c * width - 4;
      double expected = 4.0 * COUNT * normal.probability(from, from + width);
      if (expected > 10) {
        statistic += (seen[c] - expected) * (seen[c] - expected) / expected;
        used++;
      }
    }
    assertThat(used).isGreaterThan(1400);
    assertThat(Math.abs(statistic - used) / Math.sqrt(2.0 * used)).isLessThan(4);
  }

  /** What might depend on each other: neighbours of one word and of two, rows, keys. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "0, 0, 2",
    "0, 0, 3",
    "0, 0, 256",
    "0, 1, 0",
    "0, 2, 0",
    "1, 0, 0",
    "2, 0, 0"
  })
  void neighboursRowsAndKeysAreIndependent(long keyAway, int rowAway, int placeAway) {
    float[] a = row(100, 7, COUNT);
    float[] b = new float[COUNT];
    float[] other = row(100 + keyAway, 7 + rowAway, COUNT + placeAway);
    System.arraycopy(other, placeAway, b, 0, COUNT);
    assertIndependent(a, b);
  }

  @Test
  void aKeyThatDiffersInOneBitGivesOtherNumbers() {
    float[] a = row(1234, 0, 4096);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      float[] b = row(1234 ^ 1L << bit, 0, 4096);
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      assertThat(Math.abs(sum) / 64).as("bit %d", bit).isLessThan(5);
    }
  }

  /** 16 × 16 cells of equal probability, and the products of values and of squares. */
  private void assertIndependent(float[] a, float[] b) {
    double[] edges = new double[15];
    Arrays.setAll(edges, i -> normal.inverseCumulativeProbability((i + 1) / 16.0));
    int[] table = new int[256];
    double products = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      table[16 * cell(edges, a[i]) + cell(edges, b[i])]++;
      products += (double) a[i] * b[i];
      squares += ((double) a[i] * a[i] - 1) * ((double) b[i] * b[i] - 1);
    }
    double expected = a.length / 256.0;
    double statistic = 0;
    for (int seen : table) {
      statistic += (seen - expected) * (seen - expected) / expected;
    }
    assertThat(Math.abs(statistic - 255) / Math.sqrt(510)).isLessThan(4);
    assertThat(Math.abs(products) / Math.sqrt(a.length)).isLessThan(4);
    assertThat(Math.abs(squares) / (2 * Math.sqrt(a.length))).isLessThan(4);
  }

  private static int cell(double[] edges, double x) {
    int at = Arrays.binarySearch(edges, x);
    return at < 0 ? -at - 1 : at;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 4095})
  void aRowIsTheSameHoweverMuchOfItIsAskedForAndWhereItGoes(int count) {
    float[] whole = row(8, 2, 5000);
    float[] some = new float[count + 5];
    Arrays.fill(some, -99);
    Normals.fill(8, 2, some, 3, count);
    for (int i = 0; i < some.length; i++) {
      boolean inside = i >= 3 && i < 3 + count;
      assertThat(some[i]).isEqualTo(inside ? whole[i - 3] : -99);
    }
  }
}
