package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;

class TransformerFileTest {

  @TempDir private Path folder;

  private final Transformer model =
      Transformer.untrained(
          2,
          TransformerOptions.defaults()
              .withWidth(8)
              .withAttention(AttentionKind.LINEAR)
              .withNorm(true)
              .withPositions(true),
          Seed.of(1));

  @Test
  void whatIsLoadedPredictsAsWhatWasSaved() throws IOException {
    Path file = folder.resolve("transformer.bin");
    model.save(file);
    model.save(file);
    Transformer loaded = Transformer.load(file);
    Prompts prompts = TransformerTest.prompts(4).sample(5, Seed.of(3));
    assertThat(loaded.options()).isEqualTo(model.options());
    assertThat(loaded.predict(prompts)).containsExactly(model.predict(prompts));
    try (var files = Files.list(folder)) {
      assertThat(files).as("no half-written file stays").containsExactly(file);
    }
  }

  @Test
  void aDynamicsModelIsKeptApart() throws IOException {
    Path file = folder.resolve("dynamics.bin");
    DynamicsTransformer dynamics = DynamicsTransformer.untrained(2, model.options(), Seed.of(1));
    dynamics.save(file);
    assertThat(DynamicsTransformer.load(file).weights()).containsExactly(dynamics.weights());
    assertThatThrownBy(() -> Transformer.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("dynamics.bin\" is no \"mesascope transformer, regression\"")
        .hasMessageContaining("begins with \"mesascope transformer, dynamics\"");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> Transformer.load(folder.resolve("none.bin")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no file");
    Path text = Files.writeString(folder.resolve("notes.txt"), "x");
    assertThatThrownBy(() -> Transformer.load(text)).hasMessageContaining("does not begin as one");
  }

  @Test
  void damageAndOtherVersionsAreRefused() throws IOException {
    Path file = folder.resolve("transformer.bin");
    model.save(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> Transformer.load(file)).hasMessageContaining("cut off or damaged");
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    Files.write(file, flipped);
    assertThatThrownBy(() -> Transformer.load(file)).hasMessageContaining("cut off or damaged");
    byte[] newer = whole.clone();
    newer[2 + "mesascope transformer, regression".length() + 3] = 9;
    Files.write(file, newer);
    assertThatThrownBy(() -> Transformer.load(file))
        .hasMessageContaining("of version 9, and this Mesascope reads 1");
  }
}
