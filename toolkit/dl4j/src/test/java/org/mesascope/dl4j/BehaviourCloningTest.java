package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Gridworld;
import org.mesascope.world.PolicyContract;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

class BehaviourCloningTest {

  private static final Gridworld WORLD = Gridworld.gw5();
  private static final TabularPolicy EXPERT =
      SoftPlanning.of(WORLD.mdp(), WORLD.baseObjective(), 5).policy();
  private static final TraceLog LOG = EXPERT.rollOut(WORLD, 40, Seed.of(1).split("traces"));
  private static final BehaviourCloning BRIEF =
      BehaviourCloning.with(CloningOptions.defaults().withEpochs(3));

  @TempDir private Path folder;

  /** Exact: what the expert and the clone earn, and what the expert's own choices are worth. */
  @Test
  void aCloneEarnsWhatItsExpertEarns() {
    ClonedPolicy clone = BehaviourCloning.defaults().train(LOG, WORLD, Seed.of(1));
    double expert = PolicyValue.in(WORLD, EXPERT).startValue();
    assertThat(PolicyValue.in(WORLD, clone).startValue()).isCloseTo(expert, within(.05 * expert));
    HeldOut judged = clone.report().heldOut();
    assertThat(judged.predictions())
        .extracting(HeldOut.Prediction::name)
        .containsExactly(
            "behaviour clone",
            "uniform",
            "choice frequencies",
            "repeats its last choice",
            "imitation by situation");
    assertThat(judged.of("uniform").logLikelihood())
        .isCloseTo(-judged.choices() * Math.log(4), within(1e-9));
    assertThat(judged.perChoice() * judged.choices())
        .isGreaterThan(judged.of("choice frequencies").logLikelihood());
    assertThat(judged.calibrationError()).isLessThan(.05);
    assertThat(judged.bins().stream().mapToInt(HeldOut.Bin::count).sum())
        .isEqualTo(4 * judged.choices());
    assertThat(clone.report().table().toText())
        .contains("8 whole traces held out")
        .contains("fitted to 24 traces, stopped by 8");
  }

  /** Negative control: chance leaves nothing to predict. */
  @Test
  void chanceIsPredictedByNoClone() {
    TraceLog chance = TabularPolicy.uniform(25, 4).rollOut(WORLD, 40, Seed.of(2));
    HeldOut judged =
        BehaviourCloning.defaults().train(chance, WORLD, Seed.of(2)).report().heldOut();
    assertThat(judged.beatsRivals()).isFalse();
    assertThat(judged.verdict()).startsWith("no behaviour clone is needed");
  }

