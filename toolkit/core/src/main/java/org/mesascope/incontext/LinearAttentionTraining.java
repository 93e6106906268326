package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Progress;
import org.mesascope.numeric.Adam;
import org.mesascope.numeric.NoiseStream;
import org.mesascope.stats.Seed;
import org.mesascope.task.RegressionPrompts;

/**
 * Trains linear self-attention to predict the query's clean label, all weights free, by
 * hand-written gradients in single precision. One layer is computed in the reassociated form, more
 * by moving M and the query alone; see {@link OneLayerGradient} and {@link StackGradient}.
 *
 * <p>The seed's stream {@code weights} draws the initial weights, {@code prompts} the prompts: the
 * result depends on the seed and the options, but not on the number of threads.
 *
 * @param options how it trains
 */
public record LinearAttentionTraining(LinearAttentionTrainingOptions options) {

  private static final String NAME = "training linear self-attention";

  /** With {@link LinearAttentionTrainingOptions#defaults()}. */
  public static LinearAttentionTraining defaults() {
    return with(LinearAttentionTrainingOptions.defaults());
  }

  public static LinearAttentionTraining with(LinearAttentionTrainingOptions options) {
    return new LinearAttentionTraining(options);
  }

  /**
   * Trains one model.
   *
   * @throws IllegalArgumentException if the shape is for inputs of another dimension
   * @throws IllegalStateException if training diverges, naming the step
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public TrainedLinearAttention train(
      LinearAttentionShape shape, RegressionPrompts prompts, Seed seed) {
    if (shape.dimension() != prompts.inputs().dimension()) {
      throw new IllegalArgumentException(
          "a shape for inputs of %d dimensions expects prompts of as many, got %d"
              .formatted(shape.dimension(), prompts.inputs().dimension()));
    }
    float[] weights = new float[shape.weights()];
    new NoiseStream(seed.split("weights").value())
        .normals(weights, weights.length, (float) options.initialScale());
    float[] gradient = new float[weights.length];
    double[] curve = new double[options.steps()];
    List<TrainedLinearAttention.Checkpoint> kept = new ArrayList<>();
    keep(kept, 0, shape, weights);
    Adam adam = new Adam(weights.length, options.clip());
    FreshPrompts fresh = new FreshPrompts(prompts, seed.split("prompts").value(), options.batch());
    try (BatchGradient batch =
            new BatchGradient(shape, prompts.context(), options.batch(), options.threads(), fresh);
        Progress bar = Progress.of(NAME, options.steps())) {
      for (int step = 0; step < options.steps(); step++) {
        fresh.step = step;
        curve[step] = batch.of(weights, gradient);
        double rate =
            options.learningRate() * .5 * (1 + Math.cos(Math.PI * step / options.steps()));
        step(adam, weights, gradient, rate, curve[step], step);
        if (step + 1 == options.steps() || options.checkpoints().at(step + 1)) {
          keep(kept, step + 1, shape, weights);
        }
        bar.step();
      }
    }
    return new TrainedLinearAttention(kept, curve);
  }

  private void step(
      Adam adam, float[] weights, float[] gradient, double rate, double loss, int step) {
    try {
      adam.step(weights, gradient, rate);
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          "%s diverged at step %d, loss %s: lower the learning rate, now %s, or set a clip"
              .formatted(NAME, step + 1, loss, options.learningRate()),
          e);
    }
  }

  private static void keep(
      List<TrainedLinearAttention.Checkpoint> kept,
      int step,
      LinearAttentionShape shape,
      float[] weights) {
    double[] copy = new double[weights.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = weights[i];
    }
    String name = "linear self-attention, %d steps".formatted(step);
    kept.add(
        new TrainedLinearAttention.Checkpoint(step, new LinearSelfAttention(name, shape, copy)));
  }

  /**
   * The best of several trainings by its final loss: deeper models differ much by seed, and with
   * one layer a training now and then ends at a saddle of the product QKᵀ, VP. Seeds are {@code
   * seed.split(0)}, {@code seed.split(1)}, …; one that diverges is passed over.
   *
   * @param seeds how many, at least 1
   * @throws IllegalStateException if all diverge
   */
  public TrainedLinearAttention best(
      LinearAttentionShape shape, RegressionPrompts prompts, Seed seed, int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("the best of k seeds expects k >= 1, got " + seeds);
    }
    @Nullable TrainedLinearAttention best = null;
    @Nullable IllegalStateException diverged = null;
    try (Progress bar = Progress.of("best of %d seeds".formatted(seeds), seeds)) {
      for (int i = 0; i < seeds; i++) {
        try {
          TrainedLinearAttention one = train(shape, prompts, seed.split(i));
          best = best == null || one.finalLoss() < best.finalLoss() ? one : best;
        } catch (IllegalStateException e) {
          diverged = e;
        }
        bar.step();
      }
    }
    if (best == null) {
      throw new IllegalStateException("none of %d seeds trained".formatted(seeds), diverged);
    }
    return best;
  }

  /** Each thread's prompts of the step at hand, drawn in its own memory. */
  private static final class FreshPrompts implements Supplier<BatchGradient.Source> {

    private final RegressionPrompts law;
    private final long key;
    private final int lanes;
    private final long blocks;
    private int step;

    FreshPrompts(RegressionPrompts law, long key, int batch) {
      this.law = law;
      this.key = key;
      lanes = Math.min(batch, BatchGradient.LANES);
      blocks = BatchGradient.blocks(batch);
    }

    @Override
    public BatchGradient.Source get() {
      PromptLanes block = new PromptLanes(law.context(), law.inputs().dimension(), lanes);
      NoiseStream random = new NoiseStream(key);
      return (index, count) -> {
        random.at(step * blocks + index);
        block.draw(law, random, count);
        return block;
      };
    }
  }
}
