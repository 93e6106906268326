package org.mesascope.kernel.magic.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesascope.kernel.magic.maven.FileRepository.dependencies;
import static org.mesascope.kernel.magic.maven.FileRepository.dependency;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.FakeSession;
import org.mesascope.kernel.magic.Magics;
import org.mesascope.kernel.magic.StandardMagics;

/** Everything resolves from folders: the settings mirror Maven Central to one. */
class MavenMagicsTest {

  @TempDir Path folder;

  private final FakeSession session = new FakeSession();
  private FileRepository central;
  private FileRepository other;

  @BeforeEach
  void writeRepositories() throws Exception {
    central = new FileRepository(folder.resolve("central"));
    other = new FileRepository(folder.resolve("other"));
    Files.createDirectories(other.folder);
    session.folder = folder;
    settings("");
    central
        .add(
            "org.a:a:1",
            dependencies(
                dependency("org.a:b:1"),
                dependency("org.a:run:1", "<scope>runtime</scope>"),
                dependency("org.a:tests:1", "<scope>test</scope>"),
                dependency("org.a:given:1", "<scope>provided</scope>"),
                dependency("org.a:maybe:1", "<optional>true</optional>")))
        .add("org.a:b:1", dependencies(dependency("org.a:c:1")))
        .add("org.a:b:2", dependencies(dependency("org.a:c:2")))
        .add("org.a:c:1")
        .add("org.a:c:2")
        .add("org.a:run:1")
        .jar("org.a:c:1", "extra")
        .jar("org.a:c:1", "tests");
  }

  private void settings(String more) throws Exception {
    Files.writeString(
        folder.resolve("settings.xml"),
        """
        <settings>
          <mirrors><mirror>
            <id>copy</id><mirrorOf>central</mirrorOf><url>%s</url>
          </mirror></mirrors>
          %s
        </settings>
        """
            .formatted(central.url(), more));
  }

  private MavenLocations locations() {
    return new MavenLocations(
        folder.resolve("settings.xml"),
        null,
        folder.resolve("settings-security.xml"),
        folder.resolve("local"),
        null);
  }

  private final class Running {
    private final Magics magics = StandardMagics.with(locations());

    Object line(String name, String arguments) throws Exception {
      return magics.runLine(session, name, Arguments.parse(arguments));
    }

    Object cell(String name, String arguments, String body) throws Exception {
      return magics.runCell(session, name, Arguments.parse(arguments), body);
    }
  }

  private List<String> added() {
    return session.classpath().stream().map(path -> path.getFileName().toString()).toList();
  }

  @Test
  void bringsWhatIsNeededAtRunTimeAndNothingElse() throws Exception {
    new Running().line("maven", "org.a:a:1");
    assertThat(added())
        .containsExactlyInAnyOrder("a-1.jar", "b-1.jar", "c-1.jar", "run-1.jar")
        .startsWith("a-1.jar");
    assertThat(session.classpath()).allMatch(path -> path.startsWith(folder.resolve("local")));
  }

