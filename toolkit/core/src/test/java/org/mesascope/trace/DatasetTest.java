package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

  /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String CARD =
      "---\nname: x.txt\norigin: a test\nlicence: none: invented\ncolumns: a\nsha256: %s\n---\n# X\n";

  @TempDir Path folder;

  /** The data set's own documentation: 210 travellers by 4 modes; the shares are Greene's. */
  @Test
  void travelModeIsWhatItsCardSays() throws IOException {
    Dataset travel = Dataset.open("modechoice.csv");
    assertThat(travel.licence()).isEqualTo("public domain");
    TraceMapping mapping =
        TraceMapping.perAlternative("individual", "mode", "choice", "ttme")
            .renaming(Map.of("1", "air", "2", "train", "3", "bus", "4", "car"))
            .metadata("hinc");
    TraceLog log = TraceReader.csv(mapping, ';').read(travel.file());
    assertThat(log.traces()).hasSize(210);
    assertThat(log.steps().mapToInt(step -> step.menu().alternatives().size())).containsOnly(4);
    assertThat(log.steps().filter(step -> step.choice().equals("air"))).hasSize(58);
    assertThat(log.steps().filter(step -> step.choice().equals("train"))).hasSize(63);
    assertThat(log.steps().filter(step -> step.choice().equals("bus"))).hasSize(30);
    assertThat(log.steps().filter(step -> step.choice().equals("car"))).hasSize(59);
    assertThat(log.traces().get(0).metadata()).containsEntry("hinc", "35");
    assertThat(log.traces().get(0).steps().get(0).menu().values()).containsExactly(69, 34, 35, 0);
  }

  @Test
  void aCardThatFitsOpens() throws IOException {
    Files.writeString(folder.resolve("x.txt"), "abc");
    Files.writeString(folder.resolve("x.md"), CARD.formatted(ABC));
    Dataset dataset = Dataset.open(folder, "x.txt");
    assertThat(dataset.sha256()).isEqualTo(ABC);
    assertThat(dataset.licence()).isEqualTo("none: invented");
    assertThat(dataset.file()).hasContent("abc");
  }

  @Test
  void changedBytesAreFound() throws IOException {
    Files.writeString(folder.resolve("x.txt"), "abd");
    Files.writeString(folder.resolve("x.md"), CARD.formatted(ABC));
    assertThatThrownBy(() -> Dataset.open(folder, "x.txt"))
        .isInstanceOf(TraceFormatException.class)
        .hasMessageContaining("x.txt: expects the SHA-256 " + ABC)
        .hasMessageContaining("restore the file");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertThatThrownBy(() -> Dataset.open(folder, "y.csv"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("y.csv");
    Files.writeString(folder.resolve("x.txt"), "abc");
    assertThatThrownBy(() -> Dataset.open(folder, "x.txt"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("x.md");
    Files.writeString(folder.resolve("x.md"), "---\nname: x\n---\n");
    assertThatThrownBy(() -> Dataset.open(folder, "x.txt"))
        .hasMessageContaining("column \"origin\": is missing in the card's header");
    Files.writeString(folder.resolve("x.md"), "# X\n");
    assertThatThrownBy(() -> Dataset.open(folder, "x.txt"))
        .hasMessageContaining("x.md, line 1: a card begins with");
    Files.writeString(folder.resolve("x.md"), "---\nname: x\n");
    assertThatThrownBy(() -> Dataset.open(folder, "x.txt"))
        .hasMessageContaining("expects a line \"---\" after the card's header");
  }

  @Test
  void theFolderIsLookedForUpwards() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    Path datasets = Files.createDirectory(folder.resolve("datasets"));
    assertThat(Dataset.folder(inner)).isEqualTo(datasets);
  }
}
