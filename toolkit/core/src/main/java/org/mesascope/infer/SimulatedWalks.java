package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.world.FiniteMdp;

/** What a soft-optimal agent does in one environment. */
final class SimulatedWalks {

  private final IrlSetting setting;
  private final int steps;
  private final double[] policy;
  private final double[] start;

  /**
   * An agent.
   *
   * @param steps most decisions of a trace; at most the horizon where there is one
   */
  SimulatedWalks(IrlSetting setting, RewardBasis basis, double[] theta, int steps) {
    this.setting = setting;
    this.steps = setting.horizon() > 0 ? Math.min(steps, setting.horizon()) : steps;
    SuccessorTable table = SuccessorTable.of(setting.mdp());
    double[] reward = basis.reward(theta);
    SoftPlan plan =
        setting.horizon() > 0
            ? HorizonPlan.of(table, reward, setting.horizon())
            : StationaryPlan.of(table, reward, null, 1e-10);
    policy = plan.policy();
    start = setting.mdp().start();
  }

  /** One trace. */
  Trace walk(String id, Seed seed) {
    FiniteMdp mdp = setting.mdp();
    RandomGenerator random = seed.random();
    int s = Categorical.draw(start, 0, start.length, random);
    List<Step> walk = new ArrayList<>();
    for (int t = 0; t < steps && !mdp.isTerminal(s); t++) {
      int first = (layer(t) * mdp.states() + s) * mdp.actions();
      int a = Categorical.draw(policy, first, first + mdp.actions(), random) - first;
      int row = s * mdp.actions() + a;
      int after =
          mdp.next()[
              Categorical.draw(
                  mdp.probability(), mdp.rowStart()[row], mdp.rowStart()[row + 1], random)];
      walk.add(
          new Step(
              mdp.stateNames().get(s),
              null,
              mdp.actionNames().get(a),
              mdp.stateNames().get(after)));
      s = after;
    }
    return new Trace(id, walk, Map.of(Demonstrations.WORLD, setting.name()));
  }

  /** Expected visits of state-action pairs by layer, a trace; exact. */
  double[] visits() {
    FiniteMdp mdp = setting.mdp();
    double[] visits = new double[policy.length];
    double[] here = start;
    for (int t = 0; t < steps; t++) {
      double[] after = new double[here.length];
      for (int s = 0; s < here.length; s++) {
        if (here[s] == 0 || mdp.isTerminal(s)) {
          continue;
        }
        for (int a = 0; a < mdp.actions(); a++) {
          int at = (layer(t) * mdp.states() + s) * mdp.actions() + a;
          double mass = here[s] * policy[at];
          visits[at] += mass;
          int row = s * mdp.actions() + a;
          for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
            after[mdp.next()[k]] += mass * mdp.probability()[k];
          }
        }
      }
      here = after;
    }
    return visits;
  }

  private int layer(int time) {
    return setting.horizon() > 0 ? time : 0;
  }
}
