package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.world.Corridor;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

class ShiftSweepTest {

  private static final Corridor CORRIDOR = Corridor.of(9).withCoinAt(8);
  private static final Seed SEED = Seed.of(11);

  /** Agents whose weights depend on the seed, some of them after the coin and some not. */
  private static final Training<Policy> NOISY =
      seed -> {
        var random = seed.random();
        return new LinearAgent(2 + random.nextGaussian(), 2 + 2 * random.nextGaussian());
      };

  @ParameterizedTest
  @CsvSource({
    // by dynamic programming in NumPy: p, w1, w2, coin at 8, coin at 0, either end with the coin at
    // 0
    "0, 2.4434577901544534, 1.2217288950772267, .9999176173, .0006468622, .9876166441",
    ".05, 2.260624832823419, 1.4250611372080435, .9998811718, .0019750486, .9675852603",
    ".1, .28931995295317253, 4.650467749124595, .9994245264, .9939228957, .9941450448",
    ".5, -3.7947076036992655e-17, 5.318296976562521, .9995251131, .9995251131, .9995384576"
  })
  void exactNumbersOfTheCorridor(
      double p, double w1, double w2, double train, double coin, double either) {
    GapReport report = ShiftSweep.of(new LinearAgent(w1, w2)).over(CORRIDOR.coinPositions()).run();
    GapPoint far = report.at(8);
    assertThat(far).isEqualTo(report.farthest());
    assertThat(report.objectiveInTraining(far).value()).isCloseTo(train, within(1e-9));
    assertThat(report.objectiveInDeployment(far).value()).isCloseTo(coin, within(1e-9));
    assertThat(report.capabilityInDeployment(far).value()).isCloseTo(either, within(1e-9));
    assertThat(report.objectiveGap(far).value()).isCloseTo(train - coin, within(2e-9));
    assertThat(report.capabilityGap(far).value()).isCloseTo(train - either, within(2e-9));
    assertThat(report.misdirection(far).value()).isCloseTo(either - coin, within(2e-9));
    assertThat(report.at(0).deployment()).isEqualTo(report.at(0).training());
  }

  @Test
  void aMixtureWeighsItsWorlds() {
    Shift<World> shift =
        new Shift<>(
            "P(coin at 0)",
            Mixture.of(CORRIDOR),
            p -> Mixture.of(CORRIDOR, CORRIDOR.withCoinAt(0), p));
    GapReport report =
        ShiftSweep.of(new LinearAgent(2.4434577901544534, 1.2217288950772267))
            .over(shift)
            .at(0, .5, 1)
            .run();
    assertThat(report.objectiveInDeployment(report.at(.5)).value())
        .isCloseTo((.9999176173 + .0006468622) / 2, within(1e-9));
  }

  @Test
  void theSameBitsOnAnyNumberOfThreads() {
    var sweep = ShiftSweep.of(NOISY, SEED).over(CORRIDOR.coinPositions()).seeds(12);
    GapReport one = sweep.on(Workers.threads(1)).run();
    GapReport four = sweep.on(Workers.threads(4)).run();
    assertThat(four).isEqualTo(one);
    assertThat(four.table()).isEqualTo(one.table());
    assertThat(one.table().toText()).isEqualTo(four.table().toText());
  }

  @Test
  void aSeedGivesTheSameSystemWhateverElseIsSwept() {
    var sweep = ShiftSweep.of(NOISY, SEED).over(CORRIDOR.coinPositions());
    GapReport few = sweep.at(8).seeds(3).run();
    GapReport many = sweep.seeds(6).run();
    assertThat(many.at(8).deployment().objective()).startsWith(few.at(8).deployment().objective());
  }

