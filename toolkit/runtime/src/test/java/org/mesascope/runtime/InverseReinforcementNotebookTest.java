package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mesascope.runtime.ExecutedNotebook.assertHolds;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 07-inverse-reinforcement-learning. */
class InverseReinforcementNotebookTest {

  private final ExecutedNotebook inverse = NotebookRun.of("07-inverse-reinforcement-learning");

  /** Oracle: the reward the agent plans with, 5 for the goal, −5 for the pit, 0 for the column. */
  @Test
  void theRewardBehindTheStepsIsRecovered() {
    String[] names = {"goal", "pit", "column"};
    double[] known = {5, -5, 0};
    for (int k = 0; k < 3; k++) {
      assertThat(inverse.numbers("mce", names[k])[0]).as(names[k]).isCloseTo(known[k], within(1.5));
      assertHolds(inverse.numbers("mce", names[k]), 0, known[k], names[k]);
    }
    assertThat(inverse.numbers("mce", "goal")[1]).as("goal, low").isGreaterThan(4);
    assertThat(inverse.text("mce")).contains("explains the choices better than every rival");
    assertThat(inverse.text("told")).contains("24 of 25 directions", "not told: any constant");
    assertHolds(inverse.numbers("told", "the same, from traces"), 0, 5 / .9, "goal less neighbour");
    assertThat(inverse.numbers("told", "posterior: largest R-hat")[0]).isBetween(.99, 1.01);
    assertThat(inverse.numbers("told", "posterior: least effective draws, bulk")[0])
        .isGreaterThan(400);
  }

  /** A larger penalty leaves fewer states with a reward, until none has; see NgRussellLp. */
  @Test
  void theProgrammesAnswerRestsOnItsPenalty() {
    double[] free = inverse.numbers("programme", "0 ");
    double[] last = inverse.numbers("programme", "8 ");
    assertThat(free[1]).isGreaterThan(20);
    assertThat(last).containsExactly(8, 0, 0);
    assertThat(inverse.text("programme")).contains("not identifiable: a zero reward");
  }

  /** Oracle: Cao, Cohen and Szpruch (2021): 25 free directions with one discount, 1 with two. */
  @Test
  void whatIsNotIdentifiableIsSettledByTheExperimentProposed() {
    for (String name : List.of("goal", "coin")) {
      assertThat(inverse.line("untold", name)).contains("not identifiable: prior");
    }
    assertThat(inverse.line("untold", "pit")).contains("data and prior");
    assertThat(inverse.numbers("next", "coin moved away")[0]).isEqualTo(1);
    for (String other : List.of("the same again", "start in the corner", "discount .5")) {
      assertThat(inverse.line("next", other)).contains("tells 0 of 1");
    }
    double[] coin = inverse.numbers("settled", "coin");
    assertHolds(coin, 0, 0, "coin");
    assertThat(coin[2]).as("coin, high").isLessThan(inverse.numbers("settled", "goal")[1]);
    assertThat(inverse.line("discounts", "discount .9 ")).contains("75 of 100");
    assertThat(inverse.line("discounts", "discounts .9 and .5")).contains("99 of 100");
  }

  /** Widths fall with the root of the number of traces: the fit's own gives the order. */
  @Test
  void soManyTracesNarrowThePit() {
    double[] pit = inverse.numbers("mce", "pit");
    double traces = inverse.numbers("evidence", "traces for a width of 1 at the pit")[0];
    assertThat(traces / (200 * Math.pow(pit[2] - pit[1], 2))).isBetween(.5, 1.5);
  }

  /** Oracle: the rater's own weights, 1, −1 and log ½. */
  @Test
  void theRatersRewardAndTiesAreRecovered() {
    assertHolds(inverse.numbers("preferences", "goal"), 0, 1, "goal");
    assertHolds(inverse.numbers("preferences", "pit"), 0, -1, "pit");
    assertHolds(inverse.numbers("preferences", "ties (log ν)"), 0, Math.log(.5), "ties");
    assertThat(inverse.numbers("preferences", "goal")[1]).as("goal, low").isGreaterThan(.5);
  }

  /** Nominal coverage .95, and what breaks it; see the rows' names. */
  @Test
  void errorsHoldOnlyWhereTheyKnowTheSample() {
    int cost = 1;
    int train = 4;
    for (String sound :
        List.of(
            "at random, from the information",
            "at random, robust",
            "logged four times, clustered",
            "drawn by choice, weighted (WESML), robust")) {
      double[] row = inverse.numbers("coverage", sound);
      assertThat(row[cost]).as(sound).isGreaterThan(.9);
      assertThat(row[train]).as(sound).isGreaterThan(.9);
    }
    assertThat(inverse.numbers("coverage", "logged four times, from the information")[cost])
        .isLessThan(.8);
    assertThat(inverse.numbers("coverage", "drawn by choice, unweighted")[train]).isLessThan(.05);
    double[] fails = inverse.numbers("iia", "IIA fails");
    assertThat(fails[3]).as("rejected where it fails").isGreaterThan(.9);
    double[] holds = inverse.numbers("iia", "IIA holds");
    assertThat(holds[3]).as("rejected where it holds").isLessThan(.2);
    assertThat(inverse.text("fit")).contains("McFadden R²", "10-fold cross-validation by trace");
  }

  @Test
  void noneOfTheseIsSaidOfAHabitAndNotOfTheAgent() {
    assertThat(inverse.line("none", "the agent"))
        .contains("goal, pit avoided", "the likeliest candidate explains");
    assertThat(inverse.line("none", "creature of habit")).contains("none of these");
    double[] agent = inverse.numbers("transfer", "the agent itself");
    double[] features = inverse.numbers("transfer", "maximum causal entropy, features");
    assertThat(features[1]).isCloseTo(agent[1], within(.01)).isLessThanOrEqualTo(agent[1]);
    assertThat(features[2]).isCloseTo(agent[2], within(.01)).isLessThanOrEqualTo(agent[2]);
    for (String reader :
        List.of("reward network", "adversarial IRL", "behaviour clone", "random forest")) {
      double[] row = inverse.numbers("transfer", reader);
      assertThat(row[row.length - 1]).as(reader).isLessThan(row[row.length - 2]);
      assertThat(row[row.length - 2]).as(reader).isBetween(-Math.log(4), agent[1]);
    }
  }
}
