package org.mesascope.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.mesascope.infer.Demonstrations;
import org.mesascope.infer.Demonstrations.Walk;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.World;

/**
 * Is it better described as an agent with a goal or as a device without one? (Orseau, McGregor
 * McGill and Legg 2018, Agents and Devices.) Bayes' rule between two mixtures: agents that plan for
 * a goal and err by exp(βQ*), and {@link Device}s that map what they see to odds.
 *
 * <p>The answer is relative to both classes: a lookup table that was seen everywhere is a device
 * that imitates any policy, so long data from one world end on the device's side for every system.
 * What sets the two apart is a change: {@link Agency#after} goes on with the same hypotheses in a
 * world where the start has moved, the goal has moved or the path is blocked.
 */
public final class AgentsAndDevices {

  /** A goal: a name, and the state where it lies in a world. */
  private record Goal(String name, ToIntFunction<World> place) {}

  private final World world;
  private final List<Goal> goals;
  private final double[] temperatures;
  private final List<Device> devices;
  private final double prior;
  private final double discount;

  private AgentsAndDevices(
      World world,
      List<Goal> goals,
      double[] temperatures,
      List<Device> devices,
      double prior,
      double discount) {
    this.world = world;
    this.goals = List.copyOf(goals);
    this.temperatures = temperatures;
    this.devices = List.copyOf(devices);
    this.prior = prior;
    this.discount = discount;
  }

  /**
   * In a world: one goal a state, β of 1, 3 and 10, the devices of one odds, of odds by the last
   * action and of odds by the state, even odds between agents and devices.
   */
  public static AgentsAndDevices in(World world) {
    List<Goal> goals = new ArrayList<>();
    for (String state : world.mdp().stateNames()) {
      goals.add(new Goal(state, other -> other.mdp().stateNames().indexOf(state)));
    }
    return new AgentsAndDevices(
        world,
        goals,
        new double[] {1, 3, 10},
        List.of(Device.constant(), Device.reflex(), Device.lookup()),
        .5,
        world.mdp().discount());
  }

  /**
   * With one goal more, such as a coin that lies elsewhere in another world.
   *
   * @param place the state where it lies, −1 where there is none
   */
  public AgentsAndDevices withGoal(String name, ToIntFunction<World> place) {
    List<Goal> more = new ArrayList<>(goals);
    more.add(new Goal(name, place));
    return new AgentsAndDevices(world, more, temperatures, devices, prior, discount);
  }

  /** With the goals added by hand alone, none a state. */
  public AgentsAndDevices withoutStateGoals() {
    List<Goal> own = goals.subList(world.mdp().states(), goals.size());
    if (own.isEmpty()) {
      throw new IllegalArgumentException("agents expect a goal: add one with withGoal first");
    }
    return new AgentsAndDevices(world, own, temperatures, devices, prior, discount);
  }

  /** With other inverse temperatures of agents, each above 0. */
  public AgentsAndDevices withTemperatures(double... betas) {
    if (betas.length == 0 || Arrays.stream(betas).anyMatch(b -> !(b > 0) || Double.isInfinite(b))) {
      throw new IllegalArgumentException(
          "agents expect inverse temperatures above 0, at least one, got "
              + Arrays.toString(betas));
    }
    return new AgentsAndDevices(world, goals, betas.clone(), devices, prior, discount);
  }

  /** With other devices. */
  public AgentsAndDevices withDevices(Device... others) {
    if (others.length == 0) {
      throw new IllegalArgumentException(
          "agents stand against at least one device, got none: without a rival there is no verdict");
    }
    return new AgentsAndDevices(world, goals, temperatures, List.of(others), prior, discount);
  }

  /** With another probability of agents before anything is seen, in (0, 1). */
  public AgentsAndDevices withPrior(double agent) {
    if (!(agent > 0 && agent < 1)) {
      throw new IllegalArgumentException("a prior expects a number in (0, 1), got " + agent);
    }
    return new AgentsAndDevices(world, goals, temperatures, devices, agent, discount);
  }

  /** With agents that plan with that discount, as worlds of discount 1 need. */
  public AgentsAndDevices withDiscount(double gamma) {
    world.mdp().withDiscount(gamma);
    return new AgentsAndDevices(world, goals, temperatures, devices, prior, gamma);
  }

  /**
   * Judges traces of this world.
   *
   * @throws IllegalArgumentException if a trace leaves the world, or there is no step
   */
  public Agency judge(TraceLog traces) {
    return Agency.before(this).after("as recorded", world, traces);
  }

  int agents() {
    return goals.size() * temperatures.length;
  }

  int goalOf(int agent) {
    return agent / temperatures.length;
  }

  String goalName(int goal) {
    return goals.get(goal).name;
  }

  int goals() {
    return goals.size();
  }

  List<Device> devices() {
    return devices;
  }

  double prior() {
    return prior;
  }

  int actions() {
    return world.mdp().actions();
  }

  /** The walks of traces, in the numbers of the world where they were recorded. */
  static List<Walk> walks(World where, TraceLog traces) {
    return Demonstrations.in(where.mdp(), 0, traces).walks();
  }

  /**
   * The same walks with states numbered as in this world; a state that it lacks has a new number.
   */
  List<Walk> asHere(World where, List<Walk> walks) {
    List<String> here = world.mdp().stateNames();
    List<String> there = where.mdp().stateNames();
    int[] number = new int[there.size()];
    for (int s = 0; s < number.length; s++) {
      int known = here.indexOf(there.get(s));
      number[s] = known >= 0 ? known : here.size() + s;
    }
    return walks.stream()
        .map(
            walk ->
                new Walk(
                    walk.environment(),
                    walk.times(),
                    Arrays.stream(walk.states()).map(s -> number[s]).toArray(),
                    walk.actions()))
        .toList();
  }

  /**
   * ln P(actions of the walks) under each agent; one whose goal is not in that world acts at
   * random.
   */
  double[] logAgents(World where, List<Walk> walks) {
    FiniteMdp mdp = where.mdp().withDiscount(discount);
    if (!mdp.actionNames().equals(world.mdp().actionNames())) {
      throw new IllegalArgumentException(
          "world \"%s\" expects the actions %s as \"%s\" has, got %s"
              .formatted(where.name(), world.mdp().actionNames(), world.name(), mdp.actionNames()));
    }
    double[] logs = new double[goals.size() * temperatures.length];
    for (int g = 0; g < goals.size(); g++) {
      int place = goals.get(g).place.applyAsInt(where);
      TransitionReward goal = TransitionReward.of("goal", (s, a, next) -> next == place ? 1 : 0);
      HardPlanning plan = HardPlanning.of(mdp, goal);
      for (int b = 0; b < temperatures.length; b++) {
        for (Walk walk : walks) {
          for (int i = 0; i < walk.states().length; i++) {
            logs[g * temperatures.length + b] +=
                logProbability(plan, temperatures[b], walk.states()[i], walk.actions()[i]);
          }
        }
      }
    }
    return logs;
  }

  private double logProbability(HardPlanning plan, double beta, int state, int action) {
    double[] scaled = new double[actions()];
    for (int a = 0; a < scaled.length; a++) {
      scaled[a] = beta * plan.actionValue(state, a);
    }
    return scaled[action] - LogSum.of(scaled);
  }
}
