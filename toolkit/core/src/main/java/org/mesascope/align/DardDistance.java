package org.mesascope.align;

import java.util.Arrays;
import org.mesascope.align.PearsonDistance.Canonical;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * The dynamics-aware reward distance of Wulfe, Balakrishna, Ellis, Mercat, McAllister and Gaidon,
 * "Dynamics-aware comparison of learned reward functions" (ICLR 2022), exactly.
 *
 * <p>Like {@link EpicDistance}, but successors come from the dynamics:
 *
 * <pre>C(R)(s, a, s′) = R(s, a, s′) + E[γ R(s′, A, S″) − R(s, A, S′) − γ R(S′, A, S″)]</pre>
 *
 * with one uniform action A, S′ a successor of (s, A) and S″ a successor of (s′, A). The last term
 * asks for R where s′ need not follow S′: DARD leaves the dynamics by one step. Coverage: s and a
 * uniform, s′ from the dynamics. A terminal state has no successors, so what would follow it counts
 * 0.
 *
 * <p>Cost: O(SAk · Ak²) for k successors a row.
 */
public final class DardDistance implements RewardDistance {

  private final FiniteMdp mdp;
  private final CoverageDistribution coverage;

  private DardDistance(FiniteMdp mdp) {
    this.mdp = mdp;
    coverage = CoverageDistribution.onDynamics(mdp);
  }

  public static DardDistance in(FiniteMdp mdp) {
    return new DardDistance(mdp);
  }

  @Override
  public Distance between(TransitionReward first, TransitionReward second) {
    return PearsonDistance.of(
        "DARD, " + coverage.name(), coverage, canonical(first), canonical(second));
  }

  private Canonical canonical(TransitionReward reward) {
    FiniteReward finite = new FiniteReward(reward);
    double[] mean = new double[mdp.states()];
    double[] byRow = mdp.expectedReward(reward);
    for (int row = 0; row < byRow.length; row++) {
      mean[row / mdp.actions()] += byRow[row] / mdp.actions();
    }
    double[] third = new double[mdp.next().length];
    for (int row = 0; row < mdp.rowStart().length - 1; row++) {
      for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
        third[k] = betweenSuccessors(finite, row / mdp.actions(), mdp.next()[k]);
      }
    }
    return new Canonical(
        reward,
        (s, a, next) ->
            reward.at(s, a, next)
                + mdp.discount() * (mean[next] - third[entry(s, a, next)])
                - mean[s],
        finite.size());
  }

  /** E R(S′, A, S″) with S′ after (s, A), S″ after (t, A). */
  private double betweenSuccessors(FiniteReward reward, int s, int t) {
    int[] rowStart = mdp.rowStart();
    double sum = 0;
    for (int a = 0; a < mdp.actions(); a++) {
      int from = s * mdp.actions() + a;
      int to = t * mdp.actions() + a;
      for (int i = rowStart[from]; i < rowStart[from + 1]; i++) {
        for (int j = rowStart[to]; j < rowStart[to + 1]; j++) {
          double p = mdp.probability()[i] * mdp.probability()[j];
          sum += p * reward.at(mdp.next()[i], a, mdp.next()[j]);
        }
      }
    }
    return sum / mdp.actions();
  }

  private int entry(int s, int a, int next) {
    int row = s * mdp.actions() + a;
    return Arrays.binarySearch(mdp.next(), mdp.rowStart()[row], mdp.rowStart()[row + 1], next);
  }
}
