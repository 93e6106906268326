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
    FiniteReward finite = new FiniteReward(reward);
    double[] form = Successors.reward(mdp, finite::at);
    double[] v = uniformValue(reward);
    double squares = 0;
    for (int row = 0; row < form.length; row++) {
      if (!mdp.isTerminal(row / mdp.actions())) {
        form[row] += mdp.discount() * Successors.value(mdp, row, v) - v[row / mdp.actions()];
        squares += form[row] * form[row];
      }
    }
    double norm = Math.sqrt(squares);
    boolean zero = norm <= RELATIVE_ZERO * finite.size() / (1 - mdp.discount());
    for (int row = 0; row < form.length; row++) {
      form[row] = zero ? 0 : form[row] / norm;
    }
    return form;
  }

  private double[] uniformValue(TransitionReward reward) {
    double[] mean = Successors.meanReward(mdp, reward::at);
    double size = 0;
    for (double r : mean) {
      size = Math.max(size, Math.abs(r));
    }
    double[] v = new double[mdp.states()];
    for (int i = 0; i < MAX_SWEEPS; i++) {
      double change = 0;
      for (int s = 0; s < v.length; s++) {
        double sum = 0;
        for (int row = s * mdp.actions(); row < (s + 1) * mdp.actions(); row++) {
          sum += Successors.value(mdp, row, v);
        }
        double worth = mean[s] + mdp.discount() * sum / mdp.actions();
        change = Math.max(change, Math.abs(worth - v[s]));
        v[s] = worth;
      }
      if (mdp.discount() * change <= Math.max(TOLERANCE * size, 2 * Math.ulp(maxAbs(v)))) {
        return v;
      }
    }
    throw new IllegalStateException(
        "the uniform policy's value under \"%s\" did not settle in %d sweeps at discount %s"
            .formatted(reward.name(), MAX_SWEEPS, mdp.discount()));
  }

  private static double maxAbs(double[] v) {
    double max = 0;
    for (double x : v) {
      max = Math.max(max, Math.abs(x));
    }
    return max;
  }
}
