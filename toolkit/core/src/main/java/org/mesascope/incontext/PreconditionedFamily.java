package org.mesascope.incontext;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.mesascope.task.Prompts;

/** One preconditioned step: ŷ is linear in the matrix, so least squares has it in closed form. */
record PreconditionedFamily() implements RivalFamily {

  @Override
  public String name() {
    return "preconditioned GD";
  }

  @Override
  public int freedom(int dimension) {
    return dimension * dimension;
  }

  /** Solves the normal equations, O(prompts d⁴ + d⁶); of several matrices, that of least norm. */
  @Override
  public FittedRival fit(Prompts prompts, double[] predictions) {
    int d = prompts.dimension();
    double[][] normal = new double[d * d][d * d];
    double[] right = new double[d * d];
    double[] row = new double[d * d];
    for (int p = 0; p < prompts.count(); p++) {
      double[] descent = Examples.of(prompts, p).meanProduct();
      for (int i = 0; i < d * d; i++) {
        row[i] = prompts.queries()[p * d + i / d] * descent[i % d];
      }
      for (int i = 0; i < d * d; i++) {
        right[i] += row[i] * predictions[p];
        for (int j = 0; j < d * d; j++) {
          normal[i][j] += row[i] * row[j];
        }
      }
    }
    double[] flat =
        new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    double[][] matrix = new double[d][];
    double[][] twice = new double[d][d];
    for (int i = 0; i < d; i++) {
      matrix[i] = Arrays.copyOfRange(flat, i * d, (i + 1) * d);
      for (int k = 0; k < d; k++) {
        twice[i][k] = 2 * matrix[i][k];
      }
    }
    return new FittedRival(
        name(),
        FittedRival.Lineage.DESCENT,
        Map.of(),
        d * d,
        Rivals.preconditioned(matrix),
        Constructions.preconditioned(matrix).named("one attention layer that does " + name()),
        Rivals.preconditioned(twice));
  }
}
