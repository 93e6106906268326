package org.mesascope.task;

import java.util.List;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Small networks on data: tanh layers and a linear one, full-batch loss. Drawn for each task: the
 * examples, and the start, weights ~ N(0, 1 / inputs of the layer) and biases 0.
 *
 * <p>Parameters layer by layer: weights {@code [out][in]}, then biases {@code [out]}. A gradient
 * costs O(examples · parameters).
 *
 * @param data targets as the loss wants them
 * @param hidden units of each hidden layer; may be none
 * @param loss what the outputs are compared by
 */
public record MlpTasks(ExampleLaw data, List<Integer> hidden, MlpLoss loss) implements TaskFamily {

  /** Fails on a layer without units. */
  public MlpTasks {
    hidden = List.copyOf(hidden);
    for (int units : hidden) {
      Families.positive("a network", "hidden units", units);
    }
  }

  /** One hidden layer. */
  public MlpTasks(ExampleLaw data, int hidden, MlpLoss loss) {
    this(data, List.of(hidden), loss);
  }

  @Override
  public String name() {
    return "MLP %s on %s".formatted(hidden, data.name());
  }

  @Override
  public int dimension() {
    return MlpLoop.parameters(sizes());
  }

  @Override
  public TaskParams sample(Seed seed) {
    int[] sizes = sizes();
    double[] start = new double[dimension()];
    RandomGenerator random = seed.split("start").random();
    int at = 0;
    for (int l = 0; l + 1 < sizes.length; l++) {
      int weights = sizes[l] * sizes[l + 1];
      double deviation = 1 / Math.sqrt(sizes[l]);
      System.arraycopy(Draws.gaussian(random, weights, deviation), 0, start, at, weights);
      at += weights + sizes[l + 1];
    }
    return DataTasks.params(data.draw(seed.split("data")), start);
  }

  @Override
  public Task task(TaskParams params) {
    Examples examples = DataTasks.examples(this, data, params);
    loss.check(examples);
    int[] sizes = sizes();
    return StartedTask.of(
        DataTasks.start(this, params),
        (x, slope) -> new MlpLoop(sizes, loss).valueAndSlope(examples, x, slope));
  }

  private int[] sizes() {
    int[] sizes = new int[hidden.size() + 2];
    sizes[0] = data.dimension();
    for (int l = 0; l < hidden.size(); l++) {
      sizes[l + 1] = hidden.get(l);
    }
    sizes[sizes.length - 1] = loss.outputs();
    return sizes;
  }
}
