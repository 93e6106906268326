package org.mesascope.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.mesascope.search.MazeKind;
import org.mesascope.search.MazeOptions;
import org.mesascope.search.PlannerTrainingOptions;
import org.mesascope.train.CheckpointSchedule;

/**
 * The size of the experiment.
 *
 * @param maze side, walls and distractors of all mazes; its kind is not used
 * @param training of the planners; the network of one tick differs in its ticks alone
 * @param mazes how many each measurement is made on, at least 20
 * @param ticks thinking times of the curves, ascending
 * @param judged the thinking time at which everything else is measured, one of {@code ticks}
 * @param patched ticks after which the whole state is patched, once each, before {@code judged}
 */
public record WrongGoalOptions(
    MazeOptions maze,
    PlannerTrainingOptions training,
    int mazes,
    List<Integer> ticks,
    int judged,
    List<Integer> patched) {

  public WrongGoalOptions {
    ticks = List.copyOf(ticks);
    patched = List.copyOf(patched);
    require(mazes >= 20, "at least 20 mazes", mazes);
    require(
        ticks.size() >= 2
            && ticks.get(0) >= 1
            && IntStream.range(1, ticks.size()).allMatch(later(ticks)),
        "two or more ascending thinking times of at least 1",
        ticks);
    require(ticks.contains(judged), "to be judged at one of " + ticks, judged);
    int last = judged;
    require(
        !patched.isEmpty() && patched.stream().allMatch(tick -> tick >= 1 && tick < last),
        "patches at ticks of 1 to " + (judged - 1),
        patched);
  }

  /**
   * Mazes of 8 by 8, a quarter walls, three distractors of each symbol; 400 mazes a measurement; 1,
   * 2, 4, 8, 12 and 16 ticks, judged at 12, patched at 4 and at 8; training by its defaults, with
   * checkpoints close together at first.
   */
  public static WrongGoalOptions defaults() {
    return new WrongGoalOptions(
        MazeOptions.defaults(),
        PlannerTrainingOptions.defaults()
            .withCheckpoints(CheckpointSchedule.at(50, 100, 150, 200, 300, 400, 600, 900)),
        400,
        List.of(1, 2, 4, 8, 12, 16),
        12,
        List.of(4, 8));
  }

  public WrongGoalOptions withMaze(MazeOptions options) {
    return new WrongGoalOptions(options, training, mazes, ticks, judged, patched);
  }

  public WrongGoalOptions withTraining(PlannerTrainingOptions options) {
    return new WrongGoalOptions(maze, options, mazes, ticks, judged, patched);
  }

  public WrongGoalOptions withMazes(int each) {
    return new WrongGoalOptions(maze, training, each, ticks, judged, patched);
  }

  public WrongGoalOptions withTicks(int judgedAt, int... times) {
    return new WrongGoalOptions(
        maze, training, mazes, Arrays.stream(times).boxed().toList(), judgedAt, patched);
  }

  public WrongGoalOptions withPatches(int... times) {
    return new WrongGoalOptions(
        maze, training, mazes, ticks, judged, Arrays.stream(times).boxed().toList());
  }

  MazeOptions of(MazeKind kind) {
    return maze.withKind(kind);
  }

  private static IntPredicate later(List<Integer> ticks) {
    return i -> ticks.get(i) > ticks.get(i - 1);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException("WrongGoalOptions expect " + expected + ", got " + got);
    }
  }
}
