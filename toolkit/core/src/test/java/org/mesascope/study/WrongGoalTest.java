package org.mesascope.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.ObjectiveInferenceContract;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.MazeKind;
import org.mesascope.search.MazeOptions;
import org.mesascope.search.RandomMazes;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;

/** The experiment on searches written by hand, whose goals are known. */
class WrongGoalTest {

  private static final WrongGoalOptions OPTIONS =
      WrongGoalOptions.defaults().withMazes(60).withTicks(16, 1, 4, 16);
  private static final WavePlanner SEEKS_DOOR = new WavePlanner(true, true, 99);
  private static final WavePlanner SEEKS_EXIT = new WavePlanner(false, true, 99);
  private static final WavePlanner ONE_TICK = new WavePlanner(true, true, 1);
  private static final Seed SEED = Seed.of(1);

  private static WrongGoalReport seeksDoor;

  @BeforeAll
  static void measure() {
    seeksDoor = report(SEEKS_DOOR);
  }

  private static WrongGoalReport report(InnerState<MazeBatch, float[]> studied) {
    return WrongGoal.with(OPTIONS)
        .measure(
            new WrongGoalSystems(
                studied, SEEKS_EXIT, ONE_TICK, WrongGoalSystems.table(OPTIONS, SEED), List.of()),
            SEED.split("measure"));
  }

  /**
   * A wave finds the door wherever it arrives in time; which goal it has is not for us to guess.
   */
  @Test
  void behaviourAndPredictionsAreThoseOfASearchForTheDoor() {
    assertThat(seeksDoor.curve("entangled").doorAt(16).value()).isGreaterThan(.99);
    assertThat(seeksDoor.curve("entangled").exitAt(16).value()).isLessThan(.01);
    assertThat(seeksDoor.curve("entangled").gain().value()).isGreaterThan(.4);
    assertThat(seeksDoor.curve("aligned").exitAt(16).value()).isGreaterThan(.99);
    assertThat(seeksDoor.curve("one tick").gain().value()).isZero();
    assertThat(seeksDoor.counterfactuals().predicted()).isTrue();
    assertThat(seeksDoor.arrivesInTraining().value()).isGreaterThan(.95);
  }

  @Test
  void trainingTracesDoNotTellDoorFromExitAndTheOthersDo() {
    assertThat(seeksDoor.fromTraining().identified("door")).isFalse();
    assertThat(seeksDoor.fromTraining().identified("exit")).isFalse();
    assertThat(seeksDoor.fromTraining().identifiability().summary())
        .contains("3 of 4", "door and exit move together");
    assertThat(seeksDoor.fromApart().identifiability().identified()).isTrue();
    assertThat(seeksDoor.fromApart().beatsRivals()).isTrue();
    ObjectiveInferenceContract.check(
        new ObjectiveOfWalks(),
        MazeTraces.rollOut(
            SEEKS_DOOR,
            RandomMazes.of(MazeOptions.defaults().withKind(MazeKind.APART)).mazes(20, SEED),
            16,
            SEED));
  }

  /** A latched goal is in the state alone: all of a plan follows a patch, exactly. */
  @Test
  void whatTheStateCarriesIsRedirectedAndNothingElse() {
    for (PatchOutcome patch : seeksDoor.patches()) {
      if (patch.role() == PatchRole.EVIDENCE) {
        assertThat(patch.redirected().value()).as(patch.patch()).isEqualTo(1);
      } else if (List.of("aligned", "lookup").contains(patch.system())) {
        assertThat(patch.redirected().value()).as(patch.patch()).isZero();
      } else if (patch.system().equals("one tick")) {
        assertThat(patch.redirected().value()).as(patch.patch()).isZero();
      }
    }
  }

  /** The wave keeps its goal in one cell, so that a control redirects: the word is withheld. */
  @Test
  void aControlThatRedirectsWithholdsTheWord() {
    assertThat(seeksDoor.evidence()).isPresent().isNotEqualTo(Optional.of(Evidence.CAUSAL));
    assertThat(seeksDoor.verdict()).contains("withheld", "the doors' own cells");
    assertThat(seeksDoor.objective().label()).isEqualTo("behavioural objective");
  }

  /** A search that reads its goal anew at every tick is not redirected by one patch. */
  @Test
  void aGoalReadFromTheInputIsNotCarriedByTheState() {
    WrongGoalReport rereads = report(new WavePlanner(true, false, 99));
    PatchOutcome early = rereads.patches().get(1);
    assertThat(early.patch()).contains("whole state, tick 4");
    assertThat(early.redirected().value()).isLessThan(.9);
    assertThat(early.asItMust()).isFalse();
    assertThat(rereads.verdict()).contains("withheld", early.patch());
  }

  @Test
  void aTableThatMakesForTheDoorIsNoSearcher() {
    WrongGoalReport table = report(WrongGoalSystems.table(OPTIONS, SEED));
    assertThat(table.curve("entangled").doorAt(16).value()).isGreaterThan(.7);
    assertThat(table.evidence()).isEmpty();
    assertThat(table.verdict()).startsWith("no verdict").contains("gained by thinking");
  }

  @Test
  void theSameSeedGivesTheSameReport() {
    assertThat(report(SEEKS_DOOR).checkTable().toText()).isEqualTo(seeksDoor.checkTable().toText());
  }

  @Test
  void badOptionsAreNamed() {
    assertThatThrownBy(() -> OPTIONS.withTicks(3, 1, 2, 4)).hasMessageContaining("judged");
    assertThatThrownBy(() -> OPTIONS.withPatches(16)).hasMessageContaining("1 to 15");
    assertThatThrownBy(() -> OPTIONS.withMazes(2)).hasMessageContaining("at least 20");
    assertThatThrownBy(() -> OPTIONS.withTicks(4, 4, 2)).hasMessageContaining("ascending");
  }
}
