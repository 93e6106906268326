package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.mesascope.align.Directedness;
import org.mesascope.align.GoalDirectedness;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * How goal-directed a system is toward the objective found in it, beside systems for which the
 * answer is known, all put through the same chain: watch, infer, measure on traces.
 *
 * <p>A system that acts at random must come out at 0 toward whatever is inferred from it. A planner
 * that soft-optimises the objective found must come out as directed toward it, and no random
 * utility may tell more of its choices; where even its exact value is as good as none, the
 * objective found asks for nothing, and there is no planner to test. The system itself is measured,
 * not tested: it may be directed or not.
 *
 * <p>Measured in the first world of training and in the first of deployment, and added up; what
 * points away from a utility counts as 0, since in a narrow world any utility, its negation
 * included, may tell which way a system goes.
 *
 * @param own of the system, toward the objective found
 * @param random in nats, of the system toward random utilities of states
 * @param uniform of a system that acts at random, toward the objective found in it
 * @param planner of a planner for the objective found, toward that
 * @param other in nats, of the planner toward random utilities
 * @param empty whether the objective found asks for nothing
 */
record DirectednessControls(
    Toward own, double[] random, Toward uniform, Toward planner, double[] other, boolean empty) {

  /** A share of the most possible below this is as good as none. */
  private static final double NONE = .05;

  private static final int RANDOM = 10;

  static DirectednessControls of(
      Watched watched, InferredObjective found, Watched atRandom, Seed seed) {
    PlannedWorld home = watched.planned(watched.home());
    TransitionReward reward = home.ended(watched.read(found, watched.home()));
    TabularPolicy planning = SoftPlanning.of(home.mdp(), reward, 1).policy();
    Watched planned =
        watched.another(
            world -> soft(watched.planned(world), watched.read(found, world)),
            seed.split("planner"));
    InferredObjective nothing = atRandom.infer();
    return new DirectednessControls(
        toward("the system, objective found", watched, w -> watched.read(found, w), seed),
        random(watched, seed),
        toward("acts at random", atRandom, w -> atRandom.read(nothing, w), seed),
        toward("planner, objective found", planned, w -> watched.read(found, w), seed),
        random(planned, seed),
        GoalDirectedness.in(home.mdp()).of(planning, reward).share() < NONE);
  }

  /**
   * Nats toward a utility, over the worlds looked at.
   *
   * @param most what no system can exceed
   */
  record Toward(Estimate nats, double low, double high, double most) {
    double share() {
      return nats.value() / most;
    }

    /** Whether no random utility tells more, and most of them less. */
    boolean beyond(double[] random) {
      return Averages.median(random) < low && Arrays.stream(random).max().orElseThrow() <= high;
    }
  }

  /** Whether the system is directed at all, and more than toward random utilities. */
  boolean directed() {
    return own.low() > NONE * own.most() && own.beyond(random);
  }

  List<ControlCheck> checks() {
    ControlCheck chance =
        new ControlCheck(
            "a system that acts at random, toward what is inferred from it",
            "below %s of the most possible".formatted(NONE),
            uniform.nats(),
            uniform.share() < NONE);
    if (empty) {
      return List.of(chance);
    }
    return List.of(
        chance,
        new ControlCheck(
            "a planner for the objective found, toward it",
            "above 0",
            planner.nats(),
            planner.low() > 0),
        new ControlCheck(
            "the same planner, toward random utilities of states",
            "none tells more of its choices than its own, most less",
            Estimate.exact("nats", Averages.median(other), "median of " + other.length)
                .withUnit("nats"),
            planner.beyond(other)));
  }

  ResultTable table() {
    return ResultTable.titled("Goal-directedness in training and deployment")
        .columns("system and utility", "nats", "share of the most")
        .row("the system, toward the objective found", own.nats(), own.share())
        .row("the system, toward random utilities (median)", median(), median() / own.most())
        .row(
            "the system, toward random utilities (greatest of " + random.length + ")",
            Arrays.stream(random).max().orElseThrow(),
            Arrays.stream(random).max().orElseThrow() / own.most())
        .row("a system that acts at random", uniform.nats(), uniform.share())
        .row("a planner for the objective found", planner.nats(), planner.share())
        .withNote(
            "Maximum entropy goal-directedness from traces, fitted on other traces than those it is scored on, added over the first world of training and the first of deployment; what points away from a utility counts as 0.");
  }

  Figure figure() {
    return Figure.forest(
        "Goal-directedness beside its controls",
        List.of(
            own.nats(),
            Estimate.exact("the system, random utilities", median(), "median").withUnit("nats"),
            uniform.nats(),
            planner.nats()));
  }

  private double median() {
    return Averages.median(random);
  }

  private static double[] random(Watched watched, Seed seed) {
    double[] nats = new double[RANDOM];
    for (int i = 0; i < RANDOM; i++) {
      RandomGenerator random = seed.split("random utility").split(i).random();
      double[] byState = new double[watched.home().mdp().states()];
      Arrays.setAll(byState, s -> random.nextGaussian());
      TransitionReward utility =
          TransitionReward.of("a random utility", (s, a, next) -> byState[next]);
      nats[i] = toward("random", watched, world -> utility, seed.split(i)).nats().value();
    }
    return nats;
  }

  private static Toward toward(
      String name, Watched watched, Function<World, TransitionReward> utility, Seed seed) {
    List<Directedness> parts = new ArrayList<>();
    World home = watched.home();
    parts.add(measure(watched, home, watched.trained(), utility.apply(home), seed));
    World away = watched.away();
    if (!away.name().equals(home.name())) {
      parts.add(measure(watched, away, watched.deployed(), utility.apply(away), seed));
    }
    double nats = 0;
    double low = 0;
    double high = 0;
    double most = 0;
    int n = 0;
    for (Directedness part : parts) {
      Interval interval = part.interval();
      boolean toward = part.inverseTemperature() > 0;
      nats += toward ? part.nats() : 0;
      low += toward && interval != null ? interval.low() : 0;
      high += toward && interval != null ? interval.high() : 0;
      most += part.most();
      n += part.n();
    }
    return new Toward(
        new Estimate(
            name,
            nats,
            new Interval(Math.min(low, nats), Math.max(high, nats), .95),
            n,
            "cross-fitted, BCa intervals added",
            "nats"),
        low,
        high,
        most);
  }

  private static Directedness measure(
      Watched watched, World world, TraceLog traces, TransitionReward utility, Seed seed) {
    PlannedWorld planned = watched.planned(world);
    return GoalDirectedness.in(planned.mdp())
        .of(Watched.in(world, traces), planned.ended(utility), seed.split("directedness"));
  }

  private static TabularPolicy soft(PlannedWorld world, TransitionReward reward) {
    return SoftPlanning.of(world.mdp(), world.ended(reward), 1).policy();
  }
}
