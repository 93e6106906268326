package org.mesascope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.world.Corridor;
import org.mesascope.world.World;

class TrainedPolicyFileTest {

  private static final Corridor WORLD = Corridor.of(9);
  private static final Mixture<Corridor> BOTH = Mixture.of(WORLD, WORLD.withCoinAt(0), .1);
  private static final Seed SEED = Seed.of(1);
  private static final PolicyGradientOptions QUIET =
      PolicyGradientOptions.defaults().withInitialScale(.1).withSteps(60);

  @TempDir private Path folder;

  @Test
  void whatIsSavedIsLoadedToTheBit() throws IOException {
    Path file = folder.resolve("agent.json");
    TrainedPolicy agent = PolicyGradient.with(QUIET).train(BOTH, SEED);
    agent.save(file);
    agent.save(file);
    assertThat(TrainedPolicy.load(file)).isEqualTo(agent);
    assertThat(TrainedPolicy.load(file).in(WORLD)).isEqualTo(agent.in(WORLD));
    assertThat(folder.toFile().list()).containsExactly("agent.json");
  }

  /** Oracle: one training without a break. */
  @Test
  void aTrainingGoesOnToTheSameBits() throws IOException {
    Path file = folder.resolve("agent.json");
    PolicyGradient.with(QUIET).train(BOTH, SEED, file);
    TrainedPolicy more = PolicyGradient.with(QUIET.withSteps(130)).train(BOTH, SEED, file);
    TrainedPolicy once = PolicyGradient.with(QUIET.withSteps(130)).train(BOTH, SEED);
    assertThat(more.curve()).isEqualTo(once.curve());
    assertThat(more.last()).isEqualTo(once.last());
    assertThat(more.checkpoints()).containsAll(once.checkpoints());
    assertThat(TrainedPolicy.load(file)).isEqualTo(more);
    assertThat(PolicyGradient.with(QUIET.withSteps(130)).train(BOTH, SEED, file)).isEqualTo(more);
  }

  /** An interrupted training leaves its last checkpoint, from which the next one goes on. */
  @Test
  void aTrainingThatBreaksOffKeepsItsCheckpoints() throws IOException {
    Path file = folder.resolve("agent.json");
    PolicyGradientOptions breaking =
        QUIET.withCheckpoints(
            step -> {
              if (step == 50) {
                throw new IllegalStateException("the power went out");
              }
              return step % 20 == 0;
            });
    assertThatThrownBy(() -> PolicyGradient.with(breaking).train(BOTH, SEED, file))
        .hasMessage("the power went out");
    assertThat(TrainedPolicy.load(file).last().step()).isEqualTo(40);
    assertThat(PolicyGradient.with(QUIET).train(BOTH, SEED, file).last())
        .isEqualTo(PolicyGradient.with(QUIET).train(BOTH, SEED).last());
  }

  @Test
  void anotherTrainingsFileIsLeftAlone() throws IOException {
    Path file = folder.resolve("agent.json");
    PolicyGradient.with(QUIET).train(BOTH, SEED, file);
    String before = Files.readString(file);
    assertThatThrownBy(() -> PolicyGradient.with(QUIET.withLearningRate(2)).train(BOTH, SEED, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("agent.json")
        .hasMessageContaining("learning rate 1.0")
        .hasMessageContaining("expected one of")
        .hasMessageContaining("learning rate 2.0");
    assertThatThrownBy(() -> PolicyGradient.with(QUIET.withSteps(9)).train(BOTH, SEED, file))
        .hasMessageContaining("60 steps already, but 9");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void ownFamiliesAreLoadedByName() throws IOException {
    PolicyFamily mine =
        new PolicyFamily() {
          @Override
          public String name() {
            return "mine";
          }

          @Override
          public Logits in(World world) {
            return PolicyFamily.tabular().in(world);
          }
        };
    Path file = folder.resolve("mine.json");
    TrainedPolicy agent = PolicyGradient.with(QUIET.withFamily(mine)).train(BOTH, SEED);
    agent.save(file);
    assertThat(TrainedPolicy.load(file, mine)).isEqualTo(agent);
    assertThatThrownBy(() -> TrainedPolicy.load(file))
        .hasMessageContaining("its family is \"mine\"")
        .hasMessageContaining("[linear, tabular]");
  }

  @Test
  void saysWhatIsWrongInAFile() throws IOException {
    PolicyGradient.with(QUIET).train(BOTH, SEED).save(folder.resolve("agent.json"));
    String good = Files.readString(folder.resolve("agent.json"));
    assertBroken(good.substring(0, good.length() / 2), "");
    assertBroken("", "expected a JSON object");
    assertBroken("[1]", "expected a JSON object");
    assertBroken("{}", "field \"format\" is missing");
    assertBroken(good.replace("\"version\": 1", "\"version\": 2"), "\"version\" expects 1, got 2");
    assertBroken(good.replace("\"curve\"", "\"line\""), "field \"curve\" is missing");
    assertBroken(good.replace("\"step\": 60", "\"step\": 61"), "expects 62 values, got 61");
    assertBroken(good.replace("\"step\": 60", "\"step\": \"x\""), "\"x\"");
    assertBroken(
        good.replaceAll("(?s)\"parameters\": \\[[^\\]]*\\]", "\"parameters\": [\"NaN\"]"),
        "\"parameters\"[0] expects a finite number");
    assertThatThrownBy(() -> TrainedPolicy.load(folder.resolve("nowhere.json")))
        .isInstanceOf(NoSuchFileException.class);
    TrainedPolicy agent = TrainedPolicy.load(folder.resolve("agent.json"));
    assertThatThrownBy(() -> agent.save(folder.resolve("no/such/folder.json")))
        .hasMessageContaining("its folder does not exist");
  }

  private void assertBroken(String text, String message) throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> TrainedPolicy.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.json")
        .hasMessageContaining(message);
  }
}
