package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mesascope.runtime.ExecutedNotebook.width;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 02-objective-from-choices. */
class ChoicesNotebookTest {

  private final ExecutedNotebook choices = NotebookRun.of("02-objective-from-choices");

  /** Oracle: Greene, Econometric Analysis, table 21.11, to 1e-4 and better. */
  @Test
  void travelModeReproducesThePublishedCoefficients() {
    for (String name : List.of("air", "train", "bus", "gc", "ttme", "hinc_air")) {
      double[] row = choices.numbers("published", name);
      assertThat(row).hasSize(3);
      assertThat(row[2]).as(name).isCloseTo(0, within(1e-6));
    }
    assertThat(choices.numbers("evidence", "TravelMode: log-likelihood")[0])
        .isCloseTo(-199.128369, within(.05));
  }

  /** Oracle: Hausman and McFadden's test without air, computed independently in NumPy. */
  @Test
  void independenceOfIrrelevantAlternativesIsRejected() {
    double[] test = choices.numbers("iia", "air");
    assertThat(test[0]).isEqualTo(152);
    assertThat(test[1]).isCloseTo(33.3367, within(.01));
    assertThat(test[2]).isEqualTo(4);
    assertThat(test[3]).isCloseTo(1.019e-6, within(1e-8));
  }

  @Test
  void theDeskTellsTheSignalsApartOnlyWhereTheirCorrelationBreaks() {
    assertThat(choices.text("desk-training"))
        .containsPattern("resolves +not identifiable")
        .containsPattern("confident +not identifiable")
        .containsPattern("escalates +not identifiable")
        .contains("1 of 3 directions are told");
    double[] known = choices.numbers("broken", "known");
    double[] free = choices.numbers("broken", "0 ");
    double[] close = choices.numbers("broken", "0.98");
    for (int k = 0; k < 3; k++) {
      int at = 1 + 3 * k;
      assertThat(known[k]).as("weight %d", k).isBetween(free[at + 1], free[at + 2]);
      assertThat(width(close, at)).as("weight %d", k).isGreaterThan(3 * width(free, at));
    }
  }
}
