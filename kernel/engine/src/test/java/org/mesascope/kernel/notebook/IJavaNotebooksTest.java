package org.mesascope.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks written to IJava's conventions, as they would come from elsewhere. */
class IJavaNotebooksTest {

  @TempDir static Path folder;

  private static RunOptions options;

  /** A home whose Maven settings know one repository, and the files that the notebooks name. */
  @BeforeAll
  static void prepare() throws Exception {
    Path repository = folder.resolve("repository");
    library(repository, "geometry", "1.2", "org.example", "Geometry");
    library(repository, "algebra", "2.0", "org.example.algebra", "Algebra");
    Path home = Files.createDirectories(folder.resolve("home/.m2"));
    Files.writeString(
        home.resolve("settings.xml"),
        "<settings><mirrors><mirror><id>near</id><mirrorOf>*</mirrorOf><url>"
            + repository.toUri()
            + "</url></mirror></mirrors></settings>");
    Path libs = Files.createDirectories(folder.resolve("libs"));
    Files.copy(
        repository.resolve("org/example/algebra/2.0/algebra-2.0.jar"), libs.resolve("extra.jar"));
    Files.writeString(
        Files.createDirectories(folder.resolve("resources")).resolve("greeting.txt"), "hello\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("scripts")).resolve("Helpers.jsh"),
        "String shout(String s) { return s.toUpperCase() + \"!\"; }\n");
    options =
        RunOptions.defaults()
            .withKernel(
                KernelCommand.likeThisProcess()
                    .withFlags(List.of("-Duser.home=" + folder.resolve("home"))));
  }

  private static void library(Path repository, String name, String version, String in, String type)
      throws Exception {
    Path source = Files.createDirectories(folder.resolve("src-" + name)).resolve(type + ".java");
    Files.writeString(
        source,
        "package %s; public class %s { public static String name() { return \"%s %s\"; } }"
            .formatted(in, type, name, version));
    Path classes = folder.resolve("classes-" + name);
    run("javac", "-d", classes.toString(), source.toString());
    Path home = Files.createDirectories(repository.resolve("org/example/" + name + "/" + version));
    String stem = home.resolve(name + "-" + version).toString();
    run("jar", "cf", stem + ".jar", "-C", classes.toString(), ".");
    Files.writeString(
        Path.of(stem + ".pom"),
        ("<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>"
                + "<artifactId>%s</artifactId><version>%s</version></project>")
            .formatted(name, version));
  }

  private static void run(String tool, String... arguments) {
    ToolProvider found = ToolProvider.findFirst(tool).orElseThrow();
    assertThat(found.run(System.out, System.err, arguments)).isZero();
  }

  /** What each code cell showed: streams, then plain or, where there is one, richer text. */
  private static List<String> shown(String name) throws Exception {
    URL resource =
        Objects.requireNonNull(
            IJavaNotebooksTest.class.getResource("/org/mesascope/kernel/ijava/" + name + ".ipynb"));
    Notebook notebook = NotebookReader.read(Path.of(resource.toURI()));
    NotebookRun run = NotebookRunner.run(notebook, folder, options, RunListener.silent());
    assertThat(run.failure()).isNull();
    return run.notebook().cells().stream()
        .filter(cell -> cell.kind() == Cell.Kind.CODE)
        .map(
            cell ->
                cell.outputs().stream()
                    .map(IJavaNotebooksTest::text)
                    .collect(Collectors.joining("|")))
        .toList();
  }

  private static String text(JsonObject output) {
    if (output.has("text")) {
      return output.get("text").getAsString();
    }
    JsonObject data = output.getAsJsonObject("data");
    for (String type : List.of("text/html", "text/markdown", "text/latex")) {
      if (data.has(type) && !data.get(type).getAsString().startsWith("<table")) {
        return data.get(type).getAsString();
      }
    }
    return data.get("text/plain").getAsString();
  }

  @Test
  void librariesComeByMagics() throws Exception {
    List<String> shown = shown("dependencies");
    assertThat(shown.get(2)).isEqualTo("geometry 1.2\n");
    assertThat(shown.get(4)).isEqualTo("algebra 2.0");
    assertThat(shown.get(6)).isEqualTo("extra.jar\n");
    assertThat(shown.get(8)).isEqualTo("hello\n");
  }

  @Test
  void displaysAreShownUpdatedAndRendered() throws Exception {
    List<String> shown = shown("display");
    assertThat(shown.get(0)).isEqualTo("<b>Step 3</b>");
    assertThat(shown.get(2)).startsWith("$$\\sum_{i=1}");
    assertThat(shown.get(3)).startsWith("## A heading");
    assertThat(shown.get(4)).contains("alt=\"image, 60 × 30 pixels\"", "data:image/png;base64,");
    assertThat(shown.get(5)).isEqualTo("image, 60 × 30 pixels");
    assertThat(shown.get(7)).isEqualTo("<i>21.5 °C</i>");
  }

  @Test
  void magicsAreCalledAndMade() throws Exception {
    assumeTrue(File.separatorChar == '/', "the last cell is for a shell");
    List<String> shown = shown("magics");
    assertThat(shown.get(0)).isEqualTo("1");
    assertThat(shown.get(2)).isEqualTo("3");
    assertThat(shown.get(3)).isEqualTo("2");
    assertThat(shown.get(4)).isEqualTo("6");
    assertThat(shown.get(6)).isEqualTo("DONE!");
    assertThat(shown.get(8)).isEqualTo("from the shell\n");
  }

  @Test
  void classesOfEveryKindAreDefinedAndUsed() throws Exception {
    List<String> shown = shown("classes");
    assertThat(shown.get(1)).isEqualTo("ababab\n|1");
    assertThat(shown.get(3)).isEqualTo("Circle 3.14\nSquare 4.00\n");
    assertThat(shown.get(4)).isEqualTo("HEARTS");
    assertThat(shown.get(6)).isEqualTo("[1, 3, 4, 5, 8]");
    assertThat(shown.get(7)).isEqualTo("args: 2\n");
    assertThat(shown.get(8)).isEqualTo("1");
  }

  @Test
  void theLanguageIsUsedALineAtATime() throws Exception {
    List<String> shown = shown("basics");
    assertThat(shown)
        .containsExactly(
            "3 rest 1",
            "30",
            "14",
            "3 4.5 word\n",
            "[[0, 0, 0, 0], [0, 1, 2, 3], [0, 2, 4, 6]]",
            "{a=[ant, ape], b=[bee]}",
            "caught ClassCastException\n",
            "30",
            "[one, two]",
            "15511210043330985984000000",
            "003.1|ab  |ff\n");
  }
}
