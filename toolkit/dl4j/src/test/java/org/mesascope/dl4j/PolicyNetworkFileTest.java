package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.world.Corridor;

class PolicyNetworkFileTest {

  @TempDir private Path folder;

  private final PolicyNetwork policy =
      new PolicyNetwork(
          Perceptron.of(2, 2, ReinforceOptions.defaults(), Seed.of(3)), List.of("left", "right"));

  @Test
  void whatIsLoadedActsAsWhatWasSaved() throws IOException {
    Path file = folder.resolve("agent.zip");
    policy.save(file);
    policy.save(file);
    PolicyNetwork loaded = PolicyNetwork.load(file);
    Corridor world = Corridor.of(9).withCoinAt(0);
    assertThat(loaded.in(world)).isEqualTo(policy.in(world));
    assertThat(loaded.actionNames()).containsExactly("left", "right");
    try (var files = Files.list(folder)) {
      assertThat(files).as("no half-written file stays").containsExactly(file);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> PolicyNetwork.load(folder.resolve("none.zip")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.zip");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> policy.save(folder.resolve("none/agent.zip")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("agent.zip\": its folder does not exist");
  }

  @Test
  void anotherKindOfFileIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a zip");
    assertThatThrownBy(() -> PolicyNetwork.load(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("notes.txt\" is no policy network");
  }

  @Test
  void aNetworkOfDl4jAloneIsRefused() throws IOException {
    Path file = folder.resolve("dl4j.zip");
    policy.network().save(file.toFile());
    assertThatThrownBy(() -> PolicyNetwork.load(file)).hasMessageContaining("no entry policy.txt");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    Path file = withDescription("mesascope policy network, version 9\n2\nleft\nright");
    assertThatThrownBy(() -> PolicyNetwork.load(file))
        .hasMessageContaining("version 9")
        .hasMessageContaining("this Mesascope reads \"mesascope policy network, version 1\"");
  }

  @Test
  void aNetworkOfAnotherShapeIsRefused() throws IOException {
    Path file = withDescription("mesascope policy network, version 1\n3\nleft\nright");
    assertThatThrownBy(() -> PolicyNetwork.load(file))
        .hasMessageContaining(
            "declares 3 observed numbers and 2 actions, but its network goes from 2 to 2");
  }

  private Path withDescription(String description) throws IOException {
    Path file = folder.resolve("agent.zip");
    policy.save(file);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.writeString(zip.getPath("policy.txt"), description);
    }
    return file;
  }
}
