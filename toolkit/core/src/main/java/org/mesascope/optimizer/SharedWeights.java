package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.optimizer.ParticleOptimizer.Population;

/**
 * A particle optimizer with weights frozen in: the same weights in every copy, blocks at a time.
 */
final class SharedWeights implements Optimizer {

  private static final int BLOCK = 64;

  private final ParticleOptimizer optimizer;
  private final float[] weights;

  SharedWeights(ParticleOptimizer optimizer, float[] weights) {
    if (weights.length != optimizer.weights()) {
      throw new IllegalArgumentException(
          "%s expects %d weights, got %d"
              .formatted(optimizer.name(), optimizer.weights(), weights.length));
    }
    this.optimizer = optimizer;
    this.weights = weights.clone();
  }

  @Override
  public String name() {
    return optimizer.name();
  }

  @Override
  public Run start(int dimension, int batch) {
    Block[] blocks = new Block[(batch + BLOCK - 1) / BLOCK];
    float[] whole = spread(Math.min(BLOCK, batch));
    for (int b = 0; b < blocks.length; b++) {
      int size = Math.min(BLOCK, batch - b * BLOCK);
      Population population = optimizer.population(dimension, size);
      population.open(size == Math.min(BLOCK, batch) ? whole : spread(size));
      blocks[b] = new Block(population, dimension, batch, b * BLOCK, size);
    }
    return (parameters, loss, gradient) -> {
      for (Block block : blocks) {
        block.step(parameters, loss, gradient);
      }
    };
  }

  private float[] spread(int copies) {
    float[] to = new float[weights.length * copies];
    for (int w = 0; w < weights.length; w++) {
      Arrays.fill(to, w * copies, (w + 1) * copies, weights[w]);
    }
    return to;
  }

  /** Some neighbouring columns of the batch, moved to arrays of their own. */
  private static final class Block {

    private final Population population;
    private final int batch;
    private final int from;
    private final int size;
    private final float[] parameters;
    private final float[] loss;
    private final float[] gradient;

    Block(Population population, int dimension, int batch, int from, int size) {
      this.population = population;
      this.batch = batch;
      this.from = from;
      this.size = size;
      parameters = new float[dimension * size];
      loss = new float[size];
      gradient = new float[dimension * size];
    }

    void step(float[] allParameters, float[] allLoss, float[] allGradient) {
      System.arraycopy(allLoss, from, loss, 0, size);
      for (int i = 0; i < parameters.length / size; i++) {
        System.arraycopy(allParameters, i * batch + from, parameters, i * size, size);
        System.arraycopy(allGradient, i * batch + from, gradient, i * size, size);
      }
      population.step(parameters, loss, gradient);
      for (int i = 0; i < parameters.length / size; i++) {
        System.arraycopy(parameters, i * size, allParameters, i * batch + from, size);
      }
    }
  }
}
