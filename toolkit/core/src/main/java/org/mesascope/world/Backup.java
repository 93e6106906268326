package org.mesascope.world;

/** One step of dynamic programming in one state. Nothing here allocates. */
final class Backup {

  private Backup() {}

  /** Q(s, ·) = r(s, ·) + γ Σ P(s′ | s, ·) later(s′), into {@code q}. */
  static void actionValues(FiniteMdp mdp, double[] reward, double[] later, int s, double[] q) {
    double discount = mdp.discount();
    for (int a = 0; a < q.length; a++) {
      q[a] = reward[s * q.length + a] + discount * mdp.expect(s, a, later);
    }
  }

  static double max(double[] q) {
    double max = q[0];
    for (int a = 1; a < q.length; a++) {
      max = Math.max(max, q[a]);
    }
    return max;
  }

  /** (1/β) ln Σ exp(β q), shifted by the maximum. */
  static double softMax(double[] q, double beta) {
    double max = max(q);
    double sum = 0;
    for (double value : q) {
      sum += Math.exp(beta * (value - max));
    }
    return max + Math.log(sum) / beta;
  }

  /** exp(β q) normalised, into {@code p} from {@code first} on. */
  static void softArgMax(double[] q, double beta, double[] p, int first) {
    double max = max(q);
    double sum = 0;
    for (int a = 0; a < q.length; a++) {
      p[first + a] = Math.exp(beta * (q[a] - max));
      sum += p[first + a];
    }
    for (int a = 0; a < q.length; a++) {
      p[first + a] /= sum;
    }
  }

  /** Σ start(s) values(s). */
  static double atStart(FiniteMdp mdp, double[] values) {
    double[] start = mdp.start();
    double sum = 0;
    for (int s = 0; s < start.length; s++) {
      sum += start[s] * values[s];
    }
    return sum;
  }

  /** Fails where rewards were so large that values left the range of a double. */
  static double[] requireFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw overflow();
      }
    }
    return values;
  }

  static IllegalStateException overflow() {
    return new IllegalStateException(
        "values grew beyond the range of a double: scale the reward down");
  }
}
