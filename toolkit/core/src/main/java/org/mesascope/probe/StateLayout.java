package org.mesascope.probe;

/**
 * Where the numbers of a hidden state lie: {@code [place][channel][item]}, the item innermost. A
 * place is a maze's cell or a prompt's token, a channel one of the numbers the system keeps there,
 * an item one of the inputs that run side by side.
 *
 * @param places how many
 * @param channels numbers a place
 * @param items inputs side by side
 */
public record StateLayout(int places, int channels, int items) {

  public StateLayout {
    if (places < 1 || channels < 1 || items < 1) {
      throw new IllegalArgumentException(
          "a state expects at least one place, channel and item, got %d, %d and %d"
              .formatted(places, channels, items));
    }
  }

  /**
   * The layout of a state whose number of channels follows from its length.
   *
   * @throws IllegalArgumentException if the length is no multiple of {@code places * items}
   */
  public static StateLayout of(float[] state, int places, int items) {
    int channels = state.length / Math.max(1, places * items);
    StateLayout layout = new StateLayout(places, channels, items);
    layout.check(state);
    return layout;
  }

  /** How many numbers a state has. */
  public int size() {
    return places * channels * items;
  }

  public int index(int place, int channel, int item) {
    return (place * channels + channel) * items + item;
  }

  /** Copies what a system keeps at one place of one item. */
  public void read(float[] state, int place, int item, float[] vector) {
    for (int c = 0, at = index(place, 0, item); c < channels; c++, at += items) {
      vector[c] = state[at];
    }
  }

  /** Overwrites what a system keeps at one place of one item. */
  public void write(float[] vector, int place, int item, float[] state) {
    for (int c = 0, at = index(place, 0, item); c < channels; c++, at += items) {
      state[at] = vector[c];
    }
  }

  void check(float[] state) {
    if (state.length != size()) {
      throw new IllegalArgumentException(
          "a state of %d places, %d channels and %d items expects %d numbers, got %d"
              .formatted(places, channels, items, size(), state.length));
    }
  }
}
