package org.mesascope.infer;

/** What standard errors of a choice model rest on. */
public enum StandardErrors {
  /** The model: the inverse of its information. */
  INFORMATION,
  /**
   * The sandwich H⁻¹ (Σ uuᵀ) H⁻¹ n/(n − 1) of the choices' scores u (Huber 1967; White 1982): right
   * also where the model is wrong, for the weights that come closest.
   */
  ROBUST,
  /** The same over sums of scores by trace: right also where the choices of a trace depend. */
  CLUSTERED,
  /**
   * Clustered by trace, raised to those of the information where they are smaller: a sandwich of
   * few units is too thin.
   */
  CAUTIOUS
}
