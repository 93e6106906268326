package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mesascope.runtime.ExecutedNotebook.assertHolds;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 08-how-far-apart. */
class DistancesNotebookTest {

  private final ExecutedNotebook distances = NotebookRun.of("08-how-far-apart");

  /** Oracle: the values of RewardDistanceTest, computed independently. */
  @Test
  void equalDistancesHideOppositeRegret() {
    double[] toGoal = distances.numbers("named", "−distance to goal");
    double[] side = distances.numbers("named", "right side");
    assertThat(toGoal).containsExactly(new double[] {.5439, .6101, .9664, 0, 0, 0}, within(1e-4));
    assertThat(side)
        .containsExactly(
            new double[] {.5439, .5717, 1.0278, .0048, .9727, .9727, .7363}, within(3e-4));
    assertThat(distances.numbers("named", "other corner")[2]).isCloseTo(1.4824, within(5e-4));
    for (String same : List.of("3 × goal + 1", "goal, shaped")) {
      assertThat(distances.numbers("named", same)).as(same).containsOnly(0);
    }
    assertThat(distances.numbers("named", "opposite")).containsExactly(1, 1, 2, 1, 1, 1);
    assertThat(distances.text("named")).contains("cannot tell", "no single distance decides");
    assertThat(distances.text("groups"))
        .contains("goal = 3 × goal + 1 = goal, shaped")
        .doesNotContain("right side =", "= right side");
    assertThat(distances.standardError()).isEmpty();
    assertThat(distances.allText()).doesNotContainIgnoringCase("mesa-objective");
  }

  @Test
  void whatPrefersNothingHasNoNumber() {
    for (String name : List.of("zero", "constant 5", "shaping alone")) {
      String row = distances.line("nothing", name).substring(name.length());
      assertThat(row).as(name).containsPattern("^ +– +– +1\\.000 +– +– +–");
      assertThat(distances.text("nothing")).contains("\"" + name + "\" prefers no policy");
    }
  }

  /** Oracle: the exact values; ties have none under dynamics that were estimated. */
  @Test
  void samplesFindWhatHasNoTies() {
    double[] exact = distances.numbers("regret", "exact");
    assertThat(exact).containsExactly(new double[] {.9992, .0048, .9727}, within(1e-4));
    double[] many = distances.numbers("regret", "800");
    assertThat(many[1]).isCloseTo(exact[0], within(.01));
    assertHolds(many, 1, exact[0], "other corner");
  }

  /** Theory: shaping is at distance 0, and a distance says nothing of another pair's regret. */
  @Test
  void distancePredictsRegretAndNotThatOfAnotherPair() {
    for (String measure : List.of("EPIC", "DARD", "STARC")) {
      double[] row = distances.numbers("ranks", measure);
      assertThat(row[1]).as(measure + ", mixed, low").isGreaterThan(.8);
      assertThat(row[4]).as(measure + ", unrelated, low").isGreaterThan(.2);
      assertThat(row[5]).as(measure + ", unrelated, high").isLessThan(row[1]);
      assertHolds(row, 6, 0, measure + ", control");
      assertThat(row[9]).as(measure + ", p of the control").isGreaterThan(.05);
    }
    for (double most : distances.numbers("ranks", "Control, shaping, over 50 rewards")) {
      assertThat(most).as("with a potential").isLessThan(1e-9);
    }
    double[] near = distances.numbers("promise", "0.0 to 0.1");
    double[] far = distances.numbers("promise", "0.5 to 1.0");
    assertThat(near[near.length - 1]).isLessThan(.1);
    assertThat(far[far.length - 1]).isGreaterThan(.8);
  }
}
