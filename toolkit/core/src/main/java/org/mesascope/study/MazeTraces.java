package org.mesascope.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.search.Maze;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.ShortestPaths;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.train.InnerState;

/**
 * Walks through mazes as a system plans them, one from each maze: the likeliest open move of every
 * cell, until door or exit is reached, or a cell is met again, from where the walk would go in a
 * circle. They start where neither goal lies on a shortest path to the other, so that none is met
 * in passing.
 *
 * <p>A step's menu holds the open moves, each with how much nearer it comes, in steps, to the door,
 * to the exit, and to the nearest distractor of each symbol: +1 or −1.
 */
public final class MazeTraces {

  /** Features of a move: how much nearer it comes to each of these. */
  public static final List<String> FEATURES = List.of("door", "exit", "A alone", "B alone");

  private MazeTraces() {}

  /**
   * Rolls a system out.
   *
   * @param mazes each with a door, an exit and distractors
   * @param ticks thinking time
   * @return one trace a maze, whose metadata say where it {@code arrived}: "door", "exit", "both",
   *     where they are one cell, "neither", or "no start" where it has no steps
   */
  public static TraceLog rollOut(
      InnerState<MazeBatch, float[]> system, List<Maze> mazes, int ticks, Seed seed) {
    MazeBatch batch = MazeBatch.of(mazes, Maze::exit);
    float[] logits = system.run(batch, ticks, InnerState.StateEdit.NONE);
    RandomGenerator random = seed.random();
    List<Trace> traces = new ArrayList<>();
    for (int m = 0; m < mazes.size(); m++) {
      traces.add(walk(mazes.get(m), logits, m, mazes.size(), random));
    }
    return TraceLog.of(traces);
  }

  private static Trace walk(Maze maze, float[] logits, int m, int size, RandomGenerator random) {
    int cells = maze.cells().length();
    ShortestPaths door = ShortestPaths.to(maze, maze.door());
    ShortestPaths exit = ShortestPaths.to(maze, maze.exit());
    int[][] distances = {
      distances(maze, maze.door()),
      distances(maze, maze.exit()),
      distances(maze, maze.distractorsA()),
      distances(maze, maze.distractorsB())
    };
    int[] starts = IntStream.range(0, cells).filter(cell -> start(cell, door, exit)).toArray();
    if (starts.length == 0) {
      return new Trace("maze " + m, List.of(), Map.of("arrived", "no start"));
    }
    int at = starts[random.nextInt(starts.length)];
    List<Step> steps = new ArrayList<>();
    boolean[] met = new boolean[cells];
    while (at != maze.door() && at != maze.exit() && !met[at]) {
      met[at] = true;
      int cell = at;
      int[] open =
          IntStream.range(0, MazeBatch.MOVES).filter(move -> maze.after(cell, move) >= 0).toArray();
      int best = open[0];
      double[] values = new double[open.length * distances.length];
      for (int j = 0; j < open.length; j++) {
        if (logits[(at * MazeBatch.MOVES + open[j]) * size + m]
            > logits[(at * MazeBatch.MOVES + best) * size + m]) {
          best = open[j];
        }
        for (int k = 0; k < distances.length; k++) {
          values[j * distances.length + k] =
              distances[k][at] - distances[k][maze.after(at, open[j])];
        }
      }
      List<String> names = IntStream.of(open).mapToObj(Maze.MOVE_NAMES::get).toList();
      int next = maze.after(at, best);
      steps.add(
          new Step(
              "cell " + at,
              new Menu(names, FEATURES, values),
              Maze.MOVE_NAMES.get(best),
              "cell " + next));
      at = next;
    }
    String arrived =
        at == maze.door() && at == maze.exit()
            ? "both"
            : at == maze.door() ? "door" : at == maze.exit() ? "exit" : "neither";
    return new Trace("maze " + m, steps, Map.of("arrived", arrived));
  }

  /** Whether neither goal lies on a shortest path to the other, where they are two. */
  private static boolean start(int cell, ShortestPaths door, ShortestPaths exit) {
    int between = door.distance(exit.goal());
    return door.open(cell)
        && exit.open(cell)
        && (between == 0 || Math.abs(door.distance(cell) - exit.distance(cell)) < between);
  }

  /** Steps to the nearest of some cells; the same number everywhere where there is none. */
  private static int[] distances(Maze maze, int... goals) {
    int[] nearest = new int[maze.cells().length()];
    for (int g = 0; g < goals.length; g++) {
      ShortestPaths paths = ShortestPaths.to(maze, goals[g]);
      for (int cell = 0; cell < nearest.length; cell++) {
        int own = paths.distance(cell);
        nearest[cell] = g == 0 ? own : own < 0 ? nearest[cell] : Math.min(own, nearest[cell]);
      }
    }
    return nearest;
  }
}
