package org.mesascope.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;

class InterventionTest {

  private static final int PLACES = 7;
  private static final int ITEMS = 3;
  private static final int TICKS = 5;

  /** A line of cells in which each hears its neighbours: h ← tanh(x + ½(left + right)), twice. */
  private static final InnerState<float[], float[]> LINE =
      (input, ticks, edit) -> {
        float[] state = new float[PLACES * 2 * ITEMS];
        for (int tick = 1; tick <= ticks; tick++) {
          float[] next = new float[state.length];
          for (int p = 0; p < PLACES; p++) {
            for (int k = 0; k < 2 * ITEMS; k++) {
              float left = p == 0 ? 0 : state[(p - 1) * 2 * ITEMS + k];
              float right = p == PLACES - 1 ? 0 : state[(p + 1) * 2 * ITEMS + k];
              next[p * 2 * ITEMS + k] =
                  (float) Math.tanh(input[p * 2 * ITEMS + k] + .5 * (left + right));
            }
          }
          System.arraycopy(next, 0, state, 0, state.length);
          edit.edit(tick, state);
        }
        return state;
      };

  private final float[] first = input(Seed.of(1));
  private final float[] second = input(Seed.of(2));
  private final RecordedStates own = RecordedStates.of(LINE, first, TICKS, PLACES, ITEMS);
  private final RecordedStates other = RecordedStates.of(LINE, second, TICKS, PLACES, ITEMS);
  private final StateLayout layout = own.layout();

  @Test
  void theLayoutFollowsFromTheLength() {
    assertThat(layout).isEqualTo(new StateLayout(PLACES, 2, ITEMS));
    assertThatThrownBy(() -> StateLayout.of(new float[43], PLACES, ITEMS))
        .hasMessageContaining("42 numbers, got 43");
  }

  @Test
  void aPatchOfTheOwnStateChangesNothing() {
    assertThat(LINE.run(first, TICKS, Intervention.of(layout, StateChange.from(own))))
        .containsExactly(LINE.run(first, TICKS, InnerState.StateEdit.NONE));
  }

  @Test
  void aPatchOfEverythingAtTheLastTickIsTheOtherRun() {
    assertThat(LINE.run(first, TICKS, Intervention.of(layout, StateChange.from(other)).at(TICKS)))
        .containsExactly(other.at(TICKS));
  }

  /** What the card says: a patch of all that an input reaches, after every tick, is that run. */
  @Test
  void aPatchAroundTheOnlyDifferenceAtEveryTickIsTheOtherRun() {
    float[] moved = first.clone();
    for (int k = 0; k < 2 * ITEMS; k++) {
      moved[3 * 2 * ITEMS + k] += 1;
    }
    RecordedStates donor = RecordedStates.of(LINE, moved, TICKS, PLACES, ITEMS);
    Intervention patch =
        Intervention.of(layout, StateChange.from(donor)).in((place, item) -> place == 3);
    assertThat(LINE.run(first, TICKS, patch)).containsExactly(donor.at(TICKS));
  }

  @Test
  void aPatchOfOneItemLeavesTheOthersAlone() {
    Intervention patch =
        Intervention.of(layout, StateChange.from(other)).in((place, item) -> item == 1).at(2);
    float[] patched = LINE.run(first, TICKS, patch);
    for (int p = 0; p < PLACES; p++) {
      for (int c = 0; c < 2; c++) {
        int at = layout.index(p, c, 0);
        assertThat(patched[at]).isEqualTo(own.at(TICKS)[at]);
        assertThat(patched[at + 1]).isNotEqualTo(own.at(TICKS)[at + 1]);
        assertThat(patched[at + 2]).isEqualTo(own.at(TICKS)[at + 2]);
      }
    }
  }

  @Test
  void addingADifferenceOfMeansMovesTheMeanByIt() {
    Region left = (place, item) -> place < 3;
    Region right = (place, item) -> place >= 3;
    float[][] difference = StateChange.difference(own.mean(right), own.mean(left));
    float[] state = own.at(1).clone();
    Intervention.of(layout, StateChange.add(difference, 1)).in(left).edit(1, state);
    float[] vector = new float[2];
    double sum = 0;
    for (int p = 0; p < 3; p++) {
      for (int item = 0; item < ITEMS; item++) {
        layout.read(state, p, item, vector);
        sum += vector[0];
      }
    }
    assertThat(sum / 9)
        .isCloseTo(own.mean(right)[0][0], org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void aRandomVectorIsTheSameOnEveryRunAndHasTheMomentsAskedFor() {
    StateLayout wide = new StateLayout(400, 2, 5);
    float[][] means = {{1, -2}};
    float[][] deviations = {{.5f, 2}};
    Intervention random = Intervention.of(wide, StateChange.random(means, deviations, Seed.of(7)));
    float[] once = new float[wide.size()];
    float[] again = new float[wide.size()];
    random.edit(1, once);
    random.edit(1, again);
    assertThat(again).containsExactly(once);
    InnerState<float[], float[]> still =
        (input, ticks, edit) -> {
          edit.edit(1, input);
          return input;
        };
    RecordedStates drawn = RecordedStates.of(still, once, 1, 400, 5);
    assertThat(drawn.mean(Region.ALL)[0][1])
        .as("five standard errors of 2,000 draws")
        .isCloseTo(-2, org.assertj.core.api.Assertions.within(.224f));
    assertThat(drawn.deviation(Region.ALL)[0][0])
        .isCloseTo(.5f, org.assertj.core.api.Assertions.within(.04f));
  }

  @Test
  void stepsOutsideARecordingAreNamed() {
    assertThatThrownBy(
            () -> LINE.run(first, TICKS + 1, Intervention.of(layout, StateChange.from(own))))
        .hasMessageContaining("a tick of 1 to 5, got 6");
    assertThatThrownBy(() -> own.mean((place, item) -> false)).hasMessageContaining("got none");
  }

  private static float[] input(Seed seed) {
    var random = seed.random();
    float[] input = new float[PLACES * 2 * ITEMS];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) random.nextGaussian();
    }
    return input;
  }
}
