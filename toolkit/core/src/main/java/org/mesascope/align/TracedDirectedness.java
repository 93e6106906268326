package org.mesascope.align;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.mesascope.infer.Demonstrations;
import org.mesascope.infer.Demonstrations.Walk;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * Goal-directedness from traces. Each trace is scored under a policy fitted to the traces of other
 * folds, plus one step of chance so that no fit runs off to infinity. The mean score is at most the
 * true value in expectation: what is fitted to noise does not count. Where every action seen is one
 * of the policies at an end of the curve, β is infinite: the values of actions may lie so close
 * together that no finite β is near.
 */
final class TracedDirectedness {

  private static final int FOLDS = 5;

  /**
   * Largest |asinh β|, with β in units of the span of returns: β up to 1e7. Away from a goal the
   * values of actions lie close together, so that a policy is told from chance at steep β alone.
   */
  private static final double STEEPEST = Math.log(2e7);

  private final FiniteMdp mdp;
  private final int horizon;
  private final Demonstrations seen;
  private final Seed seed;

  TracedDirectedness(FiniteMdp mdp, int horizon, Demonstrations seen, Seed seed) {
    this.mdp = mdp;
    this.horizon = horizon;
    this.seen = seen;
    this.seed = seed;
    if (seen.walks().size() < 2) {
      throw new IllegalArgumentException(
          "goal-directedness from traces expects at least 2 traces, to fit on one and score the other, got "
              + seen.walks().size());
    }
  }

  Directedness known(SoftCurve curve, String name) {
    if (curve.isConstant()) {
      return result(name, 0, new double[seen.walks().size()]);
    }
    double[][] limits = {curve.limit(1), curve.limit(-1)};
    int every = limitOf(limits, counts(-1));
    double all =
        every < 0
            ? Math.sinh(steepness(curve, -1))
            : every == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    double[] scores =
        crossFitted(
            fold -> {
              double[] counts = counts(fold);
              int limit = limitOf(limits, counts);
              return limit < 0
                  ? curve.logPolicy(Math.sinh(steepness(curve, fold)))
                  : logNear(limits[limit], counts);
            });
    return result(name, curve.inUtility(all), scores);
  }

  /** Which of the curve's ends every action seen agrees with, or −1. */
  private static int limitOf(double[][] limits, double[] counts) {
    for (int side = 0; side < limits.length; side++) {
      boolean agrees = true;
      for (int i = 0; i < counts.length; i++) {
        agrees &= counts[i] == 0 || limits[side][i] > 0;
      }
      if (agrees) {
        return side;
      }
    }
    return -1;
  }

  /** ln of the odds at an end of the curve, one step of those seen left to chance. */
  private double[] logNear(double[] limit, double[] counts) {
    double chance = 1 / (1 + Arrays.stream(counts).sum());
    return Arrays.stream(limit)
        .map(p -> Math.log((1 - chance) * p + chance / mdp.actions()))
        .toArray();
  }

  Directedness unknown() {
    double[] scores =
        crossFitted(
            fold -> {
              InferredObjective found =
                  MaxCausalEntropyIrl.in("here", mdp, horizon)
                      .withStateRewards()
                      .withPenalty(1)
                      .inferFromOccupancies(counts(fold));
              return SoftCurve.logPolicy(mdp, horizon, (TransitionReward) found.objective(), 1);
            });
    return result("some utility of states", 1, scores);
  }

  /** asinh of the β that fits all traces but those of a fold best. */
  private double steepness(SoftCurve curve, int fold) {
    double[] counts = counts(fold);
    double[] chance = chance(counts);
    UnivariateFunction likelihood =
        place -> {
          double[] log = curve.logPolicy(Math.sinh(place));
          double sum = 0;
          for (int i = 0; i < log.length; i++) {
            double n = counts[i] + chance[i];
            sum += n > 0 ? n * log[i] : 0;
          }
          return sum;
        };
    return new BrentOptimizer(1e-8, 1e-10)
        .optimize(
            new MaxEval(500),
            new UnivariateObjectiveFunction(likelihood),
            GoalType.MAXIMIZE,
            new SearchInterval(-STEEPEST, STEEPEST))
        .getPoint();
  }

  /** One step, spread as the states seen are, its action left to chance. */
  private double[] chance(double[] counts) {
    double total = 0;
    for (double n : counts) {
      total += n;
    }
    int actions = mdp.actions();
    double[] chance = new double[counts.length];
    for (int row = 0; row < counts.length; row += actions) {
      double visits = 0;
      for (int a = 0; a < actions; a++) {
        visits += counts[row + a];
      }
      for (int a = 0; a < actions; a++) {
        chance[row + a] = visits / total / actions;
      }
    }
    return chance;
  }

  /** Discounted visits of the traces outside a fold, by layer, state and action. */
  private double[] counts(int fold) {
    double[] counts = new double[Math.max(1, horizon) * mdp.states() * mdp.actions()];
    for (int i = 0; i < seen.walks().size(); i++) {
      if (i % FOLDS != fold) {
        Walk walk = seen.walks().get(i);
        for (int k = 0; k < walk.states().length; k++) {
          counts[cell(walk, k)] += Math.pow(mdp.discount(), walk.times()[k]);
        }
      }
    }
    return counts;
  }

  private int cell(Walk walk, int step) {
    int layer = horizon == 0 ? 0 : walk.times()[step];
    return (layer * mdp.states() + walk.states()[step]) * mdp.actions() + walk.actions()[step];
  }

  private double[] crossFitted(IntFunction<double[]> logPolicyWithout) {
    double[] scores = new double[seen.walks().size()];
    for (int fold = 0; fold < Math.min(FOLDS, scores.length); fold++) {
      double[] log = logPolicyWithout.apply(fold);
      for (int i = fold; i < scores.length; i += FOLDS) {
        Walk walk = seen.walks().get(i);
        for (int k = 0; k < walk.states().length; k++) {
          double gain = log[cell(walk, k)] + Math.log(mdp.actions());
          scores[i] += Math.pow(mdp.discount(), walk.times()[k]) * gain;
        }
      }
    }
    return scores;
  }

  private Directedness result(String name, double beta, double[] scores) {
    Resampled mean =
        Bootstrap.bca(
            scores, Averages::mean, BootstrapOptions.defaults(), seed.split("directedness"));
    Interval raw = mean.interval();
    double most = 0;
    for (Walk walk : seen.walks()) {
      for (int time : walk.times()) {
        most += Math.pow(mdp.discount(), time) * Math.log(mdp.actions()) / scores.length;
      }
    }
    return new Directedness(
        name,
        Math.max(0, mean.value()),
        mean.value() > 0 ? beta : 0,
        most,
        new Interval(Math.max(0, raw.low()), Math.max(0, raw.high()), raw.level()),
        scores.length,
        "cross-fitted over %d folds of traces, BCa interval%s"
            .formatted(
                Math.min(FOLDS, scores.length),
                mean.hasTooFewUnits() ? "; " + mean.warning() : ""));
  }
}
