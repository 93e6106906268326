package org.mesascope.optimizer;

/** Adam's two moments and how many steps they saw. */
final class AdamRun implements Optimizer.Run {

  private final Baseline.Adam adam;
  private final float[] first;
  private final float[] second;
  private double power1 = 1;
  private double power2 = 1;

  AdamRun(Baseline.Adam adam, float[] first, float[] second) {
    this.adam = adam;
    this.first = first;
    this.second = second;
  }

  @Override
  public void step(float[] parameters, float[] loss, float[] gradient) {
    power1 *= adam.beta1();
    power2 *= adam.beta2();
    int count = first.length;
    BaselineLoops.average(first, gradient, (float) adam.beta1(), count);
    BaselineLoops.squares(second, gradient, (float) adam.beta2(), count);
    BaselineLoops.precondition(
        parameters,
        first,
        second,
        (float) (adam.rate() / (1 - power1)),
        (float) (1 / (1 - power2)),
        (float) adam.epsilon(),
        count);
  }
}
