package org.mesascope.optimizer;

/**
 * Any learned optimizer as a population for whole unrolls: a run a copy, begun anew at each window,
 * so that nothing needs to be kept from one to the next.
 */
final class WholeRuns implements ParticleOptimizer.Population {

  private final LearnedOptimizer optimizer;
  private final int dimension;
  private final Optimizer.Run[] runs;
  private final float[] own;
  private final float[] ownLoss = new float[1];
  private final float[] ownGradient;

  WholeRuns(LearnedOptimizer optimizer, int dimension, int copies) {
    this.optimizer = optimizer;
    this.dimension = dimension;
    runs = new Optimizer.Run[copies];
    own = new float[dimension];
    ownGradient = new float[dimension];
  }

  /** Each window begins its runs anew. */
  @Override
  public void reset(int copy) {}

  @Override
  public void open(float[] weights) {
    float[] mine = new float[optimizer.weights()];
    for (int c = 0; c < runs.length; c++) {
      for (int w = 0; w < mine.length; w++) {
        mine[w] = weights[w * runs.length + c];
      }
      runs[c] = optimizer.with(mine).start(dimension, 1);
    }
  }

  @Override
  public void step(float[] parameters, float[] loss, float[] gradient) {
    int copies = runs.length;
    for (int c = 0; c < copies; c++) {
      ownLoss[0] = loss[c];
      for (int i = 0; i < dimension; i++) {
        own[i] = parameters[i * copies + c];
        ownGradient[i] = gradient[i * copies + c];
      }
      runs[c].step(own, ownLoss, ownGradient);
      for (int i = 0; i < dimension; i++) {
        parameters[i * copies + c] = own[i];
      }
    }
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public void save(float[] to, int at) {}

  @Override
  public void restore(float[] from, int at) {}
}
