package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class InformationTest {

  /**
   * Two columns that are one, beside three that never vary: four directions are untold, whatever
   * the rounding. Oracle: the rank of a Gram matrix is that of its columns.
   */
  @Test
  void whatMovesTogetherIsUntoldBesideWhatIsSilent() {
    RandomGenerator random = Seed.of(1).random();
    for (int draw = 0; draw < 200; draw++) {
      double[] information = new double[64];
      for (int row = 0; row < 40; row++) {
        double[] x = new double[8];
        for (int k = 0; k < 5; k++) {
          x[k] = random.nextGaussian();
        }
        x[1] = x[0];
        for (int j = 0; j < 8; j++) {
          for (int k = 0; k < 8; k++) {
            information[j * 8 + k] += x[j] * x[k];
          }
        }
      }
      Information told = Information.of(information, 8);
      assertThat(told.untold()).as("draw %d", draw).hasSize(4);
      assertThat(told.axes()).hasSize(4);
    }
  }
}
