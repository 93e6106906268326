package org.mesascope.train;

import org.mesascope.world.World;

/** See {@link PolicyFamily#linear()}. */
record LinearFamily() implements PolicyFamily {

  static final String NAME = "linear";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Logits in(World world) {
    int states = world.mdp().states();
    int size = world.observationSize();
    double[] observations = new double[states * size];
    for (int s = 0; s < states; s++) {
      System.arraycopy(world.observe(s), 0, observations, s * size, size);
    }
    return new Linear(world.mdp().actions(), size, observations);
  }

  private record Linear(int actions, int size, double[] observations) implements Logits {

    @Override
    public int parameters() {
      return (actions - 1) * size;
    }

    @Override
    public void forward(double[] parameters, double[] logits) {
      for (int row = 0; row < logits.length; row++) {
        int weight = (row % actions - 1) * size;
        int seen = row / actions * size;
        double z = 0;
        for (int i = 0; weight >= 0 && i < size; i++) {
          z += parameters[weight + i] * observations[seen + i];
        }
        logits[row] = z;
      }
    }

    @Override
    public void backward(double[] parameters, double[] logitGradient, double[] gradient) {
      for (int row = 0; row < logitGradient.length; row++) {
        int weight = (row % actions - 1) * size;
        int seen = row / actions * size;
        for (int i = 0; weight >= 0 && i < size; i++) {
          gradient[weight + i] += logitGradient[row] * observations[seen + i];
        }
      }
    }
  }
}
