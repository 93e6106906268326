package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.gap.Overoptimization.Optimization;
import org.mesascope.gap.Overoptimization.Point;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;
import smile.stat.distribution.GaussianDistribution;

class OveroptimizationTest {

  private static final int[] BUDGETS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

  /** A hundred items scored by their rank; gold agrees but for the top three. */
  private static final double[] PROXY = new double[100];

  private static final double[] GOLD = new double[100];

  static {
    for (int k = 1; k <= 100; k++) {
      PROXY[k - 1] = k / 100.0;
      GOLD[k - 1] = k > 97 ? -1 : k / 100.0;
    }
  }

  /** Oracle: computed independently from the law of the largest of n ranks. */
  @ParameterizedTest
  @CsvSource({
    "1, .4453, .505, 0",
    "2, .554037, .67165, .1931471805599453",
    "4, .5766760725, .804966667, .6362943611198906",
    "8, .4633691557454017, .8938222268886667, 1.2044415416798357",
    "16, .17801797267723096, .9460431839042401, 1.8350887222397811",
    "32, -.2660116991024784, .9744307155659256, 2.4969859027997265",
    "64, -.7210392503826464, .9890854932828206, 3.1745080833596715",
    "128, -.9601474356418093, .996208831473395, 3.859842763919617",
    "256, -.9991911584351205, .9991756940165321, 4.549083694479562"
  })
  void bestOfAHundredItems(int n, double gold, double proxy, double kl) {
    Overoptimization curve = Overoptimization.bestOf(PROXY, GOLD, n, 3);
    Point point = curve.points().stream().filter(p -> p.strength() == n).findFirst().orElseThrow();
    assertThat(point.gold().value()).isCloseTo(gold, within(1e-10));
    assertThat(point.proxy().value()).isCloseTo(proxy, within(1e-9));
    assertThat(point.kl()).isCloseTo(kl, within(1e-12));
  }

