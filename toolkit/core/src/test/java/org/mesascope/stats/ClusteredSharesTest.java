package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusteredSharesTest {

  /** Independent rows: Wilson's own interval, and Newcombe's difference. */
  @Test
  void oneRowAUnitIsWilson() {
    long[] yes = {1, 0, 1, 1, 0, 0, 0, 1, 1, 1};
    long[] ones = filled(10, 1);
    assertThat(ClusteredShares.wilson(yes, ones, .95)).isEqualTo(Proportions.wilson(6, 10, .95));
    long[] apart = new long[20];
    long[] firstSizes = new long[20];
    long[] secondSizes = new long[20];
    long[] secondYes = new long[20];
    for (int i = 0; i < 10; i++) {
      apart[i] = yes[i];
      firstSizes[i] = 1;
      secondSizes[10 + i] = 1;
      secondYes[10 + i] = i < 2 ? 1 : 0;
    }
    Interval difference =
        ClusteredShares.difference(apart, firstSizes, secondYes, secondSizes, .95);
    Interval newcombe = Proportions.newcombe(6, 10, 2, 10, .95);
    assertThat(difference.low()).isCloseTo(newcombe.low(), within(1e-12));
    assertThat(difference.high()).isCloseTo(newcombe.high(), within(1e-12));
  }

  /** Ten rows a unit that all say the same are worth one row, less what t costs against z. */
  @Test
  void repeatedRowsAddNothing() {
    long[] once = new long[40];
    Arrays.fill(once, 0, 12, 1);
    long[] tenfold = Arrays.stream(once).map(yes -> 10 * yes).toArray();
    Interval one = ClusteredShares.wilson(once, filled(40, 1), .95);
    Interval ten = ClusteredShares.wilson(tenfold, filled(40, 10), .95);
    assertThat(ten.width()).isBetween(one.width(), 1.05 * one.width());
  }

  /** Where the same units say the same in both groups, the difference is known well. */
  @Test
  void sharedUnitsNarrowADifference() {
    long[] first = new long[40];
    long[] second = new long[40];
    Arrays.fill(first, 0, 14, 2);
    Arrays.fill(second, 0, 12, 2);
    Interval paired = ClusteredShares.difference(first, filled(40, 2), second, filled(40, 2), .95);
    long[] turned = new long[40];
    Arrays.fill(turned, 28, 40, 2);
    Interval crossed = ClusteredShares.difference(first, filled(40, 2), turned, filled(40, 2), .95);
    assertThat(paired.width()).isLessThan(.6 * crossed.width());
    assertThat(paired.contains(.05)).isTrue();
  }

  /** Oracle: method 10 for pairs, Newcombe (1998), computed apart from the counts of both. */
  @ParameterizedTest
  @CsvSource({"20, 12, 2, 16, .0561564, .3292070", "36, 12, 2, 0, .0569296, .3404276"})
  void pairsOfOneRowAreNewcombes(int both, int first, int second, int no, double low, double high) {
    int pairs = both + first + second + no;
    double[] firsts = new double[pairs];
    double[] seconds = new double[pairs];
    Arrays.fill(firsts, 0, both + first, 1);
    Arrays.fill(seconds, 0, both, 1);
    Arrays.fill(seconds, both + first, both + first + second, 1);
    Interval interval = ClusteredShares.paired(firsts, pairs, seconds, pairs, .95);
    assertThat(interval.low()).isCloseTo(low, within(1e-7));
    assertThat(interval.high()).isCloseTo(high, within(1e-7));
  }

  /**
   * Units that mostly say the same in both groups, so that they agree nearly always: few that all
   * agree are no proof that none moves. Nominal 95 %; with phi as it is .65, .82 and .94.
   */
  @ParameterizedTest
  @CsvSource({"10, .06", "30, .1", "100, .1"})
  void intervalsHoldTheTruthWhereUnitsNearlyAgree(int units, double moved) {
    RandomGenerator random = Seed.of(17).split("agreeing/" + units).random();
    int held = 0;
    for (int run = 0; run < 2000; run++) {
      double[] before = new double[units];
      double[] after = new double[units];
      for (int unit = 0; unit < units; unit++) {
        before[unit] = random.nextBoolean() ? 1 : 0;
        after[unit] = before[unit] == 0 && random.nextDouble() < 2 * moved ? 1 : before[unit];
      }
      held += ClusteredShares.paired(after, units, before, units, .95).contains(moved) ? 1 : 0;
    }
    assertThat(held / 2000.0).isGreaterThan(.93);
  }

  /** Ten that agree, half of them yes: the interval is not the point. */
  @Test
  void fewUnitsThatAllAgreeLeaveAnInterval() {
    double[] same = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    Interval interval = ClusteredShares.paired(same, 10, same, 10, .95);
    assertThat(interval.low()).isCloseTo(-interval.high(), within(1e-12));
    // Phi of 1 less 1/(2 · 10 · .25): .8, and so √.4 of Wilson's half width for 5 of 10.
    assertThat(interval.high())
        .isCloseTo(Math.sqrt(.4) * Proportions.wilson(5, 10, .95).width() / 2, within(1e-12));
  }

  /** Units of 8 rows with a share of their own each: about 95 % of intervals hold the truth. */
  @Test
  void intervalsHoldTheTruth() {
    RandomGenerator random = Seed.of(11).split("cluster").random();
    int held = 0;
    int plain = 0;
    for (int run = 0; run < 2000; run++) {
      long[] yes = new long[30];
      for (int unit = 0; unit < yes.length; unit++) {
        double own = random.nextDouble() < .5 ? .1 : .7;
        for (int row = 0; row < 8; row++) {
          yes[unit] += random.nextDouble() < own ? 1 : 0;
        }
      }
      held += ClusteredShares.wilson(yes, filled(30, 8), .95).contains(.4) ? 1 : 0;
      plain += Proportions.wilson(Arrays.stream(yes).sum(), 240, .95).contains(.4) ? 1 : 0;
    }
    assertThat(held / 2000.0).isBetween(.93, .98);
    assertThat(plain / 2000.0).isLessThan(.85);
  }

  @Test
  void oneUnitTellsNothing() {
    assertThat(ClusteredShares.wilson(new long[] {3}, new long[] {9}, .95))
        .isEqualTo(new Interval(0, 1, .95));
    assertThatThrownBy(() -> ClusteredShares.wilson(new long[] {0}, new long[] {0}, .95))
        .hasMessageContaining("at least one row");
    assertThatThrownBy(() -> ClusteredShares.wilson(new long[] {2}, new long[] {1}, .95))
        .hasMessageContaining("unit 0 expects 0 to 1 successes");
  }

  private static long[] filled(int length, long value) {
    long[] all = new long[length];
    Arrays.fill(all, value);
    return all;
  }

  /**
   * Oracle: units of equal size weigh the same by row and by unit; and where one row a unit is all
   * there is, McNemar's units narrow the interval of independent ones.
   */
  @Test
  void pairedSharesCountUnitsOnce() {
    long[] first = new long[40];
    long[] second = new long[40];
    double[] firsts = new double[40];
    double[] seconds = new double[40];
    for (int i = 0; i < 40; i++) {
      first[i] = i % 4;
      second[i] = i % 3;
      firsts[i] = first[i] / 4.0;
      seconds[i] = second[i] / 4.0;
    }
    Interval rows = ClusteredShares.difference(first, filled(40, 4), second, filled(40, 4), .95);
    Interval units = ClusteredShares.paired(firsts, 160, seconds, 160, .95);
    assertThat(units.low()).isCloseTo(rows.low(), within(1e-12));
    assertThat(units.high()).isCloseTo(rows.high(), within(1e-12));
    assertThat(ClusteredShares.mean(firsts, 160, .95).low())
        .isCloseTo(ClusteredShares.wilson(first, filled(40, 4), .95).low(), within(1e-12));
    assertThatThrownBy(() -> ClusteredShares.mean(new double[] {2}, 1, .95))
        .hasMessageContaining("[0, 1], got 2");
    assertThatThrownBy(() -> ClusteredShares.mean(new double[] {1, 0}, 1, .95))
        .hasMessageContaining("at least as many rows");
    assertThatThrownBy(() -> ClusteredShares.paired(firsts, 160, new double[] {1}, 1, .95))
        .hasMessageContaining("same units");
  }
}
