package org.mesascope.align;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.EstimatedDynamics;
import org.mesascope.world.FiniteMdp;

/**
 * Distances and regret where the dynamics are known from traces alone: the value under the dynamics
 * as they were seen, with a percentile interval over dynamics that the same traces support ({@link
 * EstimatedDynamics#draw}).
 *
 * <p>Rewards are over the states and actions of {@link EstimatedDynamics#mdp}. Ties between actions
 * are rarely exact under estimated dynamics: the ends of a regret's range then lie closer together
 * than they are, and their intervals can miss the exact ends.
 */
public final class SampledDistance {

  private static final double LEVEL = .95;

  private final EstimatedDynamics dynamics;
  private final int draws;
  private final Seed seed;

  private SampledDistance(EstimatedDynamics dynamics, int draws, Seed seed) {
    this.dynamics = dynamics;
    this.draws = draws;
    this.seed = seed;
  }

  /**
   * Under estimated dynamics.
   *
   * @param draws of the dynamics, at least 100
   */
  public static SampledDistance under(EstimatedDynamics dynamics, int draws, Seed seed) {
    if (draws < 100) {
      throw new IllegalArgumentException(
          "an interval over dynamics expects at least 100 draws, got " + draws);
    }
    return new SampledDistance(dynamics, draws, seed);
  }

  /**
   * A distance.
   *
   * @param measure such as {@code StarcDistance::in}
   * @throws IllegalArgumentException where the distance is not defined
   */
  public Estimate of(
      Function<FiniteMdp, RewardDistance> measure,
      TransitionReward first,
      TransitionReward second) {
    RewardDistance seen = measure.apply(dynamics.mdp());
    Distance here = seen.between(first, second);
    return estimate(here.measure(), mdp -> value(measure.apply(mdp).between(first, second)));
  }

  /**
   * The least or the greatest normalised regret over policies that are optimal for the pursued
   * reward.
   *
   * @throws IllegalArgumentException where no regret is defined
   */
  public Estimate regret(TransitionReward pursued, TransitionReward truth, boolean greatest) {
    return estimate(
        (greatest ? "greatest" : "least") + " normalised regret",
        mdp -> {
          Regret regret = NormalisedRegret.in(mdp).of(pursued, truth);
          if (regret instanceof Regret.Known known) {
            return greatest ? known.max() : known.min();
          }
          throw new IllegalArgumentException(((Regret.Undefined) regret).reason());
        });
  }

  private Estimate estimate(String name, Function<FiniteMdp, Double> of) {
    double value = of.apply(dynamics.mdp());
    double[] drawn = new double[draws];
    for (int i = 0; i < draws; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted in draw " + i + " of the dynamics");
      }
      drawn[i] = of.apply(dynamics.draw(seed.split(i)));
    }
    Arrays.sort(drawn);
    double tail = (1 - LEVEL) / 2;
    Interval interval =
        new Interval(
            Math.min(value, Averages.quantile(drawn, tail)),
            Math.max(value, Averages.quantile(drawn, 1 - tail)),
            LEVEL);
    return Estimate.of(
        name,
        value,
        interval,
        dynamics.traces(),
        "dynamics from traces, Bayesian bootstrap over traces");
  }

  private static double value(Distance distance) {
    OptionalDouble value = distance.value();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          distance.measure()
              + " is not defined: "
              + (distance instanceof Distance.Undefined undefined ? undefined.reason() : ""));
    }
    return value.getAsDouble();
  }
}
