package org.mesascope.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import org.apache.commons.math3.special.Gamma;
import org.mesascope.infer.Demonstrations.Walk;

/**
 * A way to act that wants nothing: a rule from what was just seen to how likely each action is, its
 * numbers learned while it is watched (Orseau, McGregor McGill and Legg 2018, section 3).
 */
public interface Device {

  /** A name for tables, such as "lookup table". */
  String name();

  /**
   * ln P(actions), all walks taken in turn, the numbers starting from their prior.
   *
   * @param walks states and actions, episode by episode
   * @param actions how many there are
   */
  double logProbability(List<Walk> walks, int actions);

  /** Even odds at every step, with nothing to learn: the device for what acts at random. */
  static Device chance() {
    return new Device() {
      @Override
      public String name() {
        return "chance";
      }

      @Override
      public double logProbability(List<Walk> walks, int actions) {
        return -Math.log(actions) * walks.stream().mapToInt(walk -> walk.actions().length).sum();
      }
    };
  }

  /** The same odds at every step. */
  static Device constant() {
    return of("constant odds", (walk, step) -> 0);
  }

  /** Odds by the action before; the first step of an episode has odds of its own. */
  static Device reflex() {
    return of("odds by the last action", (walk, step) -> step == 0 ? -1 : walk.actions()[step - 1]);
  }

  /** Odds by the state: with enough data it imitates any policy that looks at the state alone. */
  static Device lookup() {
    return of("lookup table", (walk, step) -> walk.states()[step]);
  }

  /**
   * Odds by what a context says, each learned by the estimator of Krichevsky and Trofimov (1981):
   * next action a has probability (nₐ + ½)/(n + |A|/2).
   *
   * @param context of a step of a walk
   */
  static Device of(String name, ToIntBiFunction<Walk, Integer> context) {
    return new Device() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double logProbability(List<Walk> walks, int actions) {
        Map<Integer, int[]> counts = new TreeMap<>();
        for (Walk walk : walks) {
          for (int step = 0; step < walk.actions().length; step++) {
            counts
                .computeIfAbsent(context.applyAsInt(walk, step), c -> new int[actions])[
                walk.actions()[step]]++;
          }
        }
        double sum = 0;
        for (int[] own : counts.values()) {
          sum += krichevskyTrofimov(own);
        }
        return sum;
      }
    };
  }

  /**
   * Context tree weighting over the last actions (Willems, Shtarkov and Tjalkens 1995): a mixture
   * of all odds that depend on up to so many actions before, weighted ½ a branching.
   *
   * @param depth how many actions back, at least 1
   */
  static Device contextTree(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException(
          "a context tree expects a depth of at least 1, got " + depth);
    }
    return new ContextTree(depth);
  }

  /** ln P of a sequence with these counts; its order does not matter. */
  static double krichevskyTrofimov(int[] counts) {
    int n = 0;
    double sum = 0;
    for (int count : counts) {
      n += count;
      sum += Gamma.logGamma(count + .5) - Gamma.logGamma(.5);
    }
    double whole = counts.length / 2.0;
    return sum + Gamma.logGamma(whole) - Gamma.logGamma(n + whole);
  }

  /** See {@link #contextTree}. */
  record ContextTree(int depth) implements Device {

    /** One step: which walk, where in it. */
    private record At(Walk walk, int step) {
      /** The action so many steps before, −1 before the start. */
      int before(int back) {
        return step < back ? -1 : walk.actions()[step - back];
      }
    }

    @Override
    public String name() {
      return "context tree of depth " + depth;
    }

    @Override
    public double logProbability(List<Walk> walks, int actions) {
      List<At> all = new ArrayList<>();
      for (Walk walk : walks) {
        for (int step = 0; step < walk.actions().length; step++) {
          all.add(new At(walk, step));
        }
      }
      return weighted(all, 1, actions);
    }

    private double weighted(List<At> here, int back, int actions) {
      int[] counts = new int[actions];
      here.forEach(at -> counts[at.walk.actions()[at.step]]++);
      double leaf = krichevskyTrofimov(counts);
      if (back > depth) {
        return leaf;
      }
      Map<Integer, List<At>> branches = new TreeMap<>();
      for (At at : here) {
        branches.computeIfAbsent(at.before(back), a -> new ArrayList<>()).add(at);
      }
      double split = 0;
      for (List<At> branch : branches.values()) {
        split += weighted(branch, back + 1, actions);
      }
      return LogSum.of(leaf, split) - Math.log(2);
    }
  }
}
