package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.infer.Demonstrations.Walk;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.World;

/** Oracle: an independent computation on the 5×5 gridworld without slip, discount .9. */
class AgentsAndDevicesTest {

  private static final Gridworld GRID =
      Gridworld.builder(5, 5).slip(0).discount(.9).horizon(12).build();

  private static final int[] RANDOM = {2, 2, 1, 3, 2, 1, 0, 3, 0, 3, 2, 3};

  @Test
  void toTheCorner() {
    Agency one = judge(GRID, walk(GRID, 0, AgentsAndDevicesTest::toCorner));
    assertThat(one.logDevices()).isCloseTo(-10.814460772259388, within(1e-9));
    assertThat(one.logAgents()).isCloseTo(-9.595213464899775, within(1e-9));
    assertThat(one.probability()).isCloseTo(.7719310623788129, within(1e-9));
    assertThat(one.goal()).isEqualTo(GRID.mdp().stateNames().get(24));
    assertThat(one.goalProbability()).isCloseTo(.9997908524856408, within(1e-9));
  }

  @Test
  void alwaysRight() {
    Agency right = judge(GRID, walk(GRID, 10, (s, t) -> 1));
    assertThat(right.logDevices()).isCloseTo(-5.234551978024637, within(1e-9));
    assertThat(right.logAgents()).isCloseTo(-4.078584647277791, within(1e-9));
    assertThat(right.probability()).isCloseTo(.760599185771692, within(1e-9));
    assertThat(right.goal()).isEqualTo(GRID.mdp().stateNames().get(14));
    assertThat(right.goalProbability()).isCloseTo(.9999989287111265, within(1e-9));
  }

  @Test
  void atRandom() {
    Agency random = judge(GRID, walk(GRID, 12, (s, t) -> RANDOM[t]));
    assertThat(random.logDevices()).isCloseTo(-17.845190496724545, within(1e-9));
    assertThat(random.logAgents()).isCloseTo(-18.6933399708791, within(1e-9));
    assertThat(random.probability()).isCloseTo(.29982119157480586, within(1e-9));
    assertThat(random.goal()).isEqualTo(GRID.mdp().stateNames().get(17));
    assertThat(random.goalProbability()).isCloseTo(.1891732993451144, within(1e-9));
    assertThat(random.verdict()).startsWith("Not decided");
  }

  @Test
  void inCircles() {
    Agency circle = judge(GRID, walk(GRID, 12, (s, t) -> new int[] {1, 2, 3, 0}[t % 4]));
    assertThat(circle.logDevices()).isCloseTo(-10.95988267929242, within(1e-9));
    assertThat(circle.logAgents()).isCloseTo(-17.282760833892226, within(1e-9));
    assertThat(circle.probability()).isCloseTo(.001791555008595547, within(1e-9));
    assertThat(circle.goalProbability()).isCloseTo(.20905624684994853, within(1e-9));
    assertThat(GRID.mdp().state(circle.goal())).as("13 and 17 are equally likely").isIn(13, 17);
    assertThat(circle.verdict()).contains("device (lookup table)");
  }

  /** Seen from everywhere, a habit does better: agency is relative to the device class. */
  @Test
  void fromFourStarts() {
    List<Trace> traces = new ArrayList<>();
    for (int start : new int[] {0, 4, 20, 12}) {
      traces.add(walk(GRID, start, AgentsAndDevicesTest::toCorner));
    }
    Agency four = judge(GRID, traces.toArray(Trace[]::new));
    assertThat(four.logDevices()).isCloseTo(-21.75655316045742, within(1e-9));
    assertThat(four.logAgents()).isCloseTo(-27.869886561220902, within(1e-9));
    assertThat(four.probability()).isCloseTo(.0022082738842498888, within(1e-9));
    assertThat(four.goal()).isEqualTo(GRID.mdp().stateNames().get(24));
    assertThat(four.goalProbability()).isCloseTo(1, within(1e-9));
    assertThat(four.verdict()).contains("odds by the last action");
  }