  @Test
  void answersToIJavasNamesAndGivesTheJars() throws Exception {
    assertThat(new Running().line("addMavenDependencies", "org.a:b:1 org.a:run:1"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(3)
        .allMatch(jar -> Files.isRegularFile(Path.of(jar)));
    new Running().line("addMavenDependency", "org.a:b:1");
  }

  @Test
  void takesTypesAndClassifiers() throws Exception {
    new Running().line("maven", "org.a:c:jar:extra:1 org.a:c:test-jar:1");
    assertThat(added()).containsExactly("c-1-extra.jar", "c-1-tests.jar");
  }

  @Test
  void leavesOutWhatIsExcluded() throws Exception {
    new Running().line("maven", "org.a:a:1 --exclude org.a:b --exclude=*:run");
    assertThat(added()).containsExactly("a-1.jar");
  }

  @Test
  void saysWhatIsMissingWhereItLookedAndWhatToDo() {
    assertThatThrownBy(() -> new Running().line("maven", "org.a:zzz:1"))
        .isInstanceOf(MavenException.class)
        .hasMessage(
            "cannot resolve org.a:zzz:1\n  not found in copy\n"
                + "check the coordinates, or name the repository that has it: %mavenRepo id url\n"
                + "repositories: copy ("
                + central.url()
                + ")");
    assertThat(session.classpath()).isEmpty();
  }

  @Test
  void saysSoWhenOffline() throws Exception {
    assertThatThrownBy(() -> new Running().line("maven", "org.a:c:1 --offline"))
        .hasMessageStartingWith(
            "cannot resolve org.a:c:1\n  not in the local repository\nMaven works offline here");
    new Running().line("maven", "org.a:c:1");
    settings("<offline>true</offline>");
    new Running().line("maven", "org.a:c:1");
    assertThatThrownBy(() -> new Running().line("maven", "org.a:c:2"))
        .hasMessageContaining("set offline to false");
  }

  @Test
  void saysWhichRepositoryCannotBeReached() throws Exception {
    Running running = new Running();
    running.line("mavenRepo", "closed http://127.0.0.1:1/maven2");
    assertThatThrownBy(() -> running.line("maven", "org.a:zzz:1 --from closed"))
        .hasMessageContaining("  closed could not be read: ")
        .hasMessageContaining("check the network")
        .hasMessageEndingWith("repositories: closed (http://127.0.0.1:1/maven2)");
  }

  @Test
  void looksInTheRepositoryAdded() throws Exception {
    other.add("org.b:only:1");
    Running running = new Running();
    running.line("addMavenRepo", "other " + other.url());
    running.line("maven", "org.b:only:1");
    assertThat(added()).containsExactly("only-1.jar");
    assertThatThrownBy(() -> running.line("maven", "org.b:only:1 --from nowhere"))
        .hasMessage("--from names a repository that is not among other, central: got nowhere");
  }

  @Test
  void usesTheRepositoriesOfActiveProfilesAndTheLocalRepositoryOfTheSettings() throws Exception {
    other.add("org.b:only:1");
    settings(
        """
        <localRepository>%s</localRepository>
        <profiles><profile><id>p</id><repositories>
          <repository><id>o</id><url>%s</url></repository>
        </repositories></profile></profiles>
        <activeProfiles><activeProfile>p</activeProfile></activeProfiles>
        """
            .formatted(folder.resolve("elsewhere"), other.url()));
    new Running().line("maven", "org.b:only:1");
    assertThat(session.classpath())
        .singleElement()
        .matches(path -> path.startsWith(folder.resolve("elsewhere")));
  }

  @Test
  void namesTheLineOfSettingsThatCannotBeRead() throws Exception {
    Files.writeString(folder.resolve("settings.xml"), "<settings>\n  <offline>true\n</settings>");
    assertThatThrownBy(() -> new Running().line("maven", "org.a:c:1"))
        .isInstanceOf(MavenException.class)
        .hasMessageContaining("settings.xml, line 3");
  }

  @Test
  void namesWhatIsWrongWithArguments() {
    Running running = new Running();
    assertThatThrownBy(() -> running.line("maven", "")).hasMessageContaining("%maven expects");
    assertThatThrownBy(() -> running.line("maven", "org.a:a"))
        .hasMessageContaining("'org.a:a', which has no version");
    assertThatThrownBy(() -> running.line("maven", "org.a:a:1 --frm x"))
        .hasMessageContaining("no option --frm here; there are --exclude, --from, --offline");
    assertThatThrownBy(() -> running.line("maven", "a:b:1 --exclude x"))
        .hasMessageContaining("--exclude expects group:artifact");
    assertThatThrownBy(() -> running.line("mavenRepo", "x")).hasMessageContaining("id and a URL");
    assertThatThrownBy(() -> running.line("loadFromPOM", "none.xml"))
        .hasMessageContaining("no file " + folder.resolve("none.xml"));
  }

  @Test
  void aVersionOnTheClassPathStaysAndALineSaysSo() throws Exception {
    Running running = new Running();
    running.line("maven", "org.a:c:1");
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      running.line("maven", "org.a:b:2");
    } finally {
      System.setErr(before);
    }
    assertThat(added()).containsExactly("c-1.jar", "b-2.jar");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("org.a:c:1 stays: 2 is wanted now")
        .contains("restart the kernel");
  }

  @Test
  void completesAPartialPom() throws Exception {
    other.add("org.b:only:1", dependencies(dependency("org.a:b:1")));
    new Running()
        .cell(
            "loadFromPOM",
            "",
            """
            <?xml version="1.0"?>
            <repository><id>other</id><url>%s</url></repository>
            <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
            %s
            <dependencies>%s</dependencies>
            """
                .formatted(
                    other.url(),
                    dependency("org.a:c:2"),
                    dependency("org.b:only:1"),
                    dependency("org.a:run:1", "<scope>test</scope>")));
    assertThat(added()).containsExactly("only-1.jar", "b-1.jar", "c-2.jar");
  }

  @Test
  void readsAWholePomWithItsParentImportsPropertiesAndScopes() throws Exception {
    central
        .pom("org.p:parent:1", "<packaging>pom</packaging><properties><v>1</v></properties>")
        .pom(
            "org.p:bom:1",
            "<packaging>pom</packaging><dependencyManagement>",
            dependencies(dependency("org.a:run:1")),
            "</dependencyManagement>");
    Path pom = folder.resolve("pom.xml");
    Files.writeString(
        pom,
        """
        <project><modelVersion>4.0.0</modelVersion>
          <parent><groupId>org.p</groupId><artifactId>parent</artifactId><version>1</version>
            <relativePath/></parent>
          <artifactId>child</artifactId>
          <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
          %s
        </project>
        """
            .formatted(
                dependency("org.p:bom:1", "<type>pom</type><scope>import</scope>"),
                dependencies(
                    dependency(
                        "org.a:b:${v}",
                        "<exclusions><exclusion><groupId>org.a</groupId>"
                            + "<artifactId>*</artifactId></exclusion></exclusions>"),
                    dependency("org.a:run"),
                    dependency("org.a:c:1", "<scope>test</scope>"))));
    Running running = new Running();
    running.line("loadFromPOM", "pom.xml");
    assertThat(added()).containsExactly("b-1.jar", "run-1.jar");
    running.line("pom", "pom.xml test");
    assertThat(added()).containsExactly("b-1.jar", "run-1.jar", "c-1.jar");
  }

  @Test
  void aCellsWholeProjectIsTakenAsItIs() throws Exception {
    new Running()
        .cell(
            "pom",
            "",
            "<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId>"
                + "<artifactId>y</artifactId><version>1</version>"
                + dependencies(dependency("org.a:c:1"))
                + "</project>");
    assertThat(added()).containsExactly("c-1.jar");
  }

  @Test
  void namesWhatIsWrongInAPom() {
    Running running = new Running();
    assertThatThrownBy(() -> running.cell("pom", "", "<dependency>\n<groupId>x</dependency>"))
        .isInstanceOf(MavenException.class)
        .hasMessageStartingWith("line 2 of the cell's XML cannot be read: ");
    assertThatThrownBy(() -> running.cell("pom", "", dependency("x:y")))
        .hasMessageStartingWith("the cell is not a POM that can be used:\n  ")
        .hasMessageContaining("'dependencies.dependency.version' for x:y:jar is missing");
    assertThatThrownBy(
            () -> running.cell("pom", "", "<!DOCTYPE x [<!ENTITY e SYSTEM \"f\">]><project/>"))
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void resolvesFromSeveralThreadsAtOnce() throws Exception {
    for (int i = 0; i < 8; i++) {
      central.add("org.many:m" + i + ":1", dependencies(dependency("org.a:a:1")));
    }
    Running running = new Running();
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Object>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String coordinates = "org.many:m" + i + ":1";
        all.add(pool.submit(() -> new Running().line("maven", coordinates)));
        all.add(pool.submit(() -> running.line("maven", coordinates)));
      }
      for (Future<Object> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(added()).doesNotHaveDuplicates().hasSize(8 + 4);
  }
}
