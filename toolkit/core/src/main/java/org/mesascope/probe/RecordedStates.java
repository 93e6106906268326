package org.mesascope.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.train.InnerState;

/**
 * The hidden states of one run, copied after every tick. Memory: ticks · places · channels · items
 * numbers of 4 bytes.
 */
public final class RecordedStates {

  private final StateLayout layout;
  private final List<float[]> states;

  private RecordedStates(StateLayout layout, List<float[]> states) {
    this.layout = layout;
    this.states = List.copyOf(states);
  }

  /**
   * Runs a system and keeps what it had in mind.
   *
   * @param places cells or tokens of each item
   * @param items inputs side by side
   */
  public static <I> RecordedStates of(
      InnerState<I, ?> system, I input, int ticks, int places, int items) {
    List<float[]> states = new ArrayList<>(ticks);
    system.run(input, ticks, (tick, state) -> states.add(state.clone()));
    if (states.size() != ticks) {
      throw new IllegalStateException(
          "a run of %d ticks expects to show as many states, got %d"
              .formatted(ticks, states.size()));
    }
    StateLayout layout = StateLayout.of(states.get(0), places, items);
    states.forEach(layout::check);
    return new RecordedStates(layout, states);
  }

  public StateLayout layout() {
    return layout;
  }

  public int ticks() {
    return states.size();
  }

  /**
   * The state after a tick; not copied, do not write to it.
   *
   * @param tick from 1
   */
  public float[] at(int tick) {
    if (tick < 1 || tick > states.size()) {
      throw new IllegalArgumentException(
          "a recording of %d ticks expects a tick of 1 to %d, got %d"
              .formatted(states.size(), states.size(), tick));
    }
    return states.get(tick - 1);
  }

  /**
   * The mean state over a region, one row a tick, one column a channel.
   *
   * @throws IllegalArgumentException if the region is empty
   */
  public float[][] mean(Region region) {
    return moment(region, null);
  }

  /** The standard deviation of each channel over a region, one row a tick. */
  public float[][] deviation(Region region) {
    float[][] square = moment(region, mean(region));
    for (float[] row : square) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) Math.sqrt(row[c]);
      }
    }
    return square;
  }

  private float[][] moment(Region region, float @Nullable [][] centre) {
    float[][] means = new float[ticks()][layout.channels()];
    float[] vector = new float[layout.channels()];
    for (int tick = 1; tick <= ticks(); tick++) {
      double[] sums = new double[vector.length];
      int count = 0;
      for (int place = 0; place < layout.places(); place++) {
        for (int item = 0; item < layout.items(); item++) {
          if (region.contains(place, item)) {
            count++;
            layout.read(at(tick), place, item, vector);
            for (int c = 0; c < vector.length; c++) {
              double d = centre == null ? vector[c] : vector[c] - centre[tick - 1][c];
              sums[c] += centre == null ? d : d * d;
            }
          }
        }
      }
      if (count == 0) {
        throw new IllegalArgumentException("a mean state expects a region with places, got none");
      }
      for (int c = 0; c < vector.length; c++) {
        means[tick - 1][c] = (float) (sums[c] / count);
      }
    }
    return means;
  }
}
