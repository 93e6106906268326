package org.mesascope.optimizer;

/**
 * How LISTA is trained.
 *
 * @param examples signals drawn for training, at least one batch
 * @param batch signals a step
 * @param iterations steps of Adam
 * @param rate its learning rate at the start; it falls to 0 along half a cosine
 */
public record ListaOptions(int examples, int batch, int iterations, double rate) {

  /** Fails where there is nothing to train on. */
  public ListaOptions {
    if (batch < 1 || examples < batch || iterations < 0) {
      throw new IllegalArgumentException(
          "training LISTA expects a batch of at least 1, as many examples and 0 or more"
              + " iterations, got %d, %d and %d".formatted(batch, examples, iterations));
    }
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "training LISTA expects a finite rate above 0, got " + rate);
    }
  }

  /** 4,096 examples, batches of 64, 2,000 iterations, rate .003. */
  public static ListaOptions defaults() {
    return new ListaOptions(4096, 64, 2000, 3e-3);
  }

  public ListaOptions withExamples(int examples) {
    return new ListaOptions(examples, batch, iterations, rate);
  }

  public ListaOptions withBatch(int batch) {
    return new ListaOptions(examples, batch, iterations, rate);
  }

  public ListaOptions withIterations(int iterations) {
    return new ListaOptions(examples, batch, iterations, rate);
  }

  public ListaOptions withRate(double rate) {
    return new ListaOptions(examples, batch, iterations, rate);
  }
}
