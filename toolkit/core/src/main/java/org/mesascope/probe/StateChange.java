package org.mesascope.probe;

import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/** What becomes of the state at one place of one item. */
@FunctionalInterface
public interface StateChange {

  /**
   * Changes what the system keeps at a place.
   *
   * @param tick from 1
   * @param vector one number a channel, to be overwritten
   */
  void change(int tick, int place, int item, float[] vector);

  /**
   * Takes the state of another run, at the same tick, place and item: an interchange intervention.
   *
   * @throws IllegalArgumentException in use, at a tick that was not recorded
   */
  static StateChange from(RecordedStates donor) {
    return (tick, place, item, vector) -> donor.layout().read(donor.at(tick), place, item, vector);
  }

  /** Sets every place to one vector, such as a mean state; one row a tick. */
  static StateChange to(float[][] vectors) {
    return (tick, place, item, vector) ->
        System.arraycopy(vectors[tick - 1], 0, vector, 0, vector.length);
  }

  /** Adds a multiple of one vector to every place: steering; one row a tick. */
  static StateChange add(float[][] vectors, double strength) {
    return (tick, place, item, vector) -> {
      for (int c = 0; c < vector.length; c++) {
        vector[c] += (float) strength * vectors[tick - 1][c];
      }
    };
  }

  /**
   * Sets every place to a random vector, normal in each channel with these means and deviations.
   * The same seed, tick, place and item give the same vector.
   */
  static StateChange random(float[][] means, float[][] deviations, Seed seed) {
    return (tick, place, item, vector) -> {
      RandomGenerator random = seed.split(tick + "/" + place + "/" + item).random();
      for (int c = 0; c < vector.length; c++) {
        vector[c] = (float) (means[tick - 1][c] + deviations[tick - 1][c] * random.nextGaussian());
      }
    };
  }

  /** The first rows of vectors minus the second: a difference of means. */
  static float[][] difference(float[][] these, float[][] those) {
    float[][] difference = new float[these.length][];
    for (int tick = 0; tick < these.length; tick++) {
      difference[tick] = these[tick].clone();
      for (int c = 0; c < difference[tick].length; c++) {
        difference[tick][c] -= those[tick][c];
      }
    }
    return difference;
  }
}
