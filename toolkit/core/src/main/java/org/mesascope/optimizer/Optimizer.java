package org.mesascope.optimizer;

/** An inner optimizer: an update rule, fixed by hand or with learned weights frozen in. */
public interface Optimizer {

  /** A name for figures and tables. */
  String name();

  /** A run over so many problems of so many parameters side by side, its state at the start. */
  Run start(int dimension, int batch);

  /** One run and its state. Not thread-safe. */
  interface Run {

    /**
     * One inner step: changes the parameters.
     *
     * @param parameters {@code [dimension][batch]}
     * @param loss at those parameters, {@code [batch]}
     * @param gradient at those parameters, {@code [dimension][batch]}
     */
    void step(float[] parameters, float[] loss, float[] gradient);
  }
}