  /** A taste for the middle is no linear utility: conditional logit has to fall behind. */
  @Test
  void aCloneOfMenusSeesWhatALinearUtilityCannot() {
    TraceLog menus = menus(80, 12, Seed.of(5));
    ClonedChoice clone = BehaviourCloning.defaults().trainOnMenus(menus, Seed.of(5));
    HeldOut judged = clone.report().heldOut();
    assertThat(judged.beatsRivals()).as(judged.table().toText()).isTrue();
    double[] p =
        clone
            .network()
            .predict(
                new Menu(
                    List.of("low", "middle", "high"), List.of("price"), new double[] {10, 50, 90}));
    assertThat(p[1]).isGreaterThan(p[0]).isGreaterThan(p[2]).isGreaterThan(.6);
    assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-9));
  }

  @Test
  void keepsThePolicyContract() {
    PolicyContract.check(BRIEF.train(LOG, WORLD, Seed.of(1)), WORLD, Seed.of(2));
  }

  @Test
  void oneSeedGivesTheSameBitsInWhateverOrderTheTracesCome() {
    BehaviourCloning batches =
        BehaviourCloning.with(CloningOptions.defaults().withEpochs(3).withBatch(10));
    TraceLog turned =
        TraceLog.of(LOG.traces().stream().sorted((a, b) -> b.id().compareTo(a.id())).toList());
    ClonedPolicy one = batches.train(LOG, WORLD, Seed.of(1));
    assertThat(batches.train(turned, WORLD, Seed.of(1)).in(WORLD)).isEqualTo(one.in(WORLD));
    assertThat(batches.train(LOG, WORLD, Seed.of(2)).in(WORLD)).isNotEqualTo(one.in(WORLD));
  }

  /** Menus whose feature is in other units give the same model of it. */
  @Test
  void unitsOfWhatIsSeenDoNotMatter() {
    TraceLog menus = menus(6, 5, Seed.of(1));
    TraceLog cents =
        TraceLog.of(
            menus.traces().stream()
                .map(
                    trace ->
                        new Trace(
                            trace.id(),
                            trace.steps().stream().map(BehaviourCloningTest::inCents).toList(),
                            Map.of()))
                .toList());
    double[] plain =
        BRIEF
            .trainOnMenus(menus, Seed.of(1))
            .network()
            .predict(new Menu(List.of("a", "b"), List.of("price"), new double[] {20, 60}));
    double[] scaled =
        BRIEF
            .trainOnMenus(cents, Seed.of(1))
            .network()
            .predict(new Menu(List.of("a", "b"), List.of("price"), new double[] {2007, 6007}));
    assertThat(scaled[0]).isCloseTo(plain[0], within(1e-9));
    assertThat(plain[0]).isNotCloseTo(.5, within(1e-4));
  }

  private static Step inCents(Step step) {
    Menu menu = Objects.requireNonNull(step.menu());
    double[] values = Arrays.stream(menu.values()).map(x -> 100 * x + 7).toArray();
    return new Step(
        step.situation(),
        new Menu(menu.alternatives(), menu.features(), values),
        step.choice(),
        null);
  }

  @Test
  void aChoiceNetworkIsSavedAndLoaded() throws IOException {
    ChoiceNetwork network = BRIEF.trainOnMenus(menus(6, 3, Seed.of(1)), Seed.of(1)).network();
    Path file = folder.resolve("choice.zip");
    network.save(file);
    Menu menu = new Menu(List.of("a", "b"), List.of("price"), new double[] {1, 2});
    assertThat(ChoiceNetwork.load(file).predict(menu)).containsExactly(network.predict(menu));
    assertThatThrownBy(() -> network.predict(Menu.of(List.of("a", "b"))))
        .hasMessageContaining("sees the features [price], but the menu has []");
  }

  @Test
  void badInputAndDivergenceAreSaid() {
    TraceLog stray =
        TraceLog.of(List.of(new Trace("t", List.of(new Step("0", null, "jump", null)), Map.of())));
    assertThatThrownBy(() -> BRIEF.train(stray, WORLD, Seed.of(1)))
        .hasMessageContaining("trace \"t\", step 0")
        .hasMessageContaining("jump");
    assertThatThrownBy(() -> BRIEF.trainOnMenus(LOG, Seed.of(1)))
        .hasMessageContaining("step 0: expects a menu with features, got none");
    assertThatThrownBy(
            () ->
                BRIEF.train(
                    LOG, WORLD.mdp().actionNames(), label -> new double[] {0. / 0}, Seed.of(1)))
        .hasMessageContaining("expects finite numbers, got NaN");
    BehaviourCloning wild =
        BehaviourCloning.with(CloningOptions.defaults().withLearningRate(1e308));
    assertThatThrownBy(() -> wild.train(LOG, WORLD, Seed.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged")
        .hasMessageContaining("lower the learning rate, now 1.0E308");
    assertThatThrownBy(() -> CloningOptions.defaults().withSplit(.6, .5))
        .hasMessageContaining("sum below 1");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> BRIEF.train(LOG, WORLD, Seed.of(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Choices of three prices from 0 to 100, with utility −((price − 50) / 20)². */
  private static TraceLog menus(int traces, int steps, Seed seed) {
    List<Trace> all = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      RandomGenerator random = seed.split("menus").split(i).random();
      List<Step> own = new ArrayList<>();
      for (int t = 0; t < steps; t++) {
        double[] price = random.doubles(3, 0, 100).toArray();
        double[] p = new double[3];
        double sum = 0;
        for (int j = 0; j < 3; j++) {
          double off = (price[j] - 45) / 20;
          p[j] = Math.exp(-off * off);
          sum += p[j];
        }
        for (int j = 0; j < 3; j++) {
          p[j] /= sum;
        }
        int chosen = Categorical.draw(p, 0, 3, random);
        List<String> names = List.of("a", "b", "c");
        own.add(new Step("s", new Menu(names, List.of("price"), price), names.get(chosen), null));
      }
      all.add(new Trace("t" + i, own, Map.of()));
    }
    return TraceLog.of(all);
  }
}
