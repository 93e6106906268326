package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Oracle: best-of-n.json, expectations by independent NumPy code, for 100 items k with proxy and
 * gold k/100 of which the gold is −1 above 97; and exact binary fractions for 8 items.
 */
class BestOfNTest {

  private static final BestOfN HUNDRED =
      BestOfN.of(
          IntStream.rangeClosed(1, 100).mapToDouble(k -> k / 100.0).toArray(),
          IntStream.rangeClosed(1, 100).mapToDouble(k -> k > 97 ? -1 : k / 100.0).toArray());
  private static final BestOfN EIGHT =
      BestOfN.of(
          new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new double[] {0, 1, 2, 3, 4, 3, 1, -3});

  @Test
  void everyRowOfTheHundred() {
    JsonObject table = Oracle.bestOfN().getAsJsonObject("table");
    for (String n : table.keySet()) {
      JsonObject row = table.getAsJsonObject(n);
      BestOfN.Point point = HUNDRED.at(Integer.parseInt(n));
      assertThat(point.gold()).isCloseTo(row.get("gold").getAsDouble(), within(1e-12));
      assertThat(point.proxy()).isCloseTo(row.get("proxy").getAsDouble(), within(1e-12));
      assertThat(point.divergence())
          .isCloseTo(row.get("kl_formula").getAsDouble(), within(1e-12));
      assertThat(point.exactDivergence())
          .isCloseTo(row.get("kl_exact").getAsDouble(), within(1e-12))
          .isLessThanOrEqualTo(point.divergence() + 1e-12);
    }
    assertThat(table.keySet()).hasSize(9);
  }

  @Test
  void theLawsOfTheHundred() {
    JsonObject expected = Oracle.bestOfN();
    BestOfN.Curve curve = HUNDRED.curve(1, 2, 4, 8, 16, 32, 64, 128, 256);
    OveroptimizationLaw law = curve.law();
    assertThat(law.alpha()).isCloseTo(expected.get("bon_alpha").getAsDouble(), within(1e-10));
    assertThat(law.beta()).isCloseTo(expected.get("bon_beta").getAsDouble(), within(1e-10));
    assertThat(law.squares()).isCloseTo(expected.get("rss").getAsDouble(), within(1e-10));
    assertThat(law.peak().orElseThrow())
        .isCloseTo(expected.get("d_star").getAsDouble(), within(1e-10));
    OveroptimizationLaw other =
        OveroptimizationLaw.reinforcement(curve.distances(), curve.gains());
    assertThat(other.alpha()).isCloseTo(expected.get("rl_alpha").getAsDouble(), within(1e-10));
    assertThat(other.beta()).isCloseTo(expected.get("rl_beta").getAsDouble(), within(1e-10));
    assertThat(other.squares()).isCloseTo(expected.get("rl_rss").getAsDouble(), within(1e-10));
    assertThat(curve.table().toText()).contains(".5767").doesNotContain("NaN");
    assertThat(curve.figure().alt()).isNotEmpty();
  }

  @Test
  void eightItems() {
    double[][] rows = {
      {1, 1.375, 4.5, 0},
      {2, 1.109375, 5.8125, .18745472913115166},
      {4, .043701171875, 6.8583984375, .6246459915517468},
      {8, -1.4063680768013, 7.528682470321655, 1.1625558137237977},
      {16, -2.507159771268096, 7.871352804180319, 1.679902127810952},
      {32, -2.944039453357093, 7.985959416430155, 2.005436718113708},
      {64, -2.9992227035919856, 7.999805670852587, 2.07758647942994}
    };
    for (double[] row : rows) {
      BestOfN.Point point = EIGHT.at((int) row[0]);
      assertThat(point.gold()).isCloseTo(row[1], within(1e-13));
      assertThat(point.proxy()).isCloseTo(row[2], within(1e-13));
      assertThat(point.exactDivergence()).isCloseTo(row[3], within(1e-13));
    }
    OveroptimizationLaw law = EIGHT.curve(1, 2, 4, 8, 16, 32, 64).law();
    assertThat(law.alpha()).isCloseTo(-1.579715085726546, within(1e-10));
    assertThat(law.beta()).isCloseTo(.6454399598857715, within(1e-10));
    assertThat(law.squares()).isCloseTo(1.0895703746335392, within(1e-10));
    assertThat(law.peak().orElseThrow()).isCloseTo(-1.2237506072649424, within(1e-9));
  }

  /** By hand: what the proxy cannot tell apart is kept at random. */
  @Test
  void tiesAreSharedOut() {
    BestOfN two = BestOfN.of(new double[] {1, 0, 1}, new double[] {5, 0, 1});
    assertThat(two.at(2).gold()).isCloseTo((1 - 1 / 9.0) * 3, within(1e-15));
    assertThat(BestOfN.of(new double[] {2, 2}, new double[] {1, 0}).at(7).exactDivergence())
        .as("a proxy that tells nothing selects nothing")
        .isZero();
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> BestOfN.of(new double[0], new double[0]))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> BestOfN.of(new double[] {1}, new double[] {Double.NaN}))
        .hasMessageContaining("item 0 expects finite scores");
    assertThatThrownBy(() -> EIGHT.at(0)).hasMessageContaining("at least 1, got 0");
    assertThatThrownBy(() -> EIGHT.curve(1, 2).law()).hasMessageContaining("at least 2 distances");
    assertThatThrownBy(() -> EIGHT.curve(4, 4).law()).hasMessageContaining("not identifiable");
    assertThat(
            OveroptimizationLaw.bestOfN(new double[] {1, 2}, new double[] {0, 0}).peak())
        .isEmpty();
  }
}