  /** Oracle: computed independently for eight items whose gold falls from the sixth on. */
  @ParameterizedTest
  @CsvSource({
    "1, 1.375, 4.5",
    "2, 1.109375, 5.8125",
    "4, .043701171875, 6.8583984375",
    "8, -1.4063680768013, 7.528682470321655",
    "16, -2.507159771268096, 7.871352804180319",
    "32, -2.944039453357093, 7.985959416430155",
    "64, -2.9992227035919856, 7.999805670852587"
  })
  void bestOfEightItems(int n, double gold, double proxy) {
    double[] scores = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] meant = {0, 1, 2, 3, 4, 3, 1, -3};
    Overoptimization curve = Overoptimization.bestOf(scores, meant, 1, 2, 4, 8, 16, 32, 64);
    Point point = curve.points().stream().filter(p -> p.strength() == n).findFirst().orElseThrow();
    assertThat(point.gold().value()).isCloseTo(gold, within(1e-12));
    assertThat(point.proxy().value()).isCloseTo(proxy, within(1e-12));
    assertThat(curve.fit().alpha()).isCloseTo(-1.579715085726546, within(1e-9));
    assertThat(curve.fit().beta()).isCloseTo(.6454399598857715, within(1e-9));
    assertThat(curve.fit().residualSquares()).isCloseTo(1.0895703746335392, within(1e-9));
    assertThat(curve.fit().alpha() / (2 * curve.fit().beta()))
        .isCloseTo(-1.2237506072649424, within(1e-9));
    assertThat(curve.fit().peak()).as("a peak before the start is none").isEmpty();
  }

  /**
   * Oracle: the sum over items of w ln(w m), computed independently; the formula of a distribution
   * without steps is above it.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 2, .19308970489622487",
    "100, 4, .6362193662112821",
    "100, 8, 1.2041693463375807",
    "100, 16, 1.8340178257483066",
    "100, 32, 2.4927244082913753",
    "100, 64, 3.1575997186267886",
    "100, 128, 3.7941758216496924",
    "100, 256, 4.3137043572144425",
    "8, 2, .18745472913115166",
    "8, 4, .6246459915517468",
    "8, 8, 1.1625558137237977",
    "8, 16, 1.679902127810952",
    "8, 32, 2.005436718113708",
    "8, 64, 2.07758647942994"
  })
  void divergenceOverItems(int items, int n, double kl) {
    double[] scores = IntStream.range(0, items).asDoubleStream().toArray();
    assertThat(Overoptimization.divergence(BestOfN.ofPopulation(scores, n)))
        .isCloseTo(kl, within(1e-12));
    assertThat(Overoptimization.divergence(BestOfN.ofPopulation(scores, 1)))
        .isCloseTo(0, within(1e-14));
    Point formula = Overoptimization.bestOf(scores, scores, n).points().get(1);
    assertThat(formula.kl()).isGreaterThan(kl);
  }

  /** Oracle: the expected largest of n standard normal draws, by quadrature. */
  @ParameterizedTest
  @CsvSource({
    "2, .5641895835477566",
    "4, 1.029375373003964",
    "8, 1.423600306045278",
    "16, 1.7659913930547884",
    "32, 2.069668827929172",
    "64, 2.3437334650794437"
  })
  void theLargestOfNormalDraws(int n, double expected) {
    GaussianDistribution normal = new GaussianDistribution(0, 1);
    int fine = 100_000;
    double[] items =
        IntStream.range(0, fine).mapToDouble(i -> normal.quantile((i + .5) / fine)).toArray();
    Overoptimization curve = Overoptimization.bestOf(items, items, n);
    assertThat(curve.points().get(1).proxy().value()).isCloseTo(expected, within(1e-3));
  }

  /** Oracle: NumPy's least squares on the same nine points, both laws. */
  @Test
  void bothLawsFitted() {
    Overoptimization curve = Overoptimization.bestOf(PROXY, GOLD, BUDGETS);
    OveroptimizationFit fit = curve.fit();
    assertThat(fit.alpha()).isCloseTo(.6419913876709497, within(1e-9));
    assertThat(fit.beta()).isCloseTo(.6634292876585984, within(1e-9));
    assertThat(fit.residualSquares()).isCloseTo(.12231459434590577, within(1e-9));
    assertThat(fit.peak().orElseThrow()).isCloseTo(.48384311607397656, within(1e-9));
    OveroptimizationFit rival = curve.fit(Optimization.POLICY);
    assertThat(rival.alpha()).isCloseTo(-.03908997554283192, within(1e-9));
    assertThat(rival.beta()).isCloseTo(.9081853715384106, within(1e-9));
    assertThat(rival.residualSquares()).isCloseTo(.14272306873239593, within(1e-9));
  }

  /** Oracle: a curve made by a law gives its numbers back, and nothing is left. */
  @ParameterizedTest
  @CsvSource({"BEST_OF_N", "POLICY"})
  void aCurveByTheLawGivesItsNumbersBack(Optimization how) {
    List<Point> points =
        Arrays.stream(new double[] {0, .3, .7, 1.1, 1.9, 2.4})
            .mapToObj(
                d -> {
                  double fall = how == Optimization.BEST_OF_N ? d : d == 0 ? 0 : Math.log(d);
                  Estimate gold = Estimate.exact("gold", 2 + d * (1.3 - .6 * fall), "by the law");
                  return new Point(d, d * d, Estimate.exact("proxy", d, "by the law"), gold);
                })
            .toList();
    OveroptimizationFit fit = new Overoptimization(how, points).fit();
    assertThat(fit.alpha()).isCloseTo(1.3, within(1e-10));
    assertThat(fit.beta()).isCloseTo(.6, within(1e-10));
    assertThat(fit.explained()).isCloseTo(1, within(1e-12));
    assertThat(fit.text()).doesNotContain("does not describe");
  }

  /**
   * Oracle: what samples estimate without bias is the exact curve of the items they come from:
   * within four standard errors over 400 prompts of 12 samples.
   */
  @Test
  void samplesEstimateTheExactCurve() {
    RandomGenerator random = Seed.of(3).random();
    double[][] proxy = new double[400][12];
    double[][] gold = new double[400][12];
    for (int p = 0; p < proxy.length; p++) {
      for (int s = 0; s < proxy[p].length; s++) {
        int item = random.nextInt(100);
        proxy[p][s] = PROXY[item];
        gold[p][s] = GOLD[item];
      }
    }
    Overoptimization exact = Overoptimization.bestOf(PROXY, GOLD, 2, 8, 12);
    Overoptimization sampled = Overoptimization.bestOf(proxy, gold, Seed.of(1), 2, 8, 12);
    for (int k = 0; k < 4; k++) {
      Estimate found = sampled.points().get(k).gold();
      double error = found.interval().width() / (2 * 1.96);
      assertThat(found.value()).isCloseTo(exact.points().get(k).gold().value(), within(4 * error));
    }
    assertThat(sampled.points().get(3).gold().interval().width()).isLessThan(.2);
  }

  /** Oracle: the tilted policy's divergence and proxy by hand for two items. */
  @Test
  void thePolicyOfMostProxyForItsDivergence() {
    Overoptimization curve =
        Overoptimization.tilted(new double[] {0, 1}, new double[] {1, 0}, 1, 2, 4, 800);
    double p = Math.E / (1 + Math.E);
    Point one = curve.points().get(1);
    assertThat(one.proxy().value()).isCloseTo(p, within(1e-15));
    assertThat(one.gold().value()).isCloseTo(1 - p, within(1e-15));
    assertThat(one.kl())
        .isCloseTo(p * Math.log(2 * p) + (1 - p) * Math.log(2 * (1 - p)), within(1e-15));
    assertThat(curve.points().get(4).kl()).isCloseTo(Math.log(2), within(1e-12));
  }

  /** Invariant: no overoptimization where the proxy is the gold score: no peak is claimed. */
  @Test
  void withoutOveroptimizationThereIsNoPeak() {
    Overoptimization curve = Overoptimization.bestOf(PROXY, PROXY, BUDGETS);
    assertThat(curve.points().get(8).gold().value())
        .isGreaterThan(curve.points().get(7).gold().value());
    assertThat(Overoptimization.bestOf(PROXY, PROXY, 1, 2, 3, 4).fit().peak()).isEmpty();
  }

  /** Oracle: equal proxy scores choose evenly, so gold stays at its mean. */
  @Test
  void equalProxiesShareTheirChance() {
    double[] same = new double[4];
    double[] gold = {1, 2, 3, 6};
    Overoptimization curve = Overoptimization.bestOf(same, gold, 1, 5);
    assertThat(curve.points().get(1).gold().value()).isCloseTo(3, within(1e-14));
  }

  @Test
  void whatCannotBeDrawnOrFittedIsRefused() {
    assertThatThrownBy(() -> Overoptimization.bestOf(PROXY, new double[3], 2))
        .hasMessageContaining("both scores");
    assertThatThrownBy(() -> Overoptimization.bestOf(PROXY, GOLD, 0))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(
            () ->
                Overoptimization.bestOf(
                    new double[][] {{1, 2}, {1, 2}},
                    new double[][] {{1, 2}, {1, 2}},
                    Seed.of(1),
                    3))
        .hasMessageContaining("take more");
    assertThatThrownBy(() -> Overoptimization.bestOf(PROXY, GOLD, 2).fit())
        .hasMessageContaining("at least 3 other distances");
    assertThatThrownBy(() -> Overoptimization.tilted(PROXY, GOLD, -1))
        .hasMessageContaining("at least 0");
    assertThatThrownBy(
            () -> Overoptimization.bestOf(new double[] {Double.NaN}, new double[] {1}, 2))
        .hasMessageContaining("item 0 expects finite scores");
  }

  @Test
  void theTableSaysHowWellTheLawFits() {
    Overoptimization curve = Overoptimization.bestOf(PROXY, GOLD, BUDGETS);
    assertThat(curve.table().toText()).contains("d(α − βd)", "explains", "most gold at d = 0.484");
    assertThat(curve.figure().toSvg()).contains("√nats");
  }

  /** Fewer distances than a law needs: the numbers are shown, and nothing is fitted. */
  @Test
  void aShortCurveIsShownWithoutAFit() {
    Overoptimization curve = Overoptimization.bestOf(PROXY, GOLD, 1, 4);
    assertThat(curve.toMimeBundle().data()).isNotEmpty();
    assertThat(curve.table().toText()).contains("0.5767").doesNotContain("fit", "Fit");
    assertThat(curve.figure().alt()).contains("Line \"gold\" of 2 points").doesNotContain("fit");
  }

  /** Intervals over a few prompts are too narrow, and the table and the figure say so. */
  @Test
  void fewPromptsAreSaid() {
    String said = "6 units: a bootstrap interval of fewer than 10 covers less than it says";
    Overoptimization few = sampled(6);
    assertThat(few.points().get(1).gold().method()).contains(said);
    assertThat(few.table().toText()).contains(said);
    assertThat(few.figure().alt()).contains(said);
    Overoptimization enough = sampled(12);
    assertThat(enough.points().get(1).gold().method()).isEqualTo("BCa over prompts");
    assertThat(enough.table().toText()).doesNotContain("units");
    assertThat(enough.figure().alt()).doesNotContain("units");
  }

  private static Overoptimization sampled(int prompts) {
    double[][] scores = new double[prompts][];
    for (int p = 0; p < prompts; p++) {
      scores[p] = Seed.of(p).random().doubles(8).toArray();
    }
    return Overoptimization.bestOf(scores, scores, Seed.of(1), 2, 4, 8);
  }
}
