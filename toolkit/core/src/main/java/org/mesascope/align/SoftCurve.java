package org.mesascope.align;

import java.util.Arrays;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteHardPlanning;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.FiniteSoftPlanning;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.ReturnRange;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/**
 * The soft-optimal policies of one utility, over all inverse temperatures β of either sign.
 *
 * <p>In units in which the returns that policies can have span 1, so that no affine change of the
 * utility is seen. Without terminal states: {@link GoalDirectedness} has made them absorbing.
 */
final class SoftCurve {

  /** |β| below which a policy is chance: values grow as 1/β and would lose their digits. */
  private static final double FLAT = 1e-7;

  private final FiniteMdp mdp;
  private final int horizon;
  private final TransitionReward utility;
  private final TransitionReward negated;
  private final double scale;
  final ReturnRange range;

  SoftCurve(FiniteMdp mdp, int horizon, TransitionReward utility) {
    this.mdp = mdp;
    this.horizon = horizon;
    range =
        horizon == 0
            ? HardPlanning.attainable(mdp, utility)
            : FiniteHardPlanning.attainable(mdp, utility, horizon);
    scale = range.max() - range.min();
    this.utility = utility.scaled(isConstant() ? 1 : 1 / scale, 0);
    negated = this.utility.scaled(-1, 0);
  }

  /** Whether every policy has the same return, to rounding. */
  boolean isConstant() {
    return !(scale > 1e-12 * Math.max(1, Math.abs(range.max())));
  }

  /** β in units of the utility as it was given. */
  double inUtility(double beta) {
    return beta / scale;
  }

  /** The length of an episode in discounted steps. */
  double steps() {
    double gamma = mdp.discount();
    if (horizon == 0) {
      return 1 / (1 - gamma);
    }
    return gamma == 1 ? horizon : (1 - Math.pow(gamma, horizon)) / (1 - gamma);
  }

  /** μ₀ · βV_β, in nats: convex in β, ln|A| · steps at 0. */
  double freeEnergy(double beta) {
    if (Math.abs(beta) < FLAT) {
      return beta * returned(0) + Math.log(mdp.actions()) * steps();
    }
    double size = Math.abs(beta);
    return size
        * (horizon == 0
            ? SoftPlanning.of(mdp, toward(beta), size).startValue()
            : FiniteSoftPlanning.of(mdp, toward(beta), size, horizon).startValue());
  }

  /** The scaled return of the soft-optimal policy: the slope of {@link #freeEnergy}. */
  double returned(double beta) {
    double size = Math.abs(beta);
    if (size < FLAT) {
      TabularPolicy chance = TabularPolicy.uniform(mdp.states(), mdp.actions());
      return horizon == 0
          ? PolicyValue.of(mdp, chance, utility).startValue()
          : PolicyValue.finite(mdp, chance, utility, horizon).startValue();
    }
    return horizon == 0
        ? PolicyValue.of(mdp, SoftPlanning.of(mdp, toward(beta), size).policy(), utility)
            .startValue()
        : PolicyValue.finite(
                mdp, FiniteSoftPlanning.of(mdp, toward(beta), size, horizon).policy(), utility)
            .startValue();
  }

  /** Causal entropy, in nats, of the policies at the end of the curve on β's side. */
  double entropyAtLimit(double sign) {
    return horizon == 0
        ? HardPlanning.of(mdp, toward(sign)).tieEntropy()
        : FiniteHardPlanning.of(mdp, toward(sign), horizon).tieEntropy();
  }

  /** π(a | s) at the end of the curve on a side, by layer, state and action. */
  double[] limit(double sign) {
    if (horizon == 0) {
      return HardPlanning.of(mdp, toward(sign)).mostEntropic().probabilities();
    }
    return FiniteHardPlanning.of(mdp, toward(sign), horizon).mostEntropic().stages().stream()
        .flatMapToDouble(stage -> Arrays.stream(stage.probabilities()))
        .toArray();
  }

  /** ln π_β(a | s), by layer, state and action. */
  double[] logPolicy(double beta) {
    return logPolicy(mdp, horizon, toward(beta), Math.abs(beta));
  }

  static double[] logPolicy(FiniteMdp mdp, int horizon, TransitionReward utility, double beta) {
    int states = mdp.states();
    int actions = mdp.actions();
    double[] log = new double[Math.max(1, horizon) * states * actions];
    if (beta < FLAT) {
      Arrays.fill(log, -Math.log(actions));
      return log;
    }
    if (horizon == 0) {
      SoftPlanning plan = SoftPlanning.of(mdp, utility, beta);
      for (int i = 0; i < log.length; i++) {
        log[i] = plan.logProbability(i / actions, i % actions);
      }
      return log;
    }
    FiniteSoftPlanning plan = FiniteSoftPlanning.of(mdp, utility, beta, horizon);
    double[] reward = mdp.expectedReward(utility);
    for (int t = 0; t < horizon; t++) {
      double[] later = plan.values(t + 1);
      for (int i = 0; i < states * actions; i++) {
        double q = reward[i] + mdp.discount() * mdp.expect(i / actions, i % actions, later);
        log[t * states * actions + i] = beta * (q - plan.value(t, i / actions));
      }
    }
    return log;
  }

  /** The scaled utility itself. */
  TransitionReward utility() {
    return utility;
  }

  private TransitionReward toward(double beta) {
    return beta < 0 ? negated : utility;
  }
}