  /** The order of traces does not matter, and a context tree is a distribution over sequences. */
  @Test
  void contextTreesSumToOne() {
    Device tree = Device.contextTree(2);
    double sum = 0;
    for (int code = 0; code < 81; code++) {
      int[] actions = {code / 27, code / 9 % 3, code / 3 % 3, code % 3};
      sum +=
          Math.exp(
              tree.logProbability(
                  List.of(new Walk(0, new int[] {0, 1, 2, 3}, new int[4], actions)), 3));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    Agency circle =
        AgentsAndDevices.in(GRID)
            .withDevices(Device.contextTree(3))
            .judge(log(walk(GRID, 12, (s, t) -> new int[] {1, 2, 3, 0}[t % 4])));
    assertThat(circle.probability()).isLessThan(.1);
  }

  /** Moved goal: a planner follows it, a habit does not; the verdict goes opposite ways. */
  @Test
  void aMovedGoalTellsAPlannerFromAHabit() {
    Gridworld moved = goalAt(0);
    Gridworld home = goalAt(24);
    AgentsAndDevices hypotheses =
        AgentsAndDevices.in(home)
            .withGoal("flag", AgentsAndDevicesTest::flag)
            .withTemperatures(10, 100);
    TraceLog seen = log(walk(home, 0, plan(home)), walk(home, 2, plan(home)));
    Agency before = hypotheses.judge(seen);
    Agency planner = before.after("moved goal", moved, log(from(moved, plan(moved))));
    Agency habit = before.after("moved goal", moved, log(from(moved, plan(home))));
    assertThat(planner.goal()).isEqualTo("flag");
    assertThat(planner.probability()).isGreaterThan(before.probability()).isGreaterThan(.9);
    assertThat(planner.lastStage()).isPositive();
    assertThat(habit.probability()).isLessThan(before.probability());
    assertThat(habit.lastStage()).isNegative();
  }

  /** Moved start and blocked path: a lookup table knows nothing of states it never saw. */
  @Test
  void aMovedStartAndABlockedPath() {
    Gridworld home = goalAt(24);
    Gridworld wall = goalAt(24, 1, 5, 6, 7);
    Agency before =
        AgentsAndDevices.in(home)
            .withDevices(Device.lookup())
            .judge(log(walk(home, 0, plan(home))));
    Agency planner = before.after("moved start", home, log(walk(home, 15, plan(home))));
    Agency habit = before.after("moved start", home, log(walk(home, 15, (s, t) -> 0)));
    assertThat(planner.lastStage()).isPositive();
    assertThat(habit.lastStage()).isNegative();
    Agency around = planner.after("blocked path", wall, log(walk(wall, 10, plan(wall))));
    assertThat(around.table().rows()).hasSize(3);
    assertThat(around.probability()).isGreaterThan(planner.probability());
  }

  /**
   * Seen from everywhere a lookup table imitates a planner. Only a system that follows the moved
   * goal turns that verdict: not a habit, not chance, and no probe in which nothing was changed.
   */
  @Test
  void theVerdictTurnsWhereItShouldAndOnlyThere() {
    Gridworld home = goalAt(24);
    Gridworld moved = goalAt(0);
    Agency before =
        AgentsAndDevices.in(home)
            .withGoal("flag", AgentsAndDevicesTest::flag)
            .withTemperatures(10, 100)
            .judge(log(fromAll(home, plan(home)), fromAll(home, plan(home))));
    assertThat(before.verdict()).contains("device");
    Trace[] followed = fromAll(moved, plan(moved));
    assertThat(before.after("moved goal", moved, log(followed, followed)).verdict())
        .contains("agent whose goal is flag");
    Trace[] habit = fromAll(moved, plan(home));
    assertThat(before.after("moved goal", moved, log(habit, habit)).verdict()).contains("device");
    Seed seed = Seed.of(4);
    Trace[] chance =
        fromAll(moved, (s, t) -> seed.split("chance/" + s).split(t).random().nextInt(4));
    assertThat(before.after("moved goal", moved, log(chance)).verdict()).contains("device");
    Trace[] again = fromAll(home, plan(home));
    Agency unchanged = before.after("nothing moved", home, log(again));
    assertThat(unchanged.verdict()).contains("device");
    assertThat(unchanged.lastStage()).isLessThan(Math.log(10));
  }

  private static Trace[] fromAll(Gridworld world, Acting acting) {
    return IntStream.range(0, 25)
        .filter(start -> !world.mdp().isTerminal(start))
        .mapToObj(start -> walk(world, start, acting))
        .toArray(Trace[]::new);
  }

  /** Walks of several visits, under ids of their own. */
  private static TraceLog log(Trace[]... visits) {
    List<Trace> all = new ArrayList<>();
    for (Trace[] visit : visits) {
      for (Trace trace : visit) {
        all.add(new Trace("t" + all.size(), trace.steps(), trace.metadata()));
      }
    }
    return TraceLog.of(all);
  }

  /** A place keeps its name where a wall is built, and so does a goal there. */
  @Test
  void aGoalStaysWhereItIsBehindAWall() {
    Gridworld home = goalAt(24);
    Gridworld wall = goalAt(24, 2, 7, 12);
    Agency seen = judge(home, walk(home, 0, plan(home)), walk(home, 2, plan(home)));
    Agency around = seen.after("blocked path", wall, log(walk(wall, 0, plan(wall))));
    assertThat(around.goal()).isEqualTo("24");
    assertThat(around.lastStage()).isPositive();
  }

  /** Oracle: −steps · ln 4. */
  @Test
  void chanceHasNothingToLearn() {
    List<Walk> walks =
        List.of(new Walk(0, new int[7], new int[7], new int[] {0, 1, 2, 3, 0, 0, 1}));
    assertThat(Device.chance().logProbability(walks, 4)).isCloseTo(-7 * Math.log(4), within(1e-12));
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentsAndDevices.in(GRID).judge(TraceLog.of(List.of())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentsAndDevices.in(GRID).withDevices())
        .withMessageContaining("at least one device");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentsAndDevices.in(GRID).withTemperatures(0))
        .withMessageContaining("above 0");
    Trace jump = new Trace("jump", List.of(step(GRID, 0, 1, 13)), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> judge(GRID, jump))
        .withMessageContaining("leaves the world");
  }

