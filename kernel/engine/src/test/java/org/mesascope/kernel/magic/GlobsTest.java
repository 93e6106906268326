package org.mesascope.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobsTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String file : List.of("a.jar", "b.jar", "c.txt", "lib/d.jar", "lib/deep/e.jar")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.createFile(folder.resolve(file));
    }
  }

  private List<String> matching(String pattern) throws IOException {
    return Globs.matching(folder, pattern).stream()
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  @Test
  void starsStayInTheirFolderAndDoubleStarsDoNot() throws IOException {
    assertThat(matching("*.jar")).containsExactly("a.jar", "b.jar");
    assertThat(matching("lib/*")).containsExactly("lib/d.jar", "lib/deep");
    assertThat(matching("**/e.jar")).containsExactly("lib/deep/e.jar");
    assertThat(matching("l?b/{d,x}.jar")).containsExactly("lib/d.jar");
  }

  @Test
  void plainAndAbsolutePathsAreThemselves() throws IOException {
    assertThat(matching("lib")).containsExactly("lib");
    assertThat(matching("./lib/../a.jar")).containsExactly("a.jar");
    assertThat(matching(folder + "/*.txt")).containsExactly("c.txt");
  }

  @Test
  void aTildeIsTheHomeFolder() {
    assertThatThrownBy(() -> matching("~/no such folder/x.jar"))
        .hasMessageStartingWith("nothing matches ~/no such folder/x.jar");
  }

  @Test
  void nothingThereIsAnError() {
    assertThatThrownBy(() -> matching("*.zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing matches *.zip in " + folder);
    assertThatThrownBy(() -> matching("none/*.jar")).hasMessageContaining("none/*.jar");
  }

  @Test
  void jarsTakesTheJarsOfAFolder() throws Exception {
    FakeSession session = new FakeSession();
    session.folder = folder;
    new JarsMagic().run(session, Arguments.parse("lib"));
    assertThat(session.classpath()).containsExactly(folder.resolve("lib/d.jar"));
    new ClasspathMagic().run(session, Arguments.parse("lib/deep" + File.pathSeparator + "a.jar"));
    assertThat(session.classpath())
        .containsExactly(
            folder.resolve("lib/d.jar"), folder.resolve("lib/deep"), folder.resolve("a.jar"));
  }
}
