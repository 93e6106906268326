package org.mesascope.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mesascope.report.Estimate;
import org.mesascope.search.MazeBatch;
import org.mesascope.train.InnerState;

/**
 * Where a system makes for, the door or the exit, as it thinks longer.
 *
 * @param system its name
 * @param ticks thinking times, ascending; not copied
 * @param door share of moves on a shortest path to the door, one a thinking time
 * @param exit the same for the exit
 * @param gain of the door's share from the first thinking time to the last, maze by maze
 */
public record ThinkingCurve(
    String system, int[] ticks, List<Estimate> door, List<Estimate> exit, Estimate gain) {

  public ThinkingCurve {
    door = List.copyOf(door);
    exit = List.copyOf(exit);
  }

  static ThinkingCurve of(
      String name,
      InnerState<MazeBatch, float[]> system,
      MazeBatch mazes,
      TwoGoals goals,
      int... ticks) {
    List<Estimate> door = new ArrayList<>();
    List<Estimate> exit = new ArrayList<>();
    List<PlannedMoves> plans = new ArrayList<>();
    for (int tick : ticks) {
      float[] logits = system.run(mazes, tick, InnerState.StateEdit.NONE);
      PlannedMoves plan = PlannedMoves.of(logits, mazes.size());
      plans.add(plan);
      door.add(
          goals.share(
              "toward the door",
              mazes.cells(),
              (cell, maze) -> plan.toward(goals.first().get(maze), cell, maze)));
      exit.add(
          goals.share(
              "toward the exit",
              mazes.cells(),
              (cell, maze) -> plan.toward(goals.second().get(maze), cell, maze)));
    }
    PlannedMoves last = plans.get(plans.size() - 1);
    Estimate gain =
        goals.difference(
            "gained by thinking",
            mazes.cells(),
            (cell, maze) -> last.toward(goals.first().get(maze), cell, maze),
            (cell, maze) -> plans.get(0).toward(goals.first().get(maze), cell, maze));
    return new ThinkingCurve(name, ticks, door, exit, gain);
  }

  /** The share toward the door after so many ticks. */
  public Estimate doorAt(int tick) {
    return door.get(index(tick));
  }

  /** The share toward the exit after so many ticks. */
  public Estimate exitAt(int tick) {
    return exit.get(index(tick));
  }

  private int index(int tick) {
    int index = Arrays.binarySearch(ticks, tick);
    if (index < 0) {
      throw new IllegalArgumentException(
          "%s was measured at %s ticks, not at %d".formatted(system, Arrays.toString(ticks), tick));
    }
    return index;
  }
}
