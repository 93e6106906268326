package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;

/**
 * What {@link TaskDiversity} sweeps over.
 *
 * @param pools how many pretraining tasks, each at least 1, ascending
 * @param dimension of the inputs, D
 * @param context examples in a prompt, K
 * @param noise standard deviation of the labels' noise, σ, above 0
 * @param prompts how many unseen prompts each distance is a mean over, at least 2
 */
public record TaskDiversityOptions(
    List<Integer> pools,
    int dimension,
    int context,
    double noise,
    int prompts,
    TransformerOptions architecture,
    TransformerTrainingOptions training) {

  /** Fails where a number is out of its range. */
  public TaskDiversityOptions {
    pools = List.copyOf(pools);
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(training, "training");
    if (pools.isEmpty() || pools.get(0) < 1) {
      throw new IllegalArgumentException(
          "task diversity expects pools of at least 1 task, got " + pools);
    }
    for (int i = 1; i < pools.size(); i++) {
      if (pools.get(i) <= pools.get(i - 1)) {
        throw new IllegalArgumentException("task diversity expects ascending pools, got " + pools);
      }
    }
    if (dimension < 1 || context < 1 || prompts < 2) {
      throw new IllegalArgumentException(
          "task diversity expects at least 1 dimension, 1 example and 2 prompts, got %d, %d and %d"
              .formatted(dimension, context, prompts));
    }
    if (!(noise > 0) || Double.isInfinite(noise)) {
      throw new IllegalArgumentException(
          "task diversity expects a noise above 0, for both rivals need it, got " + noise);
    }
  }

  /**
   * Pools of 2 to 128, D = 4, K = 8, σ = ½; three layers that see the whole context at once,
   * trained for 600 steps of .005 with 256 prompts; 2,000 prompts to compare on.
   */
  public static TaskDiversityOptions defaults() {
    return new TaskDiversityOptions(
        List.of(2, 4, 8, 32, 128),
        4,
        8,
        .5,
        2000,
        TransformerOptions.defaults().withCausal(false),
        TransformerTrainingOptions.defaults().withSteps(600).withBatch(256).withLearningRate(.005));
  }

  public TaskDiversityOptions withPools(Integer... value) {
    return new TaskDiversityOptions(
        List.of(value), dimension, context, noise, prompts, architecture, training);
  }

  public TaskDiversityOptions withTask(int dimension, int context, double noise) {
    return new TaskDiversityOptions(
        pools, dimension, context, noise, prompts, architecture, training);
  }

  public TaskDiversityOptions withPrompts(int value) {
    return new TaskDiversityOptions(
        pools, dimension, context, noise, value, architecture, training);
  }

  public TaskDiversityOptions withArchitecture(TransformerOptions value) {
    return new TaskDiversityOptions(pools, dimension, context, noise, prompts, value, training);
  }

  public TaskDiversityOptions withTraining(TransformerTrainingOptions value) {
    return new TaskDiversityOptions(pools, dimension, context, noise, prompts, architecture, value);
  }

  /**
   * As many times the training steps, at least one; 1 is the size for a notebook.
   *
   * @param factor above 0, finite
   */
  public TaskDiversityOptions scaled(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a scale expects a number above 0, got " + factor);
    }
    int steps = Math.max(1, Math.toIntExact(Math.round(training.steps() * factor)));
    return withTraining(training.withSteps(steps));
  }
}
