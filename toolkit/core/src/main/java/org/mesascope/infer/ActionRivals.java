package org.mesascope.infer;

import java.util.Arrays;
import java.util.List;

/** Explanations of a walk that need no objective. */
final class ActionRivals {

  private final Demonstrations demonstrations;
  private final List<IrlSetting> settings;

  ActionRivals(Demonstrations demonstrations, List<IrlSetting> settings) {
    this.demonstrations = demonstrations;
    this.settings = settings;
  }

  /**
   * Uniform choice; action frequencies that ignore the state; repeating the last action with one
   * probability; and imitation, the action frequencies of each state. Worlds that are inferred from
   * together share the first three's parameters; imitation has its own for each.
   */
  List<Rival> all() {
    return List.of(uniform(), frequencies(), repetition(), imitation());
  }

  private Rival uniform() {
    double sum = 0;
    for (Demonstrations.Walk walk : demonstrations.walks()) {
      sum -= walk.actions().length * Math.log(actions(walk));
    }
    return new Rival("uniform", sum, 0);
  }

  private Rival frequencies() {
    int most = settings.stream().mapToInt(s -> s.mdp().actions()).max().orElseThrow();
    double[] counts = new double[most];
    for (Demonstrations.Walk walk : demonstrations.walks()) {
      for (int action : walk.actions()) {
        counts[action]++;
      }
    }
    return new Rival("action frequencies", saturated(counts), most - 1);
  }

  private Rival repetition() {
    int again = 0;
    int chances = 0;
    double rest = 0;
    for (Demonstrations.Walk walk : demonstrations.walks()) {
      for (int i = 0; i < walk.actions().length; i++) {
        if (i == 0 || walk.times()[i] != walk.times()[i - 1] + 1) {
          rest -= Math.log(actions(walk));
          continue;
        }
        chances++;
        if (walk.actions()[i] == walk.actions()[i - 1]) {
          again++;
        } else {
          rest -= Math.log(Math.max(1, actions(walk) - 1));
        }
      }
    }
    return new Rival("repeats its last action", rest + saturated(again, chances - again), 1);
  }

  private Rival imitation() {
    double sum = 0;
    int parameters = 0;
    for (int e = 0; e < settings.size(); e++) {
      int states = settings.get(e).mdp().states();
      int actions = settings.get(e).mdp().actions();
      double[] counts = demonstrations.counts(e, settings.get(e).withHorizon(0));
      for (int s = 0; s < states; s++) {
        double[] own = Arrays.copyOfRange(counts, s * actions, (s + 1) * actions);
        double seen = Arrays.stream(own).sum();
        sum += saturated(own);
        parameters += seen > 0 ? actions - 1 : 0;
      }
    }
    return new Rival("imitation by state", sum, parameters);
  }

  private int actions(Demonstrations.Walk walk) {
    return settings.get(walk.environment()).mdp().actions();
  }

  /** Σ n log(n / Σn): the likelihood of counts at their own frequencies. */
  static double saturated(double... counts) {
    double total = 0;
    for (double n : counts) {
      total += n;
    }
    double sum = 0;
    for (double n : counts) {
      sum += n > 0 ? n * Math.log(n / total) : 0;
    }
    return sum;
  }
}
