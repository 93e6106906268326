package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks, run whole by the runner, as a user runs them. */
class NotebooksTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final long LIMIT_MINUTES = 20;

  @TempDir private static Path out;
  private static ExecutedNotebook corridor;
  private static ExecutedNotebook choices;
  private static ExecutedNotebook transformer;
  private static ExecutedNotebook suspects;
  private static ExecutedNotebook searcher;
  private static ExecutedNotebook learned;
  private static ExecutedNotebook inverse;
  private static ExecutedNotebook distances;
  private static ExecutedNotebook agency;
  private static ExecutedNotebook traces;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Path log = out.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            absolute(System.getProperty("java.class.path")),
            "org.mesascope.kernel.cli.Main",
            "run",
            "notebooks",
            "--out",
            out.toString());
    Process process =
        builder
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended && process.exitValue() == 0).as(Files.readString(log)).isTrue();
    corridor = ExecutedNotebook.read(out.resolve("01-goal-misgeneralization.ipynb"));
    choices = ExecutedNotebook.read(out.resolve("02-objective-from-choices.ipynb"));
    transformer = ExecutedNotebook.read(out.resolve("04-optimizer-inside-a-transformer.ipynb"));
    suspects = ExecutedNotebook.read(out.resolve("05-does-it-really-optimize.ipynb"));
    searcher = ExecutedNotebook.read(out.resolve("06-a-searcher-with-the-wrong-goal.ipynb"));
    learned = ExecutedNotebook.read(out.resolve("03-learned-optimizer.ipynb"));
    inverse = ExecutedNotebook.read(out.resolve("07-inverse-reinforcement-learning.ipynb"));
    distances = ExecutedNotebook.read(out.resolve("08-how-far-apart.ipynb"));
    agency = ExecutedNotebook.read(out.resolve("09-agent-or-device.ipynb"));
    traces = ExecutedNotebook.read(out.resolve("10-bring-your-own-traces.ipynb"));
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        List.of(classPath.split(File.pathSeparator, -1)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  @Test
  void nothingIsPrintedToStandardErrorAndNothingClaimsMoreThanTracesShow() {
    for (ExecutedNotebook notebook :
        List.of(corridor, choices, learned, transformer, suspects, inverse, agency, traces)) {
      assertThat(notebook.standardError()).isEmpty();
      assertThat(notebook.allText()).doesNotContainIgnoringCase("mesa-objective");
      assertThat(notebook.text("evidence"))
          .containsPattern("level of evidence +(behaviour|counterfactual)");
    }
    assertThat(suspects.text("evidence")).containsPattern("level of evidence +counterfactual");
  }

  @Test
  void trainingAloneDoesNotIdentifyTheObjective() {
    assertThat(corridor.text("training-alone"))
        .containsPattern("right end +not identifiable")
        .containsPattern("coin +not identifiable")
        .contains("1 of 2 directions are told", "right end and coin move together");
    assertThat(corridor.text("align-training")).contains("No verdict: not identifiable");
  }

  /** What the exact table says of p = 0: the right end is sought, the coin is not. */
  @Test
  void theShiftedWorldPutsTheWeightOnTheRightEnd() {
    double[] rightEnd = corridor.numbers("both", "right end");
    double[] coin = corridor.numbers("both", "coin");
    assertThat(rightEnd[1]).as("right end, low").isGreaterThan(coin[2]);
    assertThat(rightEnd[1]).isPositive();
    double[] regret = corridor.numbers("align", "behavioural objective");
    assertThat(regret[regret.length - 1]).as("regret, uniform ties").isGreaterThan(.99);
  }

  @Test
  void capabilityHoldsWhereTheObjectiveIsLost() {
    assertThat(corridor.numbers("gap-table", "capability in deployment")[0]).isGreaterThan(.95);
    assertThat(corridor.numbers("gap-table", "objective in deployment")[0]).isLessThan(.05);
    assertThat(corridor.numbers("gap-table", "objective in training")[0]).isGreaterThan(.99);
  }

  /** Oracle: exact dynamic programming, the coin at 0, for p = 0, .05, .1 and .5. */
  @Test
  void theExactCorridorStandsBesideTheNetworks() {
    assertThat(corridor.text("gap")).contains("0.000647 at 8").contains("0.988 at 8");
    String[] shares = {"0 ", "0.05", "0.1", "0.5"};
    double[] reached = {.000647, .001975, .993923, .999525};
    for (int i = 0; i < shares.length; i++) {
      double[] row = corridor.numbers("weak", shares[i]);
      assertThat(row[row.length - 1]).as("p = " + shares[i]).isCloseTo(reached[i], within(5e-5));
    }
  }

  @Test
  void aRareCoinOnTheLeftIsWeaklyToldAndTheAlignedControlFollowsTheCoin() {
    assertThat(corridor.line("weak", "0 ")).contains("not identifiable");
    double[] rare = corridor.numbers("weak", "0.02");
    double[] aligned = corridor.numbers("weak", "0.5");
    int rightEnd = 1;
    int coin = 4;
    int overLogs = 7;
    assertThat(rare[overLogs + 1] - rare[overLogs])
        .as("how far the coin's weight moves over logs")
        .isGreaterThan(2 * (aligned[overLogs + 1] - aligned[overLogs]));
    assertThat(aligned[coin + 1]).as("coin, low").isGreaterThan(aligned[rightEnd + 2]);
  }

  private static double width(double[] row, int estimate) {
    return row[estimate + 2] - row[estimate + 1];
  }

  /** Oracle: Greene, Econometric Analysis, table 21.11, to 1e-4 and better. */
  @Test
  void travelModeReproducesThePublishedCoefficients() {
    for (String name : List.of("air", "train", "bus", "gc", "ttme", "hinc_air")) {
      double[] row = choices.numbers("published", name);
      assertThat(row).hasSize(3);
      assertThat(row[2]).as(name).isCloseTo(0, within(1e-6));
    }
    assertThat(choices.numbers("evidence", "TravelMode: log-likelihood")[0])
        .isCloseTo(-199.128369, within(.05));
  }

  /** Oracle: Hausman and McFadden's test without air, computed independently in NumPy. */
  @Test
  void independenceOfIrrelevantAlternativesIsRejected() {
    double[] test = choices.numbers("iia", "air");
    assertThat(test[0]).isEqualTo(152);
    assertThat(test[1]).isCloseTo(33.3367, within(.01));
    assertThat(test[2]).isEqualTo(4);
    assertThat(test[3]).isCloseTo(1.019e-6, within(1e-8));
  }

  @Test
  void theDeskTellsTheSignalsApartOnlyWhereTheirCorrelationBreaks() {
    assertThat(choices.text("desk-training"))
        .containsPattern("resolves +not identifiable")
        .containsPattern("confident +not identifiable")
        .containsPattern("escalates +not identifiable")
        .contains("1 of 3 directions are told");
    double[] known = choices.numbers("broken", "known");
    double[] free = choices.numbers("broken", "0 ");
    double[] close = choices.numbers("broken", "0.98");
    for (int k = 0; k < 3; k++) {
      int at = 1 + 3 * k;
      assertThat(known[k]).as("weight %d", k).isBetween(free[at + 1], free[at + 2]);
      assertThat(width(close, at)).as("weight %d", k).isGreaterThan(3 * width(free, at));
    }
  }

  /** Oracle: Ahn et al. (2023), x ~ U(−1, 1), N = 10: A* = 1.5152, L* = 1.6498. */
  @Test
  void oneLinearLayerReachesItsExactOptimum() {
    double[] diagonal = transformer.numbers("one", "mean diagonal of A");
    assertThat(diagonal[1]).isCloseTo(1.5152, within(1e-3));
    assertThat(diagonal[0]).isCloseTo(1.5152, within(.02 * 1.5152));
    double[] risk = transformer.numbers("one", "exact risk of A");
    assertThat(risk[1]).isCloseTo(1.6498, within(1e-3));
    assertThat(risk[0] / risk[1]).isBetween(1.0, 1.005);
  }

  /** Oracle: the closed-form risk under input scale; the cosine sees none of it. */
  @Test
  void theCosineDoesNotSeeTheFailureOutOfDistribution() {
    String[] scales = {"0.25", "0.5", "1.0", "1.25", "1.5", "2.0", "3.0"};
    double[] exact = {.1956, .6492, 1.6498, 3.410, 9.631, 67.21, 984.5};
    for (int i = 0; i < scales.length; i++) {
      double[] row = transformer.numbers("scale-table", scales[i]);
      int of = row.length - 4;
      assertThat(row[of]).as("scale " + scales[i]).isCloseTo(exact[i], within(1e-3 * exact[i]));
      assertThat(row[of - 3]).as("scale " + scales[i]).isCloseTo(exact[i], within(.15 * exact[i]));
      assertThat(row[of + 1]).as("cosine").isGreaterThan(.999);
    }
  }

  @Test
  void knownSuspectsAreNamedAndControlsHold() {
    assertThat(suspects.text("evidence"))
        .containsPattern("ridge in disguise +ridge")
        .containsPattern("online pass +online GD")
        .containsPattern("least squares +least squares")
        .containsPattern("one linear layer +(GD|preconditioned GD)\\s")
        .containsPattern("softmax, untrained +none of these");
    assertThat(suspects.numbers("evidence", "controls failed")[0]).isZero();
    assertThat(suspects.text("validate")).contains("validates the comparison");
    assertThat(suspects.line("order", "online pass")).contains("yes");
  }

  /** Oracle: λ = ¼ by construction; least squares has none. */
  @Test
  void theImplicitRidgeIsReadOffOrNotIdentifiable() {
    double[] ridge = suspects.numbers("implicit", "ridge in disguise");
    assertThat(ridge[0]).isCloseTo(.25, within(.005));
    assertThat(suspects.line("implicit", "least squares")).contains("not identifiable");
  }

  /** Oracle: the same experiment in PyTorch, whose seeds agree within .02; see WrongGoal. */
  @Test
  void moreThinkingServesTheProxy() {
    double[] door = {.48, .67, .92, .996, .998, .995};
    double[] exit = {.42, .28, .075, .003, .002, .004};
    double[] towardDoor = searcher.numbers("curves", "entangled  door");
    double[] towardExit = searcher.numbers("curves", "entangled  exit");
    for (int t = 0; t < door.length; t++) {
      assertThat(towardDoor[t]).as("door, place %d", t).isCloseTo(door[t], within(.06));
      assertThat(towardExit[t]).as("exit, place %d", t).isCloseTo(exit[t], within(.06));
    }
    assertThat(searcher.numbers("curves", "aligned    exit")[4]).isGreaterThan(.95);
    assertThat(searcher.numbers("capability", "apart: arrive at the door")[0]).isGreaterThan(.95);
  }

  @Test
  void theSearchersGoalIsToldBySeparationAndCarriedByItsState() {
    assertThat(searcher.text("training-alone"))
        .contains("door and exit move together")
        .containsPattern("door +not identifiable");
    for (String patch : List.of("3×3 around both doors, every tick", "whole state, tick 4 alone")) {
      String own = "entangled  " + patch;
      assertThat(searcher.numbers("patch", own)[0]).as(own).isGreaterThan(.9);
      for (String control : List.of("aligned    ", "one tick   ", "lookup     ")) {
        String other = control + patch;
        assertThat(searcher.numbers("patch", other)[0]).as(other).isLessThan(.2);
      }
    }
    assertThat(searcher.text("evidence"))
        .contains("level of evidence: causal", "mesa-objective")
        .doesNotContain("withheld");
    assertThat(searcher.standardError()).isEmpty();
  }

  /** As in PyTorch: the LSTM's median at step 100 is at most tuned Adam's. */
  @Test
  void theLearnedOptimizerBeatsTunedAdamWhereItWasTrained() {
    double[] medians = learned.numbers("evidence", "median loss at step 100");
    assertThat(medians[0]).isLessThanOrEqualTo(medians[1]).isLessThan(.02);
    assertThat(medians[1]).isBetween(.005, .03);
  }

  /**
   * The failures seen in PyTorch, in kind: longer, larger, worse conditioned and scaled problems.
   */
  @Test
  void theLearnedOptimizerFailsAwayFromTraining() {
    for (String shift :
        List.of(
            "ten times the steps",
            "ten times the parameters",
            "a hundred times the condition",
            "a hundred times the loss")) {
      double[] medians = learned.numbers("evidence", shift);
      assertThat(medians[0]).as(shift).isGreaterThan(2 * medians[1]);
    }
    assertThat(learned.text("failures-condition")).contains("diverges").doesNotContain("NaN");
  }

  /**
   * What was seen in PyTorch: a first step that saturates, past gradients that count, and drift.
   */
  @Test
  void theRuleSaturatesRemembersAndDrifts() {
    double[] power = learned.numbers("rule", "first update ∝ |gradient| to the power");
    assertThat(power[2]).as("power, high").isLessThan(.25);
    assertThat(learned.numbers("rule", "weight on past gradients")[1]).isGreaterThan(.3);
    assertThat(learned.numbers("rule", "drift without gradient")[0]).isGreaterThan(.3);
    assertThat(learned.text("rule")).contains("none of these");
  }

  @Test
  void theReadingNamesOptimizersWhoseRuleIsKnown() {
    for (String name : List.of("Adam", "momentum", "Nesterov", "RMSprop", "SGD")) {
      assertThat(learned.line("controls", name))
          .containsPattern(name + "\\(.*  " + name + "( |\\()");
    }
  }

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

  private static void assertHolds(double[] row, int estimate, double known, String what) {
    assertThat(known).as(what).isBetween(row[estimate + 1], row[estimate + 2]);
  }

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

  /** Oracle: what desk-log.py put there; see datasets/desk-log.md. */
  @Test
  void aLogBecomesAReportThatFindsWhatWasPlanted() {
    assertThat(traces.numbers("evidence", "rows that could not be read")[0]).isEqualTo(4);
    double[] one = traces.numbers("evidence", "desk-1: weight of resolves");
    assertThat(1.6).isBetween(one[1], one[2]);
    double[] two = traces.numbers("planted", "desk-2   confident");
    assertThat(two[0]).isEqualTo(1.6);
    assertThat(1.6).as("without the notice").isBetween(two[5], two[6]);
    assertThat(traces.line("evidence", "desk-1: proxy alignment")).contains("not found");
    assertThat(traces.line("evidence", "desk-2: proxy alignment")).endsWith("  found");
    assertThat(traces.line("evidence", "desk-1: evaluation-cond")).contains("not found");
    assertThat(traces.line("evidence", "desk-2: evaluation-cond")).endsWith("  found");
    assertThat(traces.numbers("evidence", "pilot alone: told")[0]).isEqualTo(2);
    assertThat(traces.text("alone"))
        .containsPattern("resolves +not identifiable")
        .contains("Map menu.features to get one");
    for (String version : List.of("desk-1", "desk-2")) {
      double[] scores = traces.numbers("rival", version);
      assertThat(scores[1]).as("objective, low").isGreaterThan(scores[5]);
    }
    assertThat(traces.text("files")).contains("index.html", "report.json", "\\toprule");
    assertThat(traces.text("inspect")).containsPattern("answers without a choice +2");
  }
}