  @Test
  void intervalsSurroundTheMeanOfSeedsThatDiffer() {
    GapReport report = ShiftSweep.of(NOISY, SEED).over(CORRIDOR.coinPositions()).seeds(12).run();
    var gap = report.objectiveGap(report.farthest());
    assertThat(gap.n()).isEqualTo(12);
    assertThat(gap.interval()).isNotNull();
    assertThat(gap.interval().contains(gap.value())).isTrue();
    assertThat(gap.interval().width()).isPositive();
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void oneSeedRefusesAnInterval() {
    GapReport report = ShiftSweep.of(NOISY, SEED).over(CORRIDOR.coinPositions()).run();
    assertThat(report.objectiveGap(report.farthest()).interval()).isNull();
    assertThat(report.notes()).singleElement().asString().contains("no interval");
  }

  @Test
  void fewSeedsAreShownWithAWarning() {
    GapReport report = ShiftSweep.of(NOISY, SEED).over(CORRIDOR.coinPositions()).seeds(4).run();
    assertThat(report.notes()).singleElement().asString().contains("Only 4 seeds");
    assertThat(report.figure().data().toCsv()).contains("each seed's objective");
  }

  @Test
  void seedsThatChangeNothingAreNoReplicates() {
    GapReport report =
        ShiftSweep.of(seed -> new LinearAgent(2, 1), SEED)
            .over(CORRIDOR.coinPositions())
            .seeds(10)
            .run();
    var gap = report.objectiveGap(report.farthest());
    assertThat(gap.interval()).isEqualTo(new Interval(gap.value(), gap.value(), .95));
    assertThat(gap.n()).isEqualTo(10);
    assertThat(report.notes()).singleElement().asString().contains("no proof that there is none");
  }

  /** Ten seeds that agree at the start and nowhere else: the band must not go with the start's. */
  @Test
  void seedsThatAgreeAtOnePlaceLeaveTheBandOfTheOthers() {
    GapReport report =
        ShiftSweep.of(seed -> (Policy) new LinearAgent(2, 1), SEED)
            .over(CORRIDOR.coinPositions())
            .measuring(
                new Outcomes<>(
                    "anything",
                    (policy, world, seed) -> 1,
                    "the coin",
                    (policy, world, seed) ->
                        world.name().equals(CORRIDOR.name()) ? 1 : seed.random().nextDouble(),
                    "share"))
            .at(0, 5, 8)
            .seeds(10)
            .run();
    var start = report.objectiveInDeployment(report.at(0));
    assertThat(start.interval()).isEqualTo(new Interval(1, 1, .95));
    assertThat(start.n()).isEqualTo(10);
    assertThat(start.method()).isEqualTo("the same for every seed");
    assertThat(report.objectiveInDeployment(report.at(8)).interval().width()).isGreaterThan(.1);
    assertThat(report.figure().alt())
        .containsPattern("Line \"objective: the coin\" of 3 points, with band");
  }

  @Test
  void badInputFailsBeforeAnythingIsTrained() {
    AtomicInteger trained = new AtomicInteger();
    var sweep =
        ShiftSweep.of(
                seed -> {
                  trained.incrementAndGet();
                  return new LinearAgent(1, 1);
                },
                SEED)
            .over(CORRIDOR.coinPositions());
    assertThatThrownBy(() -> sweep.seeds(0)).hasMessageContaining("at least 1 seed, got 0");
    assertThatThrownBy(() -> sweep.at().run()).hasMessageContaining("at least one value");
    assertThatThrownBy(() -> sweep.at(Double.NaN).run()).hasMessageContaining("finite values");
    assertThatThrownBy(() -> sweep.at(2, 1).run()).hasMessageContaining("ascending order");
    assertThatThrownBy(() -> sweep.at(99).run()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Workers.threads(0)).hasMessageContaining("at least 1 thread");
    assertThat(trained).hasValue(0);
  }

  @Test
  void aFailingJobSaysWhichAndKeepsItsException() {
    IllegalStateException cause = new IllegalStateException("diverged");
    var sweep =
        ShiftSweep.of(
                seed -> {
                  throw cause;
                },
                SEED)
            .over(CORRIDOR.coinPositions())
            .seeds(2);
    assertThatThrownBy(sweep::run)
        .isInstanceOf(Workers.JobFailedException.class)
        .hasMessageContaining("job 1 failed")
        .hasCause(cause);
  }

  @Test
  void aMeasureThatIsNoNumberSaysWhere() {
    Measure<Policy, World> broken = (policy, world, seed) -> Double.NaN;
    var sweep =
        ShiftSweep.of(new LinearAgent(1, 1))
            .over(CORRIDOR.coinPositions())
            .measuring(new Outcomes<>("anything", broken, "the coin", broken, "share"));
    assertThatThrownBy(sweep::run)
        .hasRootCauseMessage(
            "a measure expects a finite number, got NaN for seed 0 at coin moved (cells) 0.0 in "
                + CORRIDOR);
  }

  @Test
  void anInterruptStopsTheSweep() throws Exception {
    var sweep =
        ShiftSweep.of(
                seed -> {
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return new LinearAgent(1, 1);
                },
                SEED)
            .over(CORRIDOR.coinPositions());
    Thread.currentThread().interrupt();
    assertThatThrownBy(sweep::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
