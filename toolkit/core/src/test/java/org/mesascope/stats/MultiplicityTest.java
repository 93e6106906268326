package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultiplicityTest {

  /** The fifteen p-values of Benjamini and Hochberg (1995), section 3.2. */
  private static final double[] P = {
    .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
    .7590, 1
  };

  @Test
  void rejectionsOfTheOriginalExample() {
    assertThat(rejected(Multiplicity.benjaminiHochberg(P))).isEqualTo(4);
    assertThat(rejected(Multiplicity.bonferroni(P))).isEqualTo(3);
    assertThat(rejected(Multiplicity.holm(P))).isEqualTo(3);
  }

  /** Computed independently by statsmodels' fdr_bh. */
  @Test
  void adjustedValuesOfTheOriginalExample() {
    assertThat(Multiplicity.benjaminiHochberg(P))
        .containsExactly(
            new double[] {
              .0015,
              .003,
              .0095,
              .035625,
              .0603,
              .06385714285714286,
              .06385714285714286,
              .0645,
              .0765,
              .486,
              .5811818181818182,
              .714875,
              .7532307692307694,
              .8132142857142857,
              1
            },
            within(1e-14));
  }

  /** By hand: 3 × .01, 2 × .02, then the running maximum; and 3/1, 3/2, 3/3 from below. */
  @Test
  void adjustedValuesKeepTheirPlaces() {
    assertThat(Multiplicity.holm(.03, .01, .02))
        .containsExactly(new double[] {.04, .03, .04}, within(1e-15));
    assertThat(Multiplicity.benjaminiHochberg(.03, .01, .02))
        .containsExactly(new double[] {.03, .03, .03}, within(1e-15));
  }

  @Test
  void eachIsBetweenTheRawValueAndBonferroni() {
    double[] bonferroni = Multiplicity.bonferroni(P);
    double[] holm = Multiplicity.holm(P);
    double[] bh = Multiplicity.benjaminiHochberg(P);
    for (int i = 0; i < P.length; i++) {
      assertThat(bh[i]).isBetween(P[i], holm[i]);
      assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
    }
  }

  @Test
  void aValueThatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> Multiplicity.holm(.1, 1.2)).hasMessageContaining("got 1.2 at index 1");
    assertThatThrownBy(() -> Multiplicity.benjaminiHochberg(Double.NaN))
        .hasMessageContaining("got NaN");
  }

  private static long rejected(double[] adjusted) {
    return Arrays.stream(adjusted).filter(p -> p <= .05).count();
  }
}
