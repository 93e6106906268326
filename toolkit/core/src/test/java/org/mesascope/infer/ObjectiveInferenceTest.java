package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Corridor;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.TabularPolicy;

/** What holds for all methods, and statistical claims, over seeds. */
class ObjectiveInferenceTest {

  private static final Gridworld GW5 = Gridworld.gw5();
  private static final TransitionReward GOAL =
      TransitionReward.of("goal", (s, a, next) -> s == 24 ? 1 : 0);
  private static final TransitionReward PIT =
      TransitionReward.of("pit", (s, a, next) -> s == 12 ? 1 : 0);
  private static final int SEEDS = 200;

  /** 0.1 % and 99.9 % quantiles of a binomial of 200 draws with chance .95. */
  private static final int[] BOUNDS = {180, 198};

  private static TabularPolicy expert() {
    return expert(2, -1);
  }

  private static TabularPolicy expert(double goal, double pit) {
    double[] reward =
        IntStream.range(0, 100)
            .mapToDouble(i -> i / 4 == 24 ? goal : i / 4 == 12 ? pit : 0)
            .toArray();
    StationaryPlan plan = StationaryPlan.of(SuccessorTable.of(GW5.mdp()), reward, null, 1e-10);
    return new TabularPolicy(4, plan.policy());
  }

