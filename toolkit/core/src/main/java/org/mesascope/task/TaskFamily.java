package org.mesascope.task;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.stats.Seed;

/** A distribution over inner problems of one dimension (google/learned_optimization's terms). */
public interface TaskFamily {

  /** A name for figures and tables. */
  String name();

  /** How many parameters each task has. */
  int dimension();

  /** Draws what sets one task apart; the same seed gives the same bits. */
  TaskParams sample(Seed seed);

  /** The task of those parameters. */
  Task task(TaskParams params);

  /** Several tasks side by side; a family with a faster way overrides this. */
  default TaskBatch batch(List<TaskParams> params) {
    return TaskBatch.of(params.stream().map(this::task).toList());
  }

  /** A batch of independent draws: task i is of {@code seed.split(i)}. */
  default TaskBatch batch(int size, Seed seed) {
    List<TaskParams> params = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      params.add(sample(seed.split(i)));
    }
    return batch(params);
  }
}
