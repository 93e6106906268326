package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 09-agent-or-device. */
class AgencyNotebookTest {

  private final ExecutedNotebook agency = NotebookRun.of("09-agent-or-device");

  /** Oracle: the values of GoalDirectednessTest, computed independently. */
  @Test
  void goalDirectednessIsThatOfTheTableAndItsControlsHold() {
    String[] systems = {"optimal", "soft, β = 5", "errs, ε = .2", "errs, ε = .5", "plans away"};
    double[] nats = {9.473900, 7.798350, 4.725153, 1.653943, 9.881886};
    for (int i = 0; i < systems.length; i++) {
      assertThat(agency.numbers("exact", systems[i])[0])
          .as(systems[i])
          .isCloseTo(nats[i], within(6e-4));
    }
    assertThat(agency.line("exact", "optimal")).contains("+∞");
    assertThat(agency.line("exact", "plans away")).contains("−∞", "away from it");
    assertThat(agency.numbers("exact", "errs, ε = .2")[3]).isCloseTo(5.511702, within(6e-4));
    double[] own = agency.numbers("controls", "in the last cell");
    assertThat(agency.numbers("controls", "7 times that, less 3")[0]).isEqualTo(own[0]);
    assertThat(agency.numbers("controls", "its negation")).containsExactly(own[0], -own[1]);
    assertThat(agency.numbers("controls", "a constant")[0]).isZero();
    assertThat(agency.numbers("controls", "random utilities, greatest of 40")[0])
        .isLessThan(own[0]);
    for (String system : List.of("soft, β = 5", "errs, ε = .2", "errs, ε = .5", "plans away")) {
      double[] row = agency.numbers("traces", system);
      assertThat(row[0] / row[3]).as(system + ", from traces").isBetween(.75, 1.15);
    }
    assertThat(agency.numbers("traces", "chance")[1]).isZero();
  }

  @Test
  void changedWorldsTellPlannersFromARouteAndFromChance() {
    for (String planner : List.of("plans for the flag", "plans for the corner")) {
      assertThat(agency.numbers("probes", planner)[3]).as(planner).isGreaterThan(.99);
      assertThat(agency.line("evidence", planner + ": level")).contains("counterfactual");
    }
    double[] route = agency.numbers("probes", "knows a route");
    assertThat(route[1]).as("after a moved start").isGreaterThan(.9);
    assertThat(route[3]).as("after a blocked path").isLessThan(.01);
    assertThat(agency.numbers("probes", "moves at random")[3]).isLessThan(.5);
    assertThat(agency.line("evidence", "plans for the flag: goal")).contains("the flag");
    assertThat(agency.line("evidence", "knows a route: goal")).contains("none of these");
    assertThat(agency.numbers("looked-up", "100")[1])
        .as("long data from one world")
        .isLessThan(.01);
  }

  @Test
  void consistencyIsNoEvidenceWhereChancePassesToo() {
    assertThat(agency.line("choices", "maximises a utility")).contains("holds", "25 of 25");
    assertThat(agency.line("choices", "habit: equal amounts")).contains("holds", "25 of 25");
    assertThat(agency.numbers("choices", "the same, and errs")[1]).isBetween(.5, .999);
    assertThat(agency.line("choices", "at random, nested budgets")).contains("holds");
    assertThat(agency.numbers("evidence", "at random, nested budgets: power")[0]).isLessThan(.05);
    assertThat(agency.line("evidence", "at random, nested budgets: level")).endsWith("  none");
  }
}
