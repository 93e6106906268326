package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.mesascope.numeric.Adam;
import org.mesascope.stats.Seed;

/** The training that {@link Lista#train} describes, with examples shared by all depths. */
final class ListaTraining {

  private static final double CLIP = 1;

  private final SparseCoding problem;
  private final ListaOptions options;
  private final SparseSignals examples;
  private final Seed seed;

  /** Draws the examples, for networks of any depth. */
  ListaTraining(SparseCoding problem, ListaOptions options, Seed seed) {
    this.problem = problem;
    this.options = options;
    this.seed = seed;
    this.examples = problem.sample(options.examples(), seed.split("examples"));
  }

  Lista train(int depth) {
    Lista start = Lista.untrained(problem, depth);
    float[] weights = start.weights();
    float[] gradient = new float[weights.length];
    int batch = options.batch();
    float[] signals = new float[problem.dimension() * batch];
    float[] codes = new float[problem.atoms() * batch];
    ListaLoop loop = new ListaLoop(problem.dimension(), problem.atoms(), depth, batch);
    Adam adam = new Adam(weights.length, CLIP);
    RandomGenerator random = seed.split("batches/" + depth).random();
    for (int k = 0; k < options.iterations(); k++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the training of LISTA was interrupted in iteration " + k);
      }
      gather(random, signals, codes);
      Arrays.fill(gradient, 0);
      loop.lossAndGradient(weights, signals, codes, gradient);
      double turned = Math.PI * k / options.iterations();
      adam.step(weights, gradient, options.rate() * (1 + Math.cos(turned)) / 2);
      for (int i = weights.length - problem.atoms(); i < weights.length; i++) {
        weights[i] = Math.max(weights[i], 0);
      }
    }
    return start.with(weights);
  }

  private void gather(RandomGenerator random, float[] signals, float[] codes) {
    int batch = options.batch();
    int count = examples.count();
    for (int b = 0; b < batch; b++) {
      int from = random.nextInt(count);
      for (int i = 0; i < problem.dimension(); i++) {
        signals[i * batch + b] = examples.signals()[i * count + from];
      }
      for (int j = 0; j < problem.atoms(); j++) {
        codes[j * batch + b] = examples.codes()[j * count + from];
      }
    }
  }
}