  private interface Acting {
    int in(int state, int time);
  }

  private static int toCorner(int s, int t) {
    return s % 5 < 4 ? 1 : 2;
  }

  private static Trace[] from(Gridworld world, Acting acting) {
    return IntStream.of(23, 18, 13, 9, 22)
        .mapToObj(start -> walk(world, start, acting))
        .toArray(Trace[]::new);
  }

  private static Acting plan(Gridworld world) {
    HardPlanning plan = HardPlanning.of(world.mdp(), world.baseObjective());
    return (s, t) -> plan.optimalActions(s)[0];
  }

  private static int flag(World world) {
    TransitionReward reward = world.baseObjective();
    for (int s = 0; s < 25; s++) {
      if (reward.at(s, 0, s) > 0) {
        return s;
      }
    }
    throw new IllegalStateException("no flag");
  }

  private static Gridworld goalAt(int state, int... walls) {
    Gridworld.Builder builder =
        Gridworld.builder(5, 5)
            .slip(0)
            .discount(.9)
            .horizon(12)
            .reward(state / 5, state % 5, 1)
            .terminal(state / 5, state % 5);
    for (int wall : walls) {
      builder.wall(wall / 5, wall % 5);
    }
    return builder.build();
  }

  private static Trace walk(Gridworld world, int start, Acting acting) {
    FiniteMdp mdp = world.mdp();
    List<Step> steps = new ArrayList<>();
    int s = start;
    for (int t = 0; t < 12 && !mdp.isTerminal(s); t++) {
      int a = acting.in(s, t);
      int next = mdp.next()[mdp.rowStart()[s * 4 + a]];
      steps.add(step(world, s, a, next));
      s = next;
    }
    return new Trace("from " + start + " " + acting.hashCode(), steps, Map.of());
  }

  private static Step step(Gridworld world, int s, int a, int next) {
    FiniteMdp mdp = world.mdp();
    return new Step(
        mdp.stateNames().get(s),
        Menu.of(mdp.actionNames()),
        mdp.actionNames().get(a),
        mdp.stateNames().get(next));
  }

  private static TraceLog log(Trace... traces) {
    return TraceLog.of(List.of(traces));
  }

  private static Agency judge(Gridworld world, Trace... traces) {
    return AgentsAndDevices.in(world).judge(log(traces));
  }
}
