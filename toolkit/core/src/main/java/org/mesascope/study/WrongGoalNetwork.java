package org.mesascope.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.mesascope.search.MazeKind;
import org.mesascope.search.PlannerTraining;
import org.mesascope.search.PlannerTrainingOptions;
import org.mesascope.search.RandomMazes;
import org.mesascope.search.TrainedPlanner;
import org.mesascope.stats.Seed;
import org.mesascope.train.CheckpointSchedule;

/** The networks that the experiment trains. */
public enum WrongGoalNetwork {
  /** With the door always on the exit; its checkpoints are kept. */
  ENTANGLED,
  /** With the door elsewhere. */
  ALIGNED,
  /** As the first, with one tick. */
  ONE_TICK;

  /** Such as {@code one-tick}: the name of its seed and of its file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Trains it. */
  public TrainedPlanner train(WrongGoalOptions options, Seed seed) {
    return training(options).train(mazes(options), seed.split(label()));
  }

  /**
   * Trains it, or what is left of its training in a file, or reads it where nothing is left.
   *
   * @throws IOException if the file cannot be read or written, or is of another training
   */
  public TrainedPlanner train(WrongGoalOptions options, Seed seed, Path file) throws IOException {
    return training(options).train(mazes(options), seed.split(label()), file);
  }

  private PlannerTraining training(WrongGoalOptions options) {
    PlannerTrainingOptions all = options.training();
    return PlannerTraining.with(
        switch (this) {
          case ENTANGLED -> all;
          case ALIGNED -> all.withCheckpoints(CheckpointSchedule.at());
          case ONE_TICK -> all.withCheckpoints(CheckpointSchedule.at()).withTicks(1, 1);
        });
  }

  private RandomMazes mazes(WrongGoalOptions options) {
    return RandomMazes.of(options.of(this == ALIGNED ? MazeKind.APART : MazeKind.ENTANGLED));
  }
}
