package org.mesascope.probe;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.mesascope.train.InnerState;

/**
 * An edit of a hidden state: what is changed, where, and after which ticks.
 *
 * <pre>{@code
 * var donor = RecordedStates.of(planner, doorMoved, 12, cells, mazes);
 * var patch = Intervention.of(donor.layout(), StateChange.from(donor)).in(aroundDoors).at(4);
 * var moves = planner.run(original, 12, patch);
 * }</pre>
 */
public final class Intervention implements InnerState.StateEdit {

  private final StateLayout layout;
  private final StateChange change;
  private final Region region;
  private final IntPredicate ticks;

  private Intervention(StateLayout layout, StateChange change, Region region, IntPredicate ticks) {
    this.layout = layout;
    this.change = change;
    this.region = region;
    this.ticks = ticks;
  }

  /** A change everywhere and after every tick. */
  public static Intervention of(StateLayout layout, StateChange change) {
    return new Intervention(layout, change, Region.ALL, tick -> true);
  }

  /** The same change in these places alone. */
  public Intervention in(Region places) {
    return new Intervention(layout, change, places, ticks);
  }

  /** The same change after these ticks alone. */
  public Intervention at(int... some) {
    return new Intervention(
        layout, change, region, tick -> IntStream.of(some).anyMatch(t -> t == tick));
  }

  /** One edit after the other. */
  public static InnerState.StateEdit inOrder(InnerState.StateEdit... edits) {
    InnerState.StateEdit[] all = edits.clone();
    return (tick, state) -> {
      for (InnerState.StateEdit edit : all) {
        edit.edit(tick, state);
      }
    };
  }

  @Override
  public void edit(int tick, float[] state) {
    layout.check(state);
    if (!ticks.test(tick)) {
      return;
    }
    float[] vector = new float[layout.channels()];
    for (int place = 0; place < layout.places(); place++) {
      for (int item = 0; item < layout.items(); item++) {
        if (region.contains(place, item)) {
          layout.read(state, place, item, vector);
          change.change(tick, place, item, vector);
          layout.write(vector, place, item, state);
        }
      }
    }
  }
}
