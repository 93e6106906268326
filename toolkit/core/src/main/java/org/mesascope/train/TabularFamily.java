package org.mesascope.train;

import org.mesascope.world.World;

/** See {@link PolicyFamily#tabular()}. */
record TabularFamily() implements PolicyFamily {

  static final String NAME = "tabular";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Logits in(World world) {
    return new Table(world.mdp().states() * world.mdp().actions());
  }

  private record Table(int parameters) implements Logits {

    @Override
    public void forward(double[] parameters, double[] logits) {
      System.arraycopy(parameters, 0, logits, 0, logits.length);
    }

    @Override
    public void backward(double[] parameters, double[] logitGradient, double[] gradient) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += logitGradient[i];
      }
    }
  }
}