  private static TraceLog choices(int n, double x, double y, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] values = random.doubles(6, -1, 1).toArray();
      int best = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < 3; j++) {
        double utility =
            x * values[2 * j] + y * values[2 * j + 1] - Math.log(-Math.log(random.nextDouble()));
        best = utility > highest ? j : best;
        highest = Math.max(highest, utility);
      }
      Menu menu = new Menu(List.of("a", "b", "c"), List.of("x", "y"), values);
      Step step = new Step("case " + i, menu, menu.alternatives().get(best), null);
      traces.add(new Trace("t" + i, List.of(step), Map.of()));
    }
    return TraceLog.of(traces);
  }

  @Test
  void contracts() {
    TraceLog walks = expert().rollOut(GW5, 30, Seed.of(1));
    ObjectiveInferenceContract.check(MaxCausalEntropyIrl.in(GW5).withFeatures(GOAL, PIT), walks);
    ObjectiveInferenceContract.check(MaxCausalEntropyIrl.in(GW5).withPenalty(1), walks);
    ObjectiveInferenceContract.check(
        MaxCausalEntropyIrl.in(GW5).withStateActionRewards().withPenalty(.5), walks);
    ObjectiveInferenceContract.check(
        MaxCausalEntropyIrl.in(GW5).withHorizon(30).withFeatures(GOAL, PIT), walks);
    ObjectiveInferenceContract.check(ConditionalLogit.defaults(), choices(80, 1, -1, Seed.of(2)));
    ObjectiveInferenceContract.check(
        ConditionalLogit.of(
            ConditionalLogitOptions.defaults().withConstants("a").withRobustErrors()),
        choices(80, 1, -1, Seed.of(3)));
  }

  @Test
  void irlIntervalsCoverTheTruthAsOftenAsTheySay() {
    TabularPolicy policy = expert();
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in(GW5).withFeatures(GOAL, PIT);
    int[] covered = new int[2];
    for (int i = 0; i < SEEDS; i++) {
      InferredObjective found = irl.infer(policy.rollOut(GW5, 60, Seed.of(7).split(i)));
      covered[0] += covers(found, "goal", 2) ? 1 : 0;
      covered[1] += covers(found, "pit", -1) ? 1 : 0;
    }
    assertThat(covered[0]).isBetween(BOUNDS[0], BOUNDS[1]);
    assertThat(covered[1]).isBetween(BOUNDS[0], BOUNDS[1]);
  }

  @Test
  void logitIntervalsCoverTheTruthAsOftenAsTheySay() {
    ConditionalLogit plain = ConditionalLogit.defaults();
    ConditionalLogit robust =
        ConditionalLogit.of(ConditionalLogitOptions.defaults().withRobustErrors());
    int[] covered = new int[2];
    for (int i = 0; i < SEEDS; i++) {
      TraceLog log = choices(150, 1, -.5, Seed.of(11).split(i));
      covered[0] += covers(plain.infer(log), "x", 1) ? 1 : 0;
      covered[1] += covers(robust.infer(log), "y", -.5) ? 1 : 0;
    }
    assertThat(covered[0]).isBetween(BOUNDS[0], BOUNDS[1]);
    assertThat(covered[1]).isBetween(BOUNDS[0], BOUNDS[1]);
  }

  /** Twenty-five traces of a strict expert, whose sandwich alone would cover 91 %. */
  @Test
  void intervalsOfFewTracesCoverTheTruthAsOftenAsTheySay() {
    TabularPolicy policy = expert(5, -5);
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in(GW5).withFeatures(GOAL, PIT);
    int[] covered = new int[2];
    for (int i = 0; i < SEEDS; i++) {
      InferredObjective found = irl.infer(policy.rollOut(GW5, 25, Seed.of(8).split(i)));
      covered[0] += covers(found, "goal", 5) ? 1 : 0;
      covered[1] += covers(found, "pit", -5) ? 1 : 0;
    }
    assertThat(covered[0]).isBetween(BOUNDS[0], SEEDS);
    assertThat(covered[1]).isBetween(BOUNDS[0], SEEDS);
  }

  /**
   * A rare mark that the choices follow without exception, in units that change from log to log: it
   * has no finite weight, and the weight of the other feature is told as well as ever.
   */
  @Test
  void separationIsSeenInAnyUnitAndLeavesOtherWeightsAlone() {
    int covered = 0;
    for (int i = 0; i < SEEDS; i++) {
      double unit = Math.pow(10, i % 7 - 3);
      InferredObjective found =
          ConditionalLogit.defaults().infer(marked(60, unit, Seed.of(13).split(i)));
      assertThat(found.identified("mark")).isFalse();
      assertThat(found.identifiability().summary()).contains("mark without exception");
      assertThat(found.identified("x")).isTrue();
      covered += covers(found, "x", 2 / unit) ? 1 : 0;
    }
    assertThat(covered).isBetween(BOUNDS[0], BOUNDS[1]);
  }

  private static TraceLog marked(int n, double unit, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] x = random.doubles(2, -1, 1).toArray();
      boolean mark = i % 20 == 0;
      boolean first = mark || random.nextDouble() < 1 / (1 + Math.exp(2 * (x[1] - x[0])));
      double[] values = {x[0] * unit, mark ? 1 : 0, x[1] * unit, 0};
      Menu menu = new Menu(List.of("a", "b"), List.of("x", "mark"), values);
      traces.add(
          new Trace("t" + i, List.of(new Step("s", menu, first ? "a" : "b", null)), Map.of()));
    }
    return TraceLog.of(traces);
  }

  private static boolean covers(InferredObjective found, String name, double truth) {
    return Objects.requireNonNull(found.parameter(name).interval()).contains(truth);
  }

  @Test
  void aBlindWalkNeedsNoObjective() {
    int needless = 0;
    for (int i = 0; i < 40; i++) {
      TraceLog log = TabularPolicy.uniform(25, 4).rollOut(GW5, 30, Seed.of(5).split(i));
      InferredObjective found = MaxCausalEntropyIrl.in(GW5).withFeatures(GOAL, PIT).infer(log);
      needless += found.beatsRivals() ? 0 : 1;
      assertThat(found.beatsRivals() || found.verdict().contains("\"uniform\"")).isTrue();
    }
    assertThat(needless).as("BIC rarely prefers two parameters of no use").isGreaterThan(36);
  }

  /**
   * An agent that wants the coin (4), which ends the episode, and a little the right end (1). In
   * training the coin lies there, so that nobody can know; the world where they part tells.
   */
  @Test
  void theCoinAndTheRightEndPartOnlyInAnotherWorld() {
    Corridor training = Corridor.of(9).withHorizon(12);
    Corridor shifted = training.withCoinAt(0);
    FiniteMdp known = training.mdp().withDiscount(.9);
    TransitionReward end = TransitionReward.entering("right end", 8);
    MaxCausalEntropyIrl one =
        MaxCausalEntropyIrl.in(training.name(), known).withFeatures(end, coin(8));
    MaxCausalEntropyIrl two =
        one.and(shifted.name(), shifted.mdp().withDiscount(.9))
            .withFeaturesIn(shifted.name(), end, coin(0));
    int both = 0;
    int told = 0;
    for (int i = 0; i < 40; i++) {
      Seed seed = Seed.of(3).split(i);
      TraceLog inTraining = agent(training).rollOut(training, 60, seed.split("training"));
      InferredObjective first = one.infer(inTraining);
      assertThat(first.identifiability().notes())
          .contains("right end and coin move together in these data");
      InferredObjective second =
          two.infer(inTraining.and(agent(shifted).rollOut(shifted, 60, seed.split("shifted"))));
      both += covers(second, "right end", 1) && covers(second, "coin", 4) ? 1 : 0;
      told += second.identifiability().identified() ? 1 : 0;
    }
    assertThat(both).as("of 40, two intervals of 95 % each").isGreaterThan(31);
    assertThat(told).as("of 40, visited enough").isGreaterThan(35);
  }

  private static TransitionReward coin(int cell) {
    return TransitionReward.entering("coin", cell);
  }

  private static TabularPolicy agent(Corridor world) {
    FiniteMdp mdp = world.mdp().withDiscount(.9);
    double[] reward = new double[18];
    Arrays.setAll(
        reward,
        i -> mdp.probability(i / 2, i % 2, 8) + 4 * mdp.probability(i / 2, i % 2, world.coin()));
    double[] policy =
        StationaryPlan.of(SuccessorTable.of(mdp), reward, null, 1e-10).policy().clone();
    Arrays.fill(policy, 2 * world.coin(), 2 * world.coin() + 2, .5);
    return new TabularPolicy(2, policy);
  }

  @Test
  void partialTracesAreReadWhereTheyAreAllowed() {
    TraceLog whole = expert().rollOut(GW5, 40, Seed.of(9));
    List<Trace> torn = new ArrayList<>();
    for (Trace trace : whole.traces()) {
      List<Step> rest = new ArrayList<>(trace.steps().subList(5, 25));
      rest.remove(9);
      torn.add(new Trace(trace.id(), rest, trace.metadata()));
    }
    TraceLog log = TraceLog.of(torn);
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in(GW5).withFeatures(GOAL, PIT);
    assertThatThrownBy(() -> irl.infer(log)).hasMessageContaining("where steps are missing");
    InferredObjective found = irl.with(IrlOptions.defaults().withGaps(true)).infer(log);
    assertThat(found.n()).isEqualTo(40 * 19);
    assertThat(covers(found, "goal", 2)).isTrue();
  }

  @Test
  void aDeterministicExpertHasNoFiniteRewardAndIsSaidToHaveNone() {
    FiniteMdp row =
        FiniteMdp.builder(3, 2)
            .discount(.5)
            .transition(0, 0, 0, 1)
            .transition(0, 1, 1, 1)
            .transition(1, 0, 0, 1)
            .transition(1, 1, 2, 1)
            .transition(2, 0, 1, 1)
            .transition(2, 1, 2, 1)
            .build();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      traces.add(
          new Trace(
              "t" + i,
              List.of(new Step("0", null, "1", "1"), new Step("1", null, "1", "2")),
              Map.of()));
    }
    InferredObjective found =
        MaxCausalEntropyIrl.in("row", row)
            .withFeatures(TransitionReward.ofState("end", 0, 0, 1))
            .infer(TraceLog.of(traces));
    assertThat(found.identified("end")).isFalse();
    assertThat(found.identifiability().summary()).contains("without exception");
    assertThat(Math.abs(found.parameter("end").value())).isLessThan(100);
  }

  @Test
  void badTracesNameTraceAndStep() {
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in(GW5);
    refuses(irl, new Step("99", null, "up", null), "trace \"t\", step 0", "no state \"99\"");
    refuses(irl, new Step("0", null, "jump", null), "trace \"t\", step 0", "no action \"jump\"");
    refuses(irl, new Step("0", null, "up", "24"), "step 0 leaves the world", "probability 0");
    assertThatThrownBy(
            () ->
                irl.infer(
                    TraceLog.of(
                        List.of(
                            new Trace(
                                "t",
                                List.of(new Step("0", null, "up", "0")),
                                Map.of("world", "Mars"))))))
        .hasMessageContaining("recorded in \"Mars\"");
    assertThatThrownBy(() -> irl.inferFromFeatureExpectations(new double[24]))
        .hasMessageContaining("expect 25 finite numbers, got 24");
    double[] broken = new double[25];
    broken[3] = Double.NaN;
    assertThatThrownBy(() -> irl.inferFromFeatureExpectations(broken))
        .hasMessageContaining("number 3 is NaN");
    assertThatThrownBy(
            () ->
                irl.withFeatures(TransitionReward.of("odd", (s, a, next) -> Double.NaN))
                    .infer(expert().rollOut(GW5, 2, Seed.of(1))))
        .hasMessageContaining("reward \"odd\" expects a finite number");
    assertThatThrownBy(() -> MaxCausalEntropyIrl.in("γ = 1", GW5.mdp().withDiscount(1)))
        .hasMessageContaining("give a horizon");
  }

  private static void refuses(ObjectiveInference method, Step step, String... parts) {
    TraceLog log = TraceLog.of(List.of(new Trace("t", List.of(step), Map.of())));
    assertThatThrownBy(() -> method.infer(log))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }
}
