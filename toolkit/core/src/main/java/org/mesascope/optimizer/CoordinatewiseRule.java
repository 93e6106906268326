package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A coordinatewise rule with its outer parameters frozen in. */
final class CoordinatewiseRule implements Optimizer {

  /** Columns that are worked on together: their state stays in the cache. */
  private static final int BLOCK = 256;

  private final DifferentiableOptimizer optimizer;
  private final float[] weights;

  CoordinatewiseRule(DifferentiableOptimizer optimizer, float[] weights) {
    if (weights.length != optimizer.weights()) {
      throw new IllegalArgumentException(
          "%s expects %d outer parameters, got %d"
              .formatted(optimizer.name(), optimizer.weights(), weights.length));
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "outer parameters expect finite numbers, got %s at %d".formatted(weights[i], i));
      }
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
    if (dimension < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "a run expects at least 1 problem of at least 1 parameter, got %d of %d"
              .formatted(batch, dimension));
    }
    Block[] blocks = new Block[(dimension * batch + BLOCK - 1) / BLOCK];
    Arrays.setAll(
        blocks, i -> new Block(i * BLOCK, Math.min(BLOCK, dimension * batch - i * BLOCK)));
    return (parameters, loss, gradient) -> {
      IntStream all = IntStream.range(0, blocks.length);
      (blocks.length > 8 ? all.parallel() : all).forEach(i -> blocks[i].step(parameters, gradient));
    };
  }

  /** Some columns and their inner state. */
  private final class Block {

    private final int from;
    private final float[] slope;
    private final float[] update;
    private final DifferentiableOptimizer.Tape tape;

    Block(int from, int columns) {
      this.from = from;
      slope = new float[columns];
      update = new float[columns];
      tape = optimizer.tape(columns, 1);
      tape.reset();
    }

    void step(float[] parameters, float[] gradient) {
      System.arraycopy(gradient, from, slope, 0, slope.length);
      tape.open(weights);
      tape.forward(slope, update);
      for (int i = 0; i < update.length; i++) {
        parameters[from + i] += update[i];
      }
    }
  }
}
