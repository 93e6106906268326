package org.mesascope.align;

import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * A STARC metric of Skalse, Farnik, Motwani, Jenner, Gleave and Abate, "STARC: a general framework
 * for quantifying differences between reward functions" (ICLR 2024), exactly.
 *
 * <p>Canonical form: value-adjusted levelling (VAL) under the uniform policy π,
 *
 * <pre>C(R)(s, a, s′) = E[R(s, a, S′) + γ V^π(S′) − V^π(s)];</pre>
 *
 * norm and metric: L2 over (s, a, s′). The distance is ‖C(R₁)/‖C(R₁)‖ − C(R₂)/‖C(R₂)‖‖, in [0, 2]:
 * here without the paper's optional factor ½. A reward that prefers nothing has canonical form 0
 * and lies at distance 1 from all others, 0 from its like. Worst-case regret over policies is
 * bounded by STARC metrics from above and from below, which EPIC and DARD do not achieve.
 *
 * <p>C does not depend on s′, so sums over (s, a) serve. Cost: policy evaluation to 1e-13 of the
 * reward's size, then O(SAk).
 */
public final class StarcDistance implements RewardDistance {

  private static final String MEASURE = "STARC, VAL-L2";
  private static final double RELATIVE_ZERO = 1e-11;
  private static final double TOLERANCE = 1e-14;
  private static final int MAX_SWEEPS = 1_000_000;

  private final FiniteMdp mdp;

  private StarcDistance(FiniteMdp mdp) {
    this.mdp = mdp;
  }

  public static StarcDistance in(FiniteMdp mdp) {
    return new StarcDistance(mdp);
  }

  @Override
  public Distance between(TransitionReward first, TransitionReward second) {
    if (mdp.discount() >= 1) {
      return new Distance.Undefined(
          MEASURE, "value-adjusted levelling needs a discount below 1, got " + mdp.discount());
    }
    double[] x = standard(first);
    double[] y = standard(second);
    double sum = 0;
    for (int row = 0; row < x.length; row++) {
      sum += (x[row] - y[row]) * (x[row] - y[row]);
    }
    return new Distance.Known(MEASURE, Math.sqrt(sum));
  }

  /** C(R)/‖C(R)‖ by rows, or 0 where the reward prefers nothing. */
  private double[] standard(TransitionReward reward) {
    double[] form = mdp.expectedReward(reward);
    double size = maxAbs(form);
    double[] v = uniformValue(reward.name(), form);
    double squares = 0;
    for (int row = 0; row < form.length; row++) {
      int s = row / mdp.actions();
      if (!mdp.isTerminal(s)) {
        form[row] += mdp.discount() * mdp.expect(s, row % mdp.actions(), v) - v[s];
        squares += form[row] * form[row];
      }
    }
    double norm = Math.sqrt(squares);
    boolean zero = norm <= RELATIVE_ZERO * size / (1 - mdp.discount());
    for (int row = 0; row < form.length; row++) {
      form[row] = zero ? 0 : form[row] / norm;
    }
    return form;
  }

  private double[] uniformValue(String name, double[] byRow) {
    double size = maxAbs(byRow);
    double[] v = new double[mdp.states()];
    for (int i = 0; i < MAX_SWEEPS; i++) {
      double change = 0;
      for (int s = 0; s < v.length; s++) {
        double sum = 0;
        for (int a = 0; a < mdp.actions(); a++) {
          sum += byRow[s * mdp.actions() + a] + mdp.discount() * mdp.expect(s, a, v);
        }
        double worth = sum / mdp.actions();
        change = Math.max(change, Math.abs(worth - v[s]));
        v[s] = worth;
      }
      if (mdp.discount() * change <= Math.max(TOLERANCE * size, 2 * Math.ulp(maxAbs(v)))) {
        return v;
      }
    }
    throw new IllegalStateException(
        "the uniform policy's value under \"%s\" did not settle in %d sweeps at discount %s"
            .formatted(name, MAX_SWEEPS, mdp.discount()));
  }

  private static double maxAbs(double[] v) {
    double max = 0;
    for (double x : v) {
      max = Math.max(max, Math.abs(x));
    }
    return max;
  }
}
