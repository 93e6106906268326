package org.mesascope.dl4j;

import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Progress;
import org.mesascope.dl4j.TransformerGraph.End;
import org.mesascope.dl4j.TransformerGraph.Stretch;
import org.mesascope.numeric.Adam;
import org.mesascope.stats.Seed;
import org.mesascope.task.LinearDynamics;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.Sequences;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains transformers on fresh prompts: mean squared error, Adam with a clipped gradient, warm-up
 * and cosine. Gradients are SameDiff's.
 *
 * <p>A causal model learns from every prefix of its prompts, 0 to N examples, at once, as in Garg
 * et al. 2022: the labels of the examples to come, noise included, and the clean target of the
 * query. One that is not causal learns from the query alone.
 *
 * <p>Same seed, same bits: a training runs on one thread, and several may run side by side.
 */
public final class TransformerTraining {

  private final TransformerOptions architecture;
  private final TransformerTrainingOptions options;

  private TransformerTraining(TransformerOptions architecture, TransformerTrainingOptions options) {
    this.architecture = architecture;
    this.options = options;
  }

  /** With the default options. */
  public static TransformerTraining of(TransformerOptions architecture) {
    return new TransformerTraining(architecture, TransformerTrainingOptions.defaults());
  }

  public TransformerTraining with(TransformerTrainingOptions value) {
    return new TransformerTraining(architecture, value);
  }

  /**
   * Trains on regression prompts.
   *
   * @param seed first weights from {@code seed.split("weights")}, prompts of step k from {@code
   *     seed.split("prompts")} and k
   * @throws IllegalArgumentException if the prompts are longer than the model's longest context
   * @throws IllegalStateException if training diverges, naming the step
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TrainedTransformer<Transformer> train(RegressionPrompts prompts, Seed seed) {
    int d = prompts.inputs().dimension();
    requireRoom(prompts.context());
    boolean causal = architecture.causal();
    int queries = causal ? prompts.context() + 1 : 1;
    Source source =
        stream -> {
          Prompts batch = prompts.sample(options.batch(), stream);
          return new Batch(PromptTokens.of(batch, causal), PromptTokens.targets(batch, causal));
        };
    return train(
        new TokenLayout.Prompt(prompts.context(), queries, causal),
        Transformer.untrained(d, architecture, seed.split("weights")).weights(),
        Transformer.places(d, architecture),
        source,
        weights -> new Transformer(d, architecture, weights),
        seed.split("prompts"));
  }

  /** Trains on sequences, at every position; see {@link #train(RegressionPrompts, Seed)}. */
  public TrainedTransformer<DynamicsTransformer> train(LinearDynamics dynamics, Seed seed) {
    int d = dynamics.dimension();
    requireRoom(dynamics.length() - 1);
    Source source =
        stream -> {
          Sequences batch = dynamics.sample(options.batch(), stream);
          return new Batch(DynamicsTransformer.tokens(batch), DynamicsTransformer.targets(batch));
        };
    return train(
        new TokenLayout.Causal(dynamics.length() - 1),
        DynamicsTransformer.untrained(d, architecture, seed.split("weights")).weights(),
        DynamicsTransformer.places(d, architecture),
        source,
        weights -> new DynamicsTransformer(d, architecture, weights),
        seed.split("prompts"));
  }

  /** Fresh tokens and what their outputs should be. */
  private record Batch(float[] tokens, float[] targets) {}

  @FunctionalInterface
  private interface Source {
    Batch draw(Seed seed);
  }

  private <M> TrainedTransformer<M> train(
      TokenLayout layout,
      float[] weights,
      TransformerWeights places,
      Source source,
      Function<float[], M> model,
      Seed seed) {
    Stretch whole = new Stretch(layout, 0, architecture.layers(), false, End.SQUARED_ERROR);
    TransformerGraph graph =
        new TransformerGraph(architecture, places, weights, whole, DataType.FLOAT);
    int inputs = places.place("embed").rows();
    int outputs = places.place("read").columns();
    Adam adam = new Adam(weights.length, options.clip());
    float[] gradient = new float[weights.length];
    double[] curve = new double[options.steps()];
    TreeMap<Integer, M> course = new TreeMap<>();
    try (Progress bar = Progress.of("transformer", options.steps())) {
      for (int step = 0; step < options.steps(); step++) {
        if (step == 0 || options.checkpoints().at(step)) {
          course.put(step, model.apply(weights.clone()));
        }
        Batch batch = source.draw(seed.split(step));
        curve[step] =
            graph.lossAndGradient(
                TokenNetwork.array(batch.tokens(), inputs),
                TokenNetwork.array(batch.targets(), outputs),
                gradient);
        requireFinite(curve[step], step);
        update(adam, weights, gradient, step);
        graph.load(weights);
        bar.step();
      }
    }
    for (float weight : weights) {
      requireFinite(weight, options.steps());
    }
    M trained = model.apply(weights);
    course.put(options.steps(), trained);
    return new TrainedTransformer<>(trained, course, curve);
  }

  private void update(Adam adam, float[] weights, float[] gradient, int step) {
    try {
      adam.step(weights, gradient, options.rate(step));
    } catch (ArithmeticException e) {
      throw diverged("its gradient is not finite", step, e);
    }
  }

  private void requireFinite(double value, int step) {
    if (!Double.isFinite(value)) {
      throw diverged("its loss or a weight is " + value, step, null);
    }
  }

  private IllegalStateException diverged(String what, int step, @Nullable Exception cause) {
    return new IllegalStateException(
        "training diverged: %s after step %d; lower the learning rate, now %s"
            .formatted(what, step, options.learningRate()),
        cause);
  }

  private void requireRoom(int context) {
    if (context > architecture.maxContext()) {
      throw new IllegalArgumentException(
          "this transformer takes at most %d, but it would be trained on %d: raise maxContext"
              .formatted(architecture.maxContext(), context));
    }
  }
}
