package org.mesascope.optimizer;

import java.util.Locale;

/**
 * The optimizers made by hand that a learned one is compared with. Single precision, the batch
 * innermost; a step allocates nothing. A coordinate of a problem whose gradient is 0 because it has
 * diverged is stepped like any other: the loss, not the parameters, tells divergence.
 */
public sealed interface Baseline extends Optimizer {

  /** Gradient descent: θ ← θ − rate · g. */
  static Baseline sgd(double rate) {
    return new Sgd(rate);
  }

  /** Heavy ball (Polyak 1964): m ← momentum · m + g; θ ← θ − rate · m. */
  static Baseline momentum(double rate, double momentum) {
    return new Momentum(rate, momentum);
  }

  /**
   * Nesterov's momentum as Sutskever et al. (2013) write it, with the gradient taken at the
   * parameters themselves: m ← momentum · m + g; θ ← θ − rate · (g + momentum · m).
   */
  static Baseline nesterov(double rate, double momentum) {
    return new Nesterov(rate, momentum);
  }

  /** {@link RmsProp} with decay .99 and ε = 1e-8. */
  static Baseline rmsProp(double rate) {
    return new RmsProp(rate, .99, 1e-8);
  }

  /** {@link Adam} with β₁ = .9, β₂ = .999 and ε = 1e-8. */
  static Baseline adam(double rate) {
    return adam(rate, .999);
  }

  /** {@link Adam} with β₁ = .9 and ε = 1e-8. */
  static Baseline adam(double rate, double beta2) {
    return new Adam(rate, .9, beta2, 1e-8);
  }

  /** How far a step goes. */
  double rate();

  /** See {@link Baseline#sgd}. */
  record Sgd(double rate) implements Baseline {

    /** Fails where the rate is none. */
    public Sgd {
      checkRate(rate);
    }

    @Override
    public String name() {
      return "SGD(" + shown(rate) + ")";
    }

    @Override
    public Run start(int dimension, int batch) {
      return (parameters, loss, gradient) ->
          BaselineLoops.descend(parameters, gradient, (float) rate, dimension * batch);
    }
  }

  /** See {@link Baseline#momentum}. */
  record Momentum(double rate, double momentum) implements Baseline {

    /** Fails where the rate is none, or the momentum not in [0, 1). */
    public Momentum {
      checkRate(rate);
      checkShare("momentum", momentum);
    }

    @Override
    public String name() {
      return "momentum(" + shown(rate) + ", " + shown(momentum) + ")";
    }

    @Override
    public Run start(int dimension, int batch) {
      int count = dimension * batch;
      float[] m = new float[count];
      return (parameters, loss, gradient) -> {
        BaselineLoops.accumulate(m, gradient, (float) momentum, count);
        BaselineLoops.descend(parameters, m, (float) rate, count);
      };
    }
  }

  /** See {@link Baseline#nesterov}. */
  record Nesterov(double rate, double momentum) implements Baseline {

    /** Fails where the rate is none, or the momentum not in [0, 1). */
    public Nesterov {
      checkRate(rate);
      checkShare("momentum", momentum);
    }

    @Override
    public String name() {
      return "Nesterov(" + shown(rate) + ", " + shown(momentum) + ")";
    }

    @Override
    public Run start(int dimension, int batch) {
      int count = dimension * batch;
      float[] m = new float[count];
      return (parameters, loss, gradient) -> {
        BaselineLoops.accumulate(m, gradient, (float) momentum, count);
        BaselineLoops.descend(parameters, gradient, (float) rate, count);
        BaselineLoops.descend(parameters, m, (float) (rate * momentum), count);
      };
    }
  }

  /**
   * RMSprop (Tieleman and Hinton 2012), started at v = 0 without bias correction: v ← decay · v +
   * (1 − decay) g²; θ ← θ − rate · g / (√v + ε).
   */
  record RmsProp(double rate, double decay, double epsilon) implements Baseline {

    /** Fails where the rate is none, the decay not in [0, 1) or ε not above 0. */
    public RmsProp {
      checkRate(rate);
      checkShare("decay", decay);
      checkEpsilon(epsilon);
    }

    @Override
    public String name() {
      return "RMSprop(" + shown(rate) + ")";
    }

    @Override
    public Run start(int dimension, int batch) {
      int count = dimension * batch;
      float[] v = new float[count];
      return (parameters, loss, gradient) -> {
        BaselineLoops.squares(v, gradient, (float) decay, count);
        BaselineLoops.precondition(
            parameters, gradient, v, (float) rate, 1, (float) epsilon, count);
      };
    }
  }

  /** Adam with bias correction (Kingma and Ba 2015, algorithm 1). */
  record Adam(double rate, double beta1, double beta2, double epsilon) implements Baseline {

    /** Fails where the rate is none, a β not in [0, 1) or ε not above 0. */
    public Adam {
      checkRate(rate);
      checkShare("β₁", beta1);
      checkShare("β₂", beta2);
      checkEpsilon(epsilon);
    }

    @Override
    public String name() {
      return "Adam(" + shown(rate) + (beta2 == .999 ? ")" : ", β₂ " + shown(beta2) + ")");
    }

    @Override
    public Run start(int dimension, int batch) {
      int count = dimension * batch;
      return new AdamRun(this, new float[count], new float[count]);
    }
  }

  private static void checkRate(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "an optimizer's rate expects a finite number above 0, got " + rate);
    }
  }

  private static void checkShare(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "an optimizer's " + what + " expects a number in [0, 1), got " + value);
    }
  }

  private static void checkEpsilon(double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException(
          "an optimizer's ε expects a finite number above 0, got " + epsilon);
    }
  }

  private static String shown(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
  }
}
