package org.mesascope.optimizer;

/** A way from signals to sparse codes that goes layer by layer, or iteration by iteration. */
public interface SparseCoder {

  /**
   * ISTA: so many steps of iterative shrinkage from z = 0, z ← shrink(z + Dᵀ(x − Dz) / L) by
   * penalty / L (Daubechies, Defrise and De Mol 2004).
   */
  static SparseCoder ista(SparseCoding problem, int depth) {
    return new Shrinkage(problem, depth, false);
  }

  /** FISTA: the same with extrapolation and constant step (Beck and Teboulle 2009). */
  static SparseCoder fista(SparseCoding problem, int depth) {
    return new Shrinkage(problem, depth, true);
  }

  /** A name for figures and tables. */
  String name();

  /** How many layers or iterations it takes. */
  int depth();

  /**
   * Codes of signals.
   *
   * @param signals {@code [dimension][count]}
   * @return {@code [atoms][count]}
   */
  float[] encode(float[] signals, int count);
}
