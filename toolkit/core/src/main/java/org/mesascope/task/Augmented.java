package org.mesascope.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mesascope.stats.Seed;

/**
 * A family whose every task is changed at random. The task behind it is the one that the plain
 * family gives for the same seed, so comparisons with and without are paired.
 *
 * <pre>{@code
 * var family = Augmented.of(
 *     Quadratics.random(10), new Augmentation.Rotation(), new Augmentation.LossScale(.1, 10));
 * }</pre>
 *
 * @param family what is changed
 * @param by how
 */
public record Augmented(TaskFamily family, Augmentation by) implements TaskFamily {

  private static final String INNER = "inner.";
  private static final String DRAWN = "augmentation";

  /** The augmentations one after the other: the first is applied first. */
  public static TaskFamily of(TaskFamily family, Augmentation... augmentations) {
    TaskFamily result = family;
    for (Augmentation augmentation : augmentations) {
      result = new Augmented(result, augmentation);
    }
    return result;
  }

  @Override
  public String name() {
    return family.name() + ", " + by.name();
  }

  @Override
  public int dimension() {
    return family.dimension();
  }

  @Override
  public TaskParams sample(Seed seed) {
    Map<String, double[]> arrays = new TreeMap<>();
    family.sample(seed).arrays().forEach((name, values) -> arrays.put(INNER + name, values));
    arrays.put(DRAWN, by.draw(dimension(), seed.split(DRAWN + "/" + depth()).random()));
    return new TaskParams(arrays);
  }

  @Override
  public Task task(TaskParams params) {
    return new AugmentedTask(family.task(inner(params)), change(params));
  }

  @Override
  public TaskBatch batch(List<TaskParams> params) {
    return new AugmentedBatch(
        family.batch(params.stream().map(this::inner).toList()),
        params.stream().map(this::change).toList());
  }

  /** How many augmentations lie below, so that equal ones draw apart. */
  private int depth() {
    return family instanceof Augmented below ? below.depth() + 1 : 0;
  }

  private TaskParams inner(TaskParams params) {
    Map<String, double[]> arrays = new TreeMap<>();
    params
        .arrays()
        .forEach(
            (name, values) -> {
              if (name.startsWith(INNER)) {
                arrays.put(name.substring(INNER.length()), values);
              }
            });
    return new TaskParams(arrays);
  }

  private Change change(TaskParams params) {
    return Change.of(by, Families.array(this, params, DRAWN, by.drawn(dimension())));
  }
}
