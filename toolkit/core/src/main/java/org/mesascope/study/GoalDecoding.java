package org.mesascope.study;

import java.util.Arrays;
import java.util.List;
import org.mesascope.probe.LinearProbe;
import org.mesascope.probe.ProbeData;
import org.mesascope.probe.ProbeResult;
import org.mesascope.probe.RecordedStates;
import org.mesascope.probe.StateLayout;
import org.mesascope.search.Maze;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.ShortestPaths;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;

/**
 * How well a linear probe reads from a cell's state where a goal lies (above, right, below or left,
 * whichever it is most), in cells that do not see it: those next to the goal, diagonals included,
 * are left out. The input type of the control task is what a cell sees, its three by three cells.
 *
 * <p>A planner's answer is itself a linear reading of its state, and a first move tells much of
 * where its goal lies: this shows which goal the state is about, and adds nothing on how it is
 * kept.
 */
final class GoalDecoding {

  private static final int CLASSES = 4;

  private final List<Maze> mazes;
  private final MazeBatch batch;
  private final int ticks;
  private final Seed seed;

  GoalDecoding(List<Maze> mazes, int ticks, Seed seed) {
    this.mazes = mazes;
    this.batch = MazeBatch.of(mazes, Maze::exit);
    this.ticks = ticks;
    this.seed = seed;
  }

  /** From the state of a system. */
  ProbeResult fromState(String what, InnerState<MazeBatch, float[]> system, boolean door) {
    RecordedStates states = RecordedStates.of(system, batch, ticks, batch.cells(), batch.size());
    return read(what, states.layout(), states.at(ticks), door);
  }

  /** From what a cell sees: a floor for what its state may know. */
  ProbeResult fromInput(String what, boolean door) {
    StateLayout layout = new StateLayout(batch.cells(), 9 * MazeBatch.CHANNELS, batch.size());
    float[] views = new float[layout.size()];
    float[] view = new float[layout.channels()];
    for (int maze = 0; maze < batch.size(); maze++) {
      for (int cell = 0; cell < batch.cells(); cell++) {
        view(cell, maze, view);
        layout.write(view, cell, maze, views);
      }
    }
    return read(what, layout, views, door);
  }

  private ProbeResult read(String what, StateLayout layout, float[] state, boolean door) {
    List<ShortestPaths> paths = TwoGoals.paths(mazes, door ? Maze::door : Maze::exit);
    float[] view = new float[9 * MazeBatch.CHANNELS];
    ProbeData data =
        ProbeData.of(
            layout,
            state,
            CLASSES,
            (cell, maze) -> label(mazes.get(maze), paths.get(maze), cell),
            (cell, maze) -> {
              view(cell, maze, view);
              return Arrays.hashCode(view);
            });
    return LinearProbe.defaults().read(what, data, seed);
  }

  private static int label(Maze maze, ShortestPaths goal, int cell) {
    boolean sees = Arrays.stream(maze.around(goal.goal())).anyMatch(c -> c == cell);
    if (sees || !goal.open(cell)) {
      return -1;
    }
    int down = goal.goal() / maze.side() - cell / maze.side();
    int right = goal.goal() % maze.side() - cell % maze.side();
    if (Math.abs(down) > Math.abs(right)) {
      return down < 0 ? 0 : 2;
    }
    return right > 0 ? 1 : 3;
  }

  /** Three by three cells of planes; 0 outside. */
  private void view(int cell, int maze, float[] view) {
    int side = batch.side();
    Arrays.fill(view, 0);
    for (int i = 0; i < 9; i++) {
      int row = cell / side + i / 3 - 1;
      int column = cell % side + i % 3 - 1;
      if (row >= 0 && row < side && column >= 0 && column < side) {
        for (int c = 0; c < MazeBatch.CHANNELS; c++) {
          view[i * MazeBatch.CHANNELS + c] =
              batch
                  .planes()[((row * side + column) * MazeBatch.CHANNELS + c) * batch.size() + maze];
        }
      }
    }
  }
}
