package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * Episodes of one policy in one world, and what they say about the gradient of the expected return.
 */
final class SampledReturns {

  private final World world;
  private final TabularPolicy policy;
  private final int[][] states;
  private final int[][] actions;
  private final double[][] returns;

  /** Samples. Episode i depends on {@code seed.split(i)} alone. */
  static SampledReturns of(World world, TabularPolicy policy, int episodes, Seed seed) {
    return new SampledReturns(world, policy, policy.rollOut(world, episodes, seed));
  }

  private SampledReturns(World world, TabularPolicy policy, TraceLog episodes) {
    this.world = world;
    this.policy = policy;
    int n = episodes.traces().size();
    states = new int[n][];
    actions = new int[n][];
    returns = new double[n][];
    for (int i = 0; i < n; i++) {
      read(i, episodes.traces().get(i));
    }
  }

  private void read(int i, Trace episode) {
    FiniteMdp mdp = world.mdp();
    List<Step> steps = episode.steps();
    int length = steps.size();
    states[i] = new int[length];
    actions[i] = new int[length];
    returns[i] = new double[length];
    double toGo = 0;
    for (int t = length - 1; t >= 0; t--) {
      Step step = steps.get(t);
      int s = mdp.state(step.situation());
      int a = mdp.action(step.choice());
      String outcome = Objects.requireNonNull(step.outcome(), "a rollout records outcomes");
      toGo = world.baseObjective().at(s, a, mdp.state(outcome)) + mdp.discount() * toGo;
      states[i][t] = s;
      actions[i][t] = a;
      returns[i][t] = toGo;
    }
  }

  /** Mean discounted return of the episodes. */
  double meanReturn() {
    double sum = 0;
    for (double[] own : returns) {
      sum += own.length == 0 ? 0 : own[0];
    }
    return sum / returns.length;
  }

  /**
   * An unbiased estimate of ∂J/∂logit(s, a), one row a state: the mean over episodes of Σₜ γᵗ Aₜ
   * (1[a = aₜ] − π(a | sₜ)). Aₜ is the return from t on minus its mean over the other episodes that
   * are still running at t.
   */
  double[] logitGradient() {
    int width = policy.actions();
    double[] gradient = new double[policy.states() * width];
    int horizon = world.horizon();
    double discounted = 1.0 / returns.length;
    for (int t = 0; t < horizon; t++) {
      double sum = 0;
      int running = 0;
      for (double[] own : returns) {
        if (t < own.length) {
          sum += own[t];
          running++;
        }
      }
      for (int i = 0; i < returns.length; i++) {
        if (t < returns[i].length) {
          double own = returns[i][t];
          double baseline = running > 1 ? (sum - own) / (running - 1) : 0;
          int row = states[i][t] * width;
          double weight = discounted * (own - baseline);
          for (int a = 0; a < width; a++) {
            gradient[row + a] -= weight * policy.probabilities()[row + a];
          }
          gradient[row + actions[i][t]] += weight;
        }
      }
      discounted *= world.mdp().discount();
    }
    return gradient;
  }
}
