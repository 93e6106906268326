package org.mesascope.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.task.FeatureUtility;
import org.mesascope.task.LinearReward;
import org.mesascope.task.Objective;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;

/** What stands behind an alternative's strength. */
sealed interface PreferenceSubject {

  /** Parameters. */
  List<String> names();

  /** The numbers of an alternative, one a parameter. */
  double[] row(String alternative, @Nullable Menu menu);

  /** The objective that weights stand for. */
  Objective objective(double[] weights);

  /**
   * Each item has a strength of its own.
   *
   * @param items the reference first, whose strength is 0
   */
  record Items(List<String> items) implements PreferenceSubject {
    @Override
    public List<String> names() {
      return items.subList(1, items.size());
    }

    @Override
    public double[] row(String alternative, @Nullable Menu menu) {
      double[] row = new double[items.size() - 1];
      int at = items.indexOf(alternative);
      if (at > 0) {
        row[at - 1] = 1;
      }
      return row;
    }

    @Override
    public Objective objective(double[] weights) {
      return new FeatureUtility("behavioural objective", names(), weights);
    }
  }

  /**
   * Linear in features of the menu.
   *
   * @param names of the features
   */
  record Features(List<String> names) implements PreferenceSubject {
    @Override
    public double[] row(String alternative, @Nullable Menu menu) {
      if (menu == null) {
        throw new IllegalArgumentException(
            "preferences by features expect menus with features: give a TraceLog");
      }
      double[] row = new double[names.size()];
      int j = menu.indexOf(alternative);
      for (int k = 0; k < row.length; k++) {
        int at = menu.features().indexOf(names.get(k));
        if (at < 0) {
          throw new IllegalArgumentException(
              "a menu expects feature \"%s\", has only %s"
                  .formatted(names.get(k), menu.features()));
        }
        row[k] = menu.value(j, at);
      }
      return row;
    }

    @Override
    public Objective objective(double[] weights) {
      return new FeatureUtility("behavioural objective", names, weights);
    }
  }

  /**
   * Linear in features of transitions, summed along trajectories.
   *
   * @param features of transitions
   * @param sums by the trajectory's id
   */
  record Trajectories(List<TransitionReward> features, Map<String, double[]> sums)
      implements PreferenceSubject {

    static Trajectories of(TraceLog log, FiniteMdp mdp, List<TransitionReward> features) {
      List<double[]> expected = features.stream().map(mdp::expectedReward).toList();
      Map<String, double[]> sums = new LinkedHashMap<>();
      for (Trace trace : log.traces()) {
        double[] sum = new double[features.size()];
        for (int i = 0; i < trace.steps().size(); i++) {
          Step step = trace.steps().get(i);
          try {
            int s = mdp.state(step.situation());
            int a = mdp.action(step.choice());
            String after = step.outcome();
            if (after == null && i + 1 < trace.steps().size()) {
              after = trace.steps().get(i + 1).situation();
            }
            requirePossible(mdp, s, a, after);
            for (int k = 0; k < sum.length; k++) {
              sum[k] +=
                  after == null
                      ? expected.get(k)[s * mdp.actions() + a]
                      : features.get(k).at(s, a, mdp.state(after));
            }
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "trajectory \"%s\", step %d leaves the world: %s"
                    .formatted(trace.id(), i, e.getMessage()),
                e);
          }
        }
        sums.put(trace.id(), sum);
      }
      return new Trajectories(features, sums);
    }

    private static void requirePossible(FiniteMdp mdp, int s, int a, @Nullable String after) {
      if (mdp.isTerminal(s)) {
        throw new IllegalArgumentException(
            "it acts in the terminal state \"" + mdp.stateNames().get(s) + "\"");
      }
      if (after != null && !(mdp.probability(s, a, mdp.state(after)) > 0)) {
        throw new IllegalArgumentException(
            "\"%s\" by \"%s\" to \"%s\" has probability 0"
                .formatted(mdp.stateNames().get(s), mdp.actionNames().get(a), after));
      }
    }

    @Override
    public List<String> names() {
      List<String> names = new ArrayList<>();
      features.forEach(feature -> names.add(feature.name()));
      return names;
    }

    @Override
    public double[] row(String alternative, @Nullable Menu menu) {
      double[] sum = sums.get(alternative);
      if (sum == null) {
        throw new IllegalArgumentException(
            "there is no trajectory \"%s\" among the %d given".formatted(alternative, sums.size()));
      }
      return sum;
    }

    @Override
    public Objective objective(double[] weights) {
      return LinearReward.of("behavioural objective", features, weights);
    }
  }
}
