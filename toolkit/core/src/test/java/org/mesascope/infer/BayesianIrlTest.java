package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.display.Progress;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;

class BayesianIrlTest {

  private static final FiniteMdp LINE = line(4);

  static FiniteMdp line(int cells) {
    FiniteMdp.Builder builder = FiniteMdp.builder(cells, 2).discount(.9);
    for (int s = 0; s < cells; s++) {
      builder
          .transition(s, 0, Math.max(0, s - 1), 1)
          .transition(s, 1, Math.min(cells - 1, s + 1), 1);
    }
    return builder.build();
  }

  private static TraceLog rightAtEach() {
    List<Trace> traces = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      Step step = new Step(Integer.toString(s), null, "1", null);
      traces.add(new Trace("t" + s, List.of(step), Map.of()));
    }
    return TraceLog.of(traces);
  }

  private static double[][] grid(int digits) {
    double[][] all = new double[(int) Math.pow(3, digits)][digits];
    for (int i = 0; i < all.length; i++) {
      for (int k = 0, rest = i; k < digits; k++, rest /= 3) {
        all[i][k] = rest % 3 - 1;
      }
    }
    return all;
  }

  /**
   * Four cells in a row, R in {−1, 0, 1}⁴, choices by exp(2Q*) (Ramachandran and Amir 2007): the
   * sum over all hypotheses, computed independently in NumPy.
   */
  @Test
  void lineOfFourBySumming81Hypotheses() {
    CandidatePosterior posterior =
        BayesianIrl.of(MaxCausalEntropyIrl.in("line", LINE), 1, Seed.of(1))
            .with(new RewardLikelihood.Boltzmann(2))
            .over(grid(4), rightAtEach());
    assertThat(posterior.mean())
        .containsExactly(
            new double[] {
              -.6024433063947886, -.16845784743281808, -.2327952667750923, .7754580768268278
            },
            within(1e-9));
    assertThat(posterior.logEvidence()).isCloseTo(-1.7696653988695217, within(1e-9));
    assertThat(posterior.best()).hasSize(1);
    assertThat(posterior.candidates()[posterior.best()[0]]).containsExactly(-1, -1, -1, 1);
    assertThat(posterior.logLikelihoods()[posterior.best()[0]])
        .isCloseTo(-.08287971448368658, within(1e-9));
    assertThat(posterior.table().toText()).contains("Log evidence -1.769665");
  }

  /** A walker to the end is explained by the end; one that tosses a coin by no candidate. */
  @Test
  void noneOfTheseWhereARivalExplainsTheChoicesAsWell() {
    BayesianIrl irl = BayesianIrl.of(MODEL, 1, Seed.of(1));
    double[][] candidates = {{2, 0}, {-2, 0}, {2, -1}};
    CandidatePosterior planner =
        irl.over(candidates, walks(new double[] {2, 0}, 40, 10, Seed.of(2)));
    assertThat(planner.best()).containsExactly(0);
    assertThat(planner.verdict()).startsWith("the likeliest candidate explains");
    CandidatePosterior chance =
        irl.over(candidates, walks(new double[] {0, 0}, 40, 10, Seed.of(3)));
    assertThat(chance.verdict()).startsWith("none of these: ").contains("\"uniform\"");
    assertThat(chance.table().toText()).contains("none of these");
    double least =
        chance.rivals().stream().mapToDouble(rival -> rival.bic(chance.n())).min().orElseThrow();
    assertThat(-2 * chance.logLikelihoods()[chance.best()[0]]).isGreaterThan(least);
  }

  private static final TransitionReward END =
      TransitionReward.of("end", (s, a, next) -> next == 4 ? 1 : 0);
  private static final TransitionReward EFFORT =
      TransitionReward.of("effort", (s, a, next) -> s == next ? 0 : 1);
  private static final FiniteMdp FIVE = line(5);
  private static final MaxCausalEntropyIrl MODEL =
      MaxCausalEntropyIrl.in("line", FIVE).withFeatures(END, EFFORT);

  static TraceLog walks(double[] theta, int traces, int steps, Seed seed) {
    double[] end = FIVE.expectedReward(END);
    double[] effort = FIVE.expectedReward(EFFORT);
    double[] reward = new double[10];
    Arrays.setAll(reward, i -> theta[0] * end[i] + theta[1] * effort[i]);
    double[] policy = StationaryPlan.of(SuccessorTable.of(FIVE), reward, null, 1e-10).policy();
    RandomGenerator random = seed.random();
    List<Trace> all = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      List<Step> own = new ArrayList<>();
      int s = random.nextInt(5);
      for (int t = 0; t < steps; t++) {
        int a = random.nextDouble() < policy[2 * s] ? 0 : 1;
        int next = Math.min(4, Math.max(0, s + (a == 0 ? -1 : 1)));
        own.add(new Step("" + s, null, "" + a, "" + next));
        s = next;
      }
      all.add(new Trace("t" + i, own, Map.of()));
    }
    return TraceLog.of(all);
  }

  /** Oracle: the same posterior by a sum over a fine grid. */
  @Test
  void drawsAgreeWithQuadrature() {
    TraceLog log = walks(new double[] {1, -.5}, 12, 5, Seed.of(4));
    for (RewardLikelihood choice :
        List.of(new RewardLikelihood.SoftOptimal(), new RewardLikelihood.Boltzmann(1))) {
      BayesianIrl irl = BayesianIrl.of(MODEL, 1.5, Seed.of(2)).with(choice);
      RewardPosterior drawn = irl.posterior(log);
      assertThat(drawn.verdict()).startsWith("the chains agree");
      int side = 49;
      double[][] points = new double[side * side][];
      double[] prior = new double[points.length];
      double total = 0;
      for (int i = 0; i < points.length; i++) {
        points[i] = new double[] {-6 + .25 * Math.floorDiv(i, side), -6 + .25 * (i % side)};
        prior[i] = Math.exp(-Information.dot(points[i], points[i]) / (2 * 1.5 * 1.5));
        total += prior[i];
      }
      for (int i = 0; i < prior.length; i++) {
        prior[i] /= total;
      }
      CandidatePosterior summed = irl.over(points, prior, log);
      for (int k = 0; k < 2; k++) {
        int parameter = k;
        double[] own = drawn.draws(drawn.parameters().get(k));
        double deviation = Averages.standardDeviation(own);
        double squares = 0;
        for (int i = 0; i < points.length; i++) {
          squares += summed.probabilities()[i] * points[i][parameter] * points[i][parameter];
        }
        double exact = Math.sqrt(squares - summed.mean()[k] * summed.mean()[k]);
        double error = exact / Math.sqrt(drawn.byParameter().get(k).bulk());
        assertThat(drawn.credible().get(k).value()).isCloseTo(summed.mean()[k], within(4 * error));
        assertThat(deviation).isCloseTo(exact, within(.1 * exact));
      }
    }
  }

  /**
   * Simulation-based calibration (Talts et al. 2018): the rank of what was drawn from the prior
   * among draws of its posterior is uniform. χ² over 8 bins of 96 ranks; 24.3 is its 99.9 %
   * quantile at 7 degrees of freedom.
   */
  @Test
  void ranksAreUniformOverSeeds() {
    int seeds = 96;
    int[][] bins = new int[2][8];
    BayesianIrlOptions few =
        BayesianIrlOptions.defaults().withChains(2).withDraws(320).withWarmup(50);
    try (Progress progress = Progress.of("calibration", seeds)) {
      for (int i = 0; i < seeds; i++) {
        Seed seed = Seed.of(17).split(i);
        RandomGenerator prior = seed.split("prior").random();
        double[] truth = {prior.nextGaussian(), prior.nextGaussian()};
        TraceLog log = walks(truth, 6, 6, seed.split("traces"));
        RewardPosterior drawn =
            BayesianIrl.of(MODEL, 1, seed.split("sampler")).with(few).posterior(log);
        for (int k = 0; k < 2; k++) {
          int rank = 0;
          double[] own = drawn.draws(drawn.parameters().get(k));
          for (int j = 0; j < 630; j += 10) {
            rank += own[j] < truth[k] ? 1 : 0;
          }
          bins[k][rank / 8]++;
        }
        progress.step();
      }
    }
    for (int[] counts : bins) {
      double chi2 = Arrays.stream(counts).mapToDouble(n -> (n - 12.0) * (n - 12.0) / 12).sum();
      assertThat(chi2).as(Arrays.toString(counts)).isLessThan(24.3);
    }
  }

  @Test
  void whatTheDataDoNotTellIsSaidToBeThePriors() {
    RewardPosterior posterior =
        BayesianIrl.of(MaxCausalEntropyIrl.in("line", LINE), 2, Seed.of(3))
            .posterior(rightAtEach());
    assertThat(posterior.objective().identifiability().notes()).containsExactly("any constant");
    assertThat(posterior.objective().identified("R(0)")).isFalse();
    assertThat(posterior.table().toText()).contains("not identifiable: prior").contains("R-hat");
    assertThat(posterior.verdict()).startsWith("the chains agree");
  }

  @Test
  void chainsThatDisagreeAreRefusedLoudly() {
    BayesianIrlOptions brief = BayesianIrlOptions.defaults().withWarmup(0).withDraws(100);
    BayesianIrl irl = BayesianIrl.of(MODEL, 2, Seed.of(5)).with(brief);
    TraceLog log = walks(new double[] {1, -.5}, 6, 6, Seed.of(6));
    assertThat(irl.posterior(log).verdict()).startsWith("THE CHAINS DO NOT AGREE");
    assertThatThrownBy(() -> irl.infer(log))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("DO NOT READ");
  }

  @Test
  void contractSameBitsAndInterruption() {
    TraceLog log = walks(new double[] {1, -.5}, 40, 6, Seed.of(8));
    BayesianIrl irl = BayesianIrl.of(MODEL, 2, Seed.of(9));
    ObjectiveInferenceContract.check(irl, log);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> irl.infer(log)).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> BayesianIrl.of(MODEL, 0, Seed.of(1)))
        .hasMessageContaining("deviation above 0");
    assertThatThrownBy(() -> new RewardLikelihood.Boltzmann(-1)).hasMessageContaining("above 0");
    assertThatThrownBy(
            () ->
                BayesianIrl.of(MODEL, 1, Seed.of(1))
                    .over(new double[][] {{1}}, walks(new double[2], 1, 2, Seed.of(1))))
        .hasMessageContaining("candidate 0 expects 2 finite numbers");
    assertThatThrownBy(
            () ->
                BayesianIrl.of(MODEL.withHorizon(5), 1, Seed.of(1))
                    .with(new RewardLikelihood.Boltzmann(1)))
        .hasMessageContaining("infinite horizon");
  }
}
