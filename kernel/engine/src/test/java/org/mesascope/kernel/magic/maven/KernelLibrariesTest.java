package org.mesascope.kernel.magic.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;

class KernelLibrariesTest {

  private final KernelLibraries libraries =
      new KernelLibraries(
          String.join(
              File.pathSeparator, "/k/lib/tablesaw-core-0.44.4.jar", "/k/classes", "/k/x.jar"));

  @Test
  void anotherVersionIsNoted() {
    assertThat(libraries.note(new DefaultArtifact("tech.tablesaw:tablesaw-core:0.43.1")))
        .hasValue(
            "tech.tablesaw:tablesaw-core:0.43.1 is wanted, but the kernel comes with tablesaw-core"
                + " 0.44.4, which is used");
  }

  @Test
  void theSameVersionAndStrangersAreNot() {
    assertThat(libraries.note(new DefaultArtifact("tech.tablesaw:tablesaw-core:0.44.4"))).isEmpty();
    assertThat(libraries.note(new DefaultArtifact("tech.tablesaw:tablesaw:0.43.1"))).isEmpty();
  }
}
