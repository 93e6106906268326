package org.mesascope.study;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.probe.Intervention;
import org.mesascope.probe.RecordedStates;
import org.mesascope.probe.Region;
import org.mesascope.probe.StateChange;
import org.mesascope.probe.StateLayout;
import org.mesascope.search.MazeBatch;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;
import org.mesascope.train.InnerState.StateEdit;

/** Interventions on a system that thinks about mazes, with states of the same mazes, door moved. */
final class DoorPatches {

  private final DoorMoved mazes;
  private final int ticks;
  private final int[] once;
  private final Seed seed;
  private final Region sight;
  private final MazeBatch original;
  private final MazeBatch moved;

  /**
   * Prepares the inputs.
   *
   * @param ticks thinking time
   * @param once the ticks after which the whole state is patched, once each
   */
  DoorPatches(DoorMoved mazes, int ticks, int[] once, Seed seed) {
    this.mazes = mazes;
    this.ticks = ticks;
    this.once = once;
    this.seed = seed;
    this.sight = mazes.around();
    this.original = mazes.originalBatch();
    this.moved = mazes.movedBatch();
  }

  /** Evidence and controls on the system that is studied. */
  List<PatchOutcome> all(String name, InnerState<MazeBatch, float[]> system) {
    Run run = new Run(name, system);
    List<PatchOutcome> all = new ArrayList<>(run.moved(PatchRole.EVIDENCE));
    RecordedStates own = run.own;
    StateLayout layout = own.layout();
    Intervention donor = Intervention.of(layout, StateChange.from(run.donor));
    float[][] atDoor = own.mean(mazes.oldDoor());
    float[][] mean = own.mean(Region.ALL);
    float[][] deviation = own.deviation(Region.ALL);
    float[][] steer = StateChange.difference(atDoor, mean);
    Intervention random =
        Intervention.of(layout, StateChange.random(mean, deviation, seed.split("random")));
    all.add(
        run.with("the doors' own cells, every tick", PatchRole.CONTROL, donor.in(mazes.doors())));
    all.add(
        run.with(
            "mean door state on the new door's cell, every tick",
            PatchRole.CONTROL,
            Intervention.of(layout, StateChange.to(atDoor)).in(mazes.newDoor())));
    all.add(
        run.with(
            "random vector on the new door's cell, every tick",
            PatchRole.CONTROL,
            random.in(mazes.newDoor())));
    all.add(
        run.with(
            "random vectors 3×3 around the new door, every tick",
            PatchRole.CONTROL,
            random.in(mazes.aroundNewDoor())));
    Intervention toward = Intervention.of(layout, StateChange.add(steer, 1)).in(mazes.newDoor());
    Intervention away = Intervention.of(layout, StateChange.add(steer, -1)).in(mazes.oldDoor());
    all.add(
        run.with("difference of means added at the new door, every tick", PatchRole.SHOWN, toward));
    all.add(
        run.with(
            "the same, and taken away at the old one",
            PatchRole.SHOWN,
            Intervention.inOrder(toward, away)));
    return all;
  }

  /** The patches that redirect, on a system that they must not redirect. */
  List<PatchOutcome> control(String name, InnerState<MazeBatch, float[]> system) {
    return new Run(name, system).moved(PatchRole.CONTROL);
  }

  /** One system on both sets of mazes. */
  private final class Run {

    private final String name;
    private final InnerState<MazeBatch, float[]> system;
    private final RecordedStates own;
    private final RecordedStates donor;
    private final PlannedMoves before;

    Run(String name, InnerState<MazeBatch, float[]> system) {
      this.name = name;
      this.system = system;
      this.own = RecordedStates.of(system, original, ticks, mazes.cells(), original.size());
      this.donor = RecordedStates.of(system, moved, ticks, mazes.cells(), moved.size());
      this.before = PlannedMoves.of(system.run(original, ticks, StateEdit.NONE), original.size());
    }

    List<PatchOutcome> moved(PatchRole role) {
      Intervention patch = Intervention.of(own.layout(), StateChange.from(donor));
      List<PatchOutcome> outcomes = new ArrayList<>();
      outcomes.add(with("3×3 around both doors, every tick", role, patch.in(sight)));
      for (int tick : once) {
        outcomes.add(with("whole state, tick " + tick + " alone", role, patch.at(tick)));
      }
      return outcomes;
    }

    PatchOutcome with(String what, PatchRole role, StateEdit edit) {
      PlannedMoves after = PlannedMoves.of(system.run(original, ticks, edit), original.size());
      TwoGoals goals = mazes.goals();
      TwoGoals.OfCell old = (cell, m) -> before.toward(goals.first().get(m), cell, m);
      TwoGoals.OfCell now = (cell, m) -> after.toward(goals.second().get(m), cell, m);
      TwoGoals.OfCell both = (cell, m) -> old.holds(cell, m) && now.holds(cell, m);
      int cells = mazes.cells();
      return new PatchOutcome(
          name,
          what,
          role,
          goals.share("toward the old door before", cells, old),
          goals.share("redirected", cells, (c, m) -> !sight.contains(c, m), both),
          goals.share("redirected everywhere", cells, both));
    }
  }
}
