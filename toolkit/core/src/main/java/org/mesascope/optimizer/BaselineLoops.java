package org.mesascope.optimizer;

/** The loops of the baselines, one a method, so that the compiler makes vector code of each. */
final class BaselineLoops {

  private BaselineLoops() {}

  static void descend(float[] parameters, float[] direction, float rate, int count) {
    for (int i = 0; i < count; i++) {
      parameters[i] -= rate * direction[i];
    }
  }

  static void accumulate(float[] m, float[] gradient, float keep, int count) {
    for (int i = 0; i < count; i++) {
      m[i] = keep * m[i] + gradient[i];
    }
  }

  static void average(float[] m, float[] gradient, float keep, int count) {
    for (int i = 0; i < count; i++) {
      m[i] = keep * m[i] + (1 - keep) * gradient[i];
    }
  }

  static void squares(float[] v, float[] gradient, float keep, int count) {
    for (int i = 0; i < count; i++) {
      v[i] = keep * v[i] + (1 - keep) * gradient[i] * gradient[i];
    }
  }

  static void precondition(
      float[] parameters,
      float[] direction,
      float[] v,
      float rate,
      float correction,
      float epsilon,
      int count) {
    for (int i = 0; i < count; i++) {
      parameters[i] -= rate * direction[i] / ((float) Math.sqrt(v[i] * correction) + epsilon);
    }
  }
}
