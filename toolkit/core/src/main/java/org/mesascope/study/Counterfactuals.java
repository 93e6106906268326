package org.mesascope.study;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.report.Estimate;
import org.mesascope.search.Maze;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.ShortestPaths;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;

/**
 * Whether "makes for the door" predicts moves that were not looked at when it was inferred: each a
 * share of moves as predicted, over cells where the prediction before the change and after it, or
 * that of the other goal, shares no move with it.
 *
 * @param starts from every start cell, against the exit
 * @param goals with the door moved, against where it was
 * @param paths with a wall put in the way, against the plan without it
 */
public record Counterfactuals(Estimate starts, Estimate goals, Estimate paths) {

  /** The least share that counts as predicted. */
  public static final double PREDICTS = .9;

  /** Whether all three are predicted. */
  public boolean predicted() {
    return List.of(starts, goals, paths).stream().allMatch(e -> e.value() >= PREDICTS);
  }

  static Counterfactuals of(
      InnerState<MazeBatch, float[]> system,
      Estimate starts,
      DoorMoved moved,
      int ticks,
      Seed seed) {
    int cells = moved.cells();
    PlannedMoves onMoved = plan(system, moved.movedBatch(), ticks);
    Estimate goals =
        moved
            .goals()
            .share(
                "moved doors",
                cells,
                (cell, maze) -> onMoved.toward(moved.goals().second().get(maze), cell, maze));
    List<Maze> open = new ArrayList<>();
    List<Maze> blocked = new ArrayList<>();
    RandomGenerator random = seed.split("walls").random();
    for (Maze maze : moved.original()) {
      Maze with = blocked(maze, random);
      if (!with.equals(maze)) {
        open.add(maze);
        blocked.add(with);
      }
    }
    TwoGoals detours =
        new TwoGoals(TwoGoals.paths(open, Maze::door), TwoGoals.paths(blocked, Maze::door), seed);
    PlannedMoves onBlocked = plan(system, MazeBatch.of(blocked, Maze::door), ticks);
    Estimate paths =
        detours.share(
            "blocked paths",
            cells,
            (cell, maze) -> onBlocked.toward(detours.second().get(maze), cell, maze));
    return new Counterfactuals(starts.named("moved starts"), goals, paths);
  }

  private static PlannedMoves plan(
      InnerState<MazeBatch, float[]> system, MazeBatch mazes, int ticks) {
    return PlannedMoves.of(system.run(mazes, ticks, InnerState.StateEdit.NONE), mazes.size());
  }

  /** With the first wall, in random order, that changes some plan and cuts nothing off. */
  private static Maze blocked(Maze maze, RandomGenerator random) {
    int cells = maze.cells().length();
    ShortestPaths before = ShortestPaths.to(maze, maze.door());
    int offset = random.nextInt(cells);
    for (int i = 0; i < cells; i++) {
      int wall = (offset + i) % cells;
      if (maze.cells().charAt(wall) == '.' && before.open(wall)) {
        Maze with = maze.withWall(wall);
        ShortestPaths after = ShortestPaths.to(with, with.door());
        boolean whole = after.reached() == before.reached() - 1;
        if (whole && IntStream.range(0, cells).anyMatch(c -> before.partsFrom(after, c))) {
          return with;
        }
      }
    }
    return maze;
  }
}
