package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.numeric.Matrices;

/**
 * ISTA and FISTA; see {@link SparseCoder}.
 *
 * @param fast whether FISTA's extrapolation is used
 */
record Shrinkage(SparseCoding problem, int depth, boolean fast) implements SparseCoder {

  Shrinkage {
    if (depth < 0) {
      throw new IllegalArgumentException("a depth expects at least 0, got " + depth);
    }
  }

  @Override
  public String name() {
    return fast ? "FISTA" : "ISTA";
  }

  /** Each iteration is z ← shrink(y + Dᵀ(x − Dy) / L), with y = z or, in FISTA, beyond it. */
  @Override
  public float[] encode(float[] signals, int count) {
    int atoms = problem.atoms();
    float[] input = new float[atoms * count];
    float[] recurrent = Lista.recurrent(problem);
    Matrices.multiplyAdd(
        atoms, problem.dimension(), count, Lista.input(problem), 0, signals, 0, input, 0);
    float by = (float) (problem.penalty() / problem.lipschitz());
    float[] code = new float[atoms * count];
    float[] at = new float[atoms * count];
    float[] next = new float[atoms * count];
    double t = 1;
    for (int k = 0; k < depth; k++) {
      System.arraycopy(input, 0, next, 0, next.length);
      Matrices.multiplyAdd(atoms, atoms, count, recurrent, 0, at, 0, next, 0);
      for (int i = 0; i < next.length; i++) {
        next[i] = ListaLoop.shrink(next[i], by);
      }
      double after = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      float beyond = fast ? (float) ((t - 1) / after) : 0;
      for (int i = 0; i < next.length; i++) {
        at[i] = next[i] + beyond * (next[i] - code[i]);
      }
      t = after;
      code = Arrays.copyOf(next, next.length);
    }
    return code;
  }
}
