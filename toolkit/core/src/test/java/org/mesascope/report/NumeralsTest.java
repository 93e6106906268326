package org.mesascope.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.stats.Interval;

class NumeralsTest {

  @ParameterizedTest
  @CsvSource({
    "0.2, 4, 0.2000", "12345.6, 4, 12346", "9.9996, 4, 10.00", "0.00012345, 3, 0.000123",
    "0.000012345, 3, 1.23e-05", "123456789012, 3, 1.23e+11", "-0.5, 2, -0.50", "0, 4, 0"
  })
  void significant(double value, int digits, String text) {
    assertThat(Numerals.significant(value, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.2", "1000, 1000", "0.30000000000000004, 0.3", "2.5e-7, 2.5e-07", "5, 5"})
  void brief(double value, String text) {
    assertThat(Numerals.brief(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.30000000000000004, 0.1, 0.3", "1, 0.5, 1.0", "-0.0, 1, 0", "4e9, 1e9, 4e+09"})
  void ticks(double value, double step, String text) {
    assertThat(Numerals.tick(value, step)).isEqualTo(text);
  }

  /** Two significant digits of half the width: .0086 gives four decimals, 12 gives none. */
  @ParameterizedTest
  @CsvSource({
    "-0.0155, -0.02412, -0.00688, '-0.0155 [-0.0241, -0.0069]'",
    "100.4, 88.2, 112.6, '100 [88, 113]'",
    "1e-10, 0, 2e-10, '1.000e-10 [0, 2.000e-10]'",
    "3, 3, 3, '3.000 [3.000, 3.000]'"
  })
  void estimates(double value, double low, double high, String text) {
    Estimate estimate = Estimate.of("x", value, new Interval(low, high, .95), 9, "m");
    assertThat(Numerals.estimate(estimate)).isEqualTo(text);
  }

  @Test
  void exactValuesStandAlone() {
    assertThat(Numerals.estimate(Estimate.exact("x", 1.0 / 3, "closed form"))).isEqualTo("0.3333");
  }
}
