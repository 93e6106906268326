package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AveragesTest {

  /** rliable's own test: the interquartile mean of 0 to 79 is 39.5. */
  @Test
  void interquartileMean() {
    double[] values = IntStream.range(0, 80).asDoubleStream().toArray();
    assertThat(Averages.interquartileMean(values)).isEqualTo(39.5);
    values[79] = 1e9;
    assertThat(Averages.interquartileMean(values)).isEqualTo(39.5);
  }

  @Test
  void medianOfOddAndEven() {
    assertThat(Averages.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(Averages.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }

  @Test
  void geometricMeanUndoesRatios() {
    assertThat(Averages.geometricMean(new double[] {.5, 2, 8, .125})).isEqualTo(1, within(1e-15));
    assertThat(Averages.geometricMean(new double[] {1e-300, 1e300})).isEqualTo(1, within(1e-12));
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> Averages.mean(new double[0])).hasMessageContaining("got none");
    assertThatThrownBy(() -> Averages.median(new double[] {1, Double.NaN}))
        .hasMessageContaining("got NaN at index 1");
    assertThatThrownBy(() -> Averages.geometricMean(new double[] {1, 0}))
        .hasMessageContaining("positive values, got 0.0");
    assertThatThrownBy(() -> Averages.standardDeviation(new double[] {1}))
        .hasMessageContaining("at least 2 values");
  }
}
