package org.mesascope.optimizer;

/** A differentiable optimizer as a population: one tape a copy, its way back unused. */
final class TapePopulation implements ParticleOptimizer.Population {

  private final int weightCount;
  private final int dimension;
  private final DifferentiableOptimizer.Tape[] tapes;
  private final float[] gradient;
  private final float[] update;

  TapePopulation(DifferentiableOptimizer optimizer, int dimension, int copies, int window) {
    weightCount = optimizer.weights();
    this.dimension = dimension;
    tapes = new DifferentiableOptimizer.Tape[copies];
    for (int c = 0; c < copies; c++) {
      tapes[c] = optimizer.tape(dimension, window);
      tapes[c].reset();
    }
    gradient = new float[dimension];
    update = new float[dimension];
  }

  @Override
  public void reset(int copy) {
    tapes[copy].reset();
  }

  @Override
  public void open(float[] weights) {
    for (int c = 0; c < tapes.length; c++) {
      float[] mine = new float[weightCount];
      for (int w = 0; w < weightCount; w++) {
        mine[w] = weights[w * tapes.length + c];
      }
      tapes[c].open(mine);
    }
  }

  @Override
  public void step(float[] parameters, float[] loss, float[] gradients) {
    int copies = tapes.length;
    for (int c = 0; c < copies; c++) {
      for (int i = 0; i < dimension; i++) {
        gradient[i] = gradients[i * copies + c];
      }
      tapes[c].forward(gradient, update);
      for (int i = 0; i < dimension; i++) {
        parameters[i * copies + c] += update[i];
      }
    }
  }

  @Override
  public int stateSize() {
    return tapes.length * tapes[0].stateSize();
  }

  @Override
  public void save(float[] to, int at) {
    for (int c = 0; c < tapes.length; c++) {
      tapes[c].save(to, at + c * tapes[c].stateSize());
    }
  }

  @Override
  public void restore(float[] from, int at) {
    for (int c = 0; c < tapes.length; c++) {
      tapes[c].restore(from, at + c * tapes[c].stateSize());
    }
  }
}
