package org.mesascope.dl4j;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a transformer's training left behind.
 *
 * @param <M> {@link Transformer} or {@link DynamicsTransformer}
 * @param model after the last step
 * @param course the model after so many steps; the first is untrained, the last is {@code model}
 * @param curve loss on the batch of step 0, 1, 2, … before its update; not copied
 */
public record TrainedTransformer<M>(M model, SortedMap<Integer, M> course, double[] curve) {

  public TrainedTransformer {
    course = Collections.unmodifiableSortedMap(new TreeMap<>(course));
  }

  /**
   * The model after so many steps.
   *
   * @throws IllegalArgumentException if no checkpoint was kept then
   */
  public M at(int step) {
    M kept = course.get(step);
    if (kept == null) {
      throw new IllegalArgumentException(
          "there is no checkpoint after %d steps, only after %s".formatted(step, course.keySet()));
    }
    return kept;
  }
}
