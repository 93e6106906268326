package org.mesascope.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.MazeKind;
import org.mesascope.search.RandomMazes;
import org.mesascope.search.TrainedPlanner;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Dataset;
import org.mesascope.train.InnerState;

/**
 * What the experiment compares.
 *
 * @param entangled trained with the door always on the exit
 * @param aligned trained with the door elsewhere: a control
 * @param oneTick trained as the first, with one tick: a control, and never a searcher
 * @param lookup a table: a control
 * @param course the first in the course of its training; may be empty
 */
public record WrongGoalSystems(
    InnerState<MazeBatch, float[]> entangled,
    InnerState<MazeBatch, float[]> aligned,
    InnerState<MazeBatch, float[]> oneTick,
    InnerState<MazeBatch, float[]> lookup,
    List<Stage> course) {

  /**
   * A system in the course of its training.
   *
   * @param step after how many batches
   */
  public record Stage(int step, InnerState<MazeBatch, float[]> system) {}

  public WrongGoalSystems {
    course = List.copyOf(course);
  }

  /** Trains the three networks, one after the other, and counts the table. */
  public static WrongGoalSystems train(WrongGoalOptions options, Seed seed) {
    return of(
        WrongGoalNetwork.ENTANGLED.train(options, seed),
        WrongGoalNetwork.ALIGNED.train(options, seed),
        WrongGoalNetwork.ONE_TICK.train(options, seed),
        table(options, seed));
  }

  /**
   * The same, with each network in a file of a folder: {@code entangled.json}, {@code
   * aligned.json}, {@code one-tick.json}. What is there is read, what is missing is trained and
   * saved, and what was broken off goes on.
   *
   * @throws IOException if a file cannot be read or written, or is of another training
   */
  public static WrongGoalSystems in(Path folder, WrongGoalOptions options, Seed seed)
      throws IOException {
    return of(
        inFile(WrongGoalNetwork.ENTANGLED, folder, options, seed),
        inFile(WrongGoalNetwork.ALIGNED, folder, options, seed),
        inFile(WrongGoalNetwork.ONE_TICK, folder, options, seed),
        table(options, seed));
  }

  /**
   * Those that ship with the toolkit, of seed 1 and {@link WrongGoalOptions#defaults()}: the files
   * {@code wrong-goal-….json} of the folder {@code datasets}. {@link WrongGoalSeeds} makes them.
   *
   * @throws IOException if one is not there or not as its card says
   */
  public static WrongGoalSystems shipped() throws IOException {
    return of(
        shipped(WrongGoalNetwork.ENTANGLED),
        shipped(WrongGoalNetwork.ALIGNED),
        shipped(WrongGoalNetwork.ONE_TICK),
        table(WrongGoalOptions.defaults(), Seed.of(1).split("train")));
  }

  private static TrainedPlanner shipped(WrongGoalNetwork network) throws IOException {
    return TrainedPlanner.load(Dataset.open("wrong-goal-" + network.label() + ".json").file());
  }

  /** Networks that were trained before, with their table. */
  public static WrongGoalSystems of(
      TrainedPlanner entangled,
      TrainedPlanner aligned,
      TrainedPlanner oneTick,
      LookupPolicy lookup) {
    return new WrongGoalSystems(
        entangled.planner(),
        aligned.planner(),
        oneTick.planner(),
        lookup,
        entangled.checkpoints().stream().map(c -> new Stage(c.step(), c.planner())).toList());
  }

  /** The table, from as many mazes as 16 batches of training hold. */
  public static LookupPolicy table(WrongGoalOptions options, Seed seed) {
    return LookupPolicy.of(
        RandomMazes.of(options.of(MazeKind.ENTANGLED))
            .mazes(16 * options.training().batch(), seed.split("lookup")));
  }

  private static TrainedPlanner inFile(
      WrongGoalNetwork network, Path folder, WrongGoalOptions options, Seed seed)
      throws IOException {
    return network.train(options, seed, folder.resolve(network.label() + ".json"));
  }
}
