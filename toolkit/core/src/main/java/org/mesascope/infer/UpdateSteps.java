package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.optimizer.UpdateTrace;

/**
 * The steps of a trace that tell something about the rule. Problems that diverged are left out
 * whole; so are single steps that single precision cannot tell from none, those shorter than {@link
 * #LEAST} of the parameters' norm.
 */
final class UpdateSteps {

  /** Rounding a parameter is 6e-8 of it, so what is kept is right to about 1 %. */
  static final double LEAST = 1e-5;

  final UpdateTrace trace;
  final int steps;
  final int dimension;
  final int batch;
  private final List<Integer> problems = new ArrayList<>();
  private final double[][] lengths;

  UpdateSteps(UpdateTrace trace) {
    this.trace = trace;
    steps = trace.unroll().steps();
    dimension = trace.unroll().dimension();
    batch = trace.unroll().batch();
    lengths = new double[steps][batch];
    for (int b = 0; b < batch; b++) {
      if (Float.isFinite(trace.unroll().lossesAt(steps)[b]) && moves(b)) {
        problems.add(b);
      }
    }
    if (problems.size() < 4) {
      throw new IllegalArgumentException(
          "reading an update rule expects at least 4 problems that %s moves on and that do not diverge, got %d of %d"
              .formatted(trace.unroll().optimizer(), problems.size(), batch));
    }
  }

  private boolean moves(int b) {
    boolean any = false;
    for (int t = 0; t < steps; t++) {
      double length = norm(trace.updates()[t], b);
      boolean told = length > LEAST * norm(trace.parameters()[t], b);
      lengths[t][b] = told && Double.isFinite(length) ? length : 0;
      any |= lengths[t][b] > 0;
    }
    return any;
  }

  /** Those that are looked at. */
  List<Integer> problems() {
    return problems;
  }

  /** The norm of an update, 0 where it is not told from none. */
  double length(int step, int b) {
    return lengths[step][b];
  }

  /** The norm of the gradient. */
  double slope(int step, int b) {
    return norm(trace.gradients()[step], b);
  }

  double update(int step, int i, int b) {
    return trace.updates()[step][i * batch + b];
  }

  /** 0 before the first step. */
  double gradient(int step, int i, int b) {
    return step < 0 ? 0 : trace.gradients()[step][i * batch + b];
  }

  private double norm(float[] values, int b) {
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      square += (double) values[i * batch + b] * values[i * batch + b];
    }
    return Math.sqrt(square);
  }
}
