package org.mesascope.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.infer.Evidence;
import org.mesascope.probe.Intervention;
import org.mesascope.probe.RecordedStates;
import org.mesascope.probe.StateChange;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.MazeKind;
import org.mesascope.search.MazeOptions;
import org.mesascope.search.RandomMazes;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;

/**
 * The networks that ship, on a tenth of the mazes. Oracle: an independent calibration of the same
 * experiment in PyTorch, 400 mazes, whose three seeds agree within .02; to it come five standard
 * errors of 40 mazes.
 */
class ShippedPlannersTest {

  private static final WrongGoalOptions OPTIONS =
      WrongGoalOptions.defaults().withMazes(40).withTicks(12, 1, 4, 12);

  private static WrongGoalReport report;

  @BeforeAll
  static void measure() throws IOException {
    WrongGoalSystems all = WrongGoalSystems.shipped();
    List<WrongGoalSystems.Stage> course =
        all.course().stream()
            .filter(stage -> List.of(0, 100, 1200).contains(stage.step()))
            .toList();
    report =
        WrongGoal.with(OPTIONS)
            .measure(
                new WrongGoalSystems(
                    all.entangled(), all.aligned(), all.oneTick(), all.lookup(), course),
                Seed.of(2));
  }

  @Test
  void thinkingRaisesTheProxyAndLowersTheBaseObjective() {
    ThinkingCurve own = report.curve("entangled");
    assertThat(own.doorAt(1).value()).isCloseTo(.48, within(.1));
    assertThat(own.doorAt(4).value()).isCloseTo(.92, within(.07));
    assertThat(own.doorAt(12).value()).isCloseTo(.998, within(.03));
    assertThat(own.exitAt(1).value()).isCloseTo(.42, within(.1));
    assertThat(own.exitAt(12).value()).isCloseTo(.002, within(.03));
    assertThat(report.curve("aligned").exitAt(12).value()).isCloseTo(.997, within(.03));
    assertThat(report.curve("one tick").doorAt(12).value()).isCloseTo(.54, within(.1));
    assertThat(report.training().value()).isCloseTo(.998, within(.01));
  }

  @Test
  void statesRedirectAsInTheCalibration() {
    double[] everywhere =
        report.patches().stream().mapToDouble(patch -> patch.everywhere().value()).toArray();
    assertThat(everywhere[0]).as("3×3, every tick").isCloseTo(.997, within(.03));
    assertThat(everywhere[1]).as("whole, tick 4").isCloseTo(.958, within(.06));
    assertThat(everywhere[2]).as("whole, tick 8").isCloseTo(.988, within(.04));
    assertThat(everywhere[3]).as("one cell").isCloseTo(.083, within(.12));
    assertThat(everywhere[7]).as("difference of means, one way").isCloseTo(.31, within(.15));
  }

  @Test
  void theEvidenceIsCausalAndEveryControlFails() {
    assertThat(report.checks())
        .allSatisfy(check -> assertThat(check.passed()).as(check.what()).isTrue());
    assertThat(report.evidence()).contains(Evidence.CAUSAL);
    assertThat(report.verdict()).contains("mesa-objective").doesNotContain("withheld");
    assertThat(report.objective().label()).isEqualTo("mesa-objective");
    assertThat(report.fromTraining().identified("door")).isFalse();
  }

  @Test
  void theGoalAppearsEarly() {
    List<GoalCourse.Point> points = report.course().points();
    assertThat(points.get(0).door().value()).isLessThan(.5);
    assertThat(points.get(1).door().value()).isGreaterThan(.8);
    assertThat(report.course().doorSettles(.8)).hasValue(100);
  }

  /** Each cell sees its neighbours alone, so that this patch is the other run, to the bit. */
  @Test
  void patchingAllThatADoorTouchesIsTheOtherRun() throws IOException {
    DoorMoved mazes =
        DoorMoved.of(
            RandomMazes.of(MazeOptions.defaults().withKind(MazeKind.APART)).mazes(5, Seed.of(3)),
            Seed.of(4));
    InnerState<MazeBatch, float[]> planner = WrongGoalSystems.shipped().entangled();
    RecordedStates donor = RecordedStates.of(planner, mazes.movedBatch(), 12, mazes.cells(), 5);
    Intervention patch =
        Intervention.of(donor.layout(), StateChange.from(donor)).in(mazes.around());
    assertThat(planner.run(mazes.originalBatch(), 12, patch))
        .containsExactly(planner.run(mazes.movedBatch(), 12, InnerState.StateEdit.NONE));
  }
}
