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
    for (ExecutedNotebook notebook : List.of(corridor, choices, learned, transformer, suspects)) {
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
}
