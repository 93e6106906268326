package org.mesascope.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path notebook;

  @BeforeEach
  void writeNotebook() throws IOException {
    notebook = write("walk.ipynb", "int seed = 1;", "System.out.println(seed);\\n10 / seed");
  }

  private Path write(String name, String declaration, String cell) throws IOException {
    String json =
        """
        {"cells": [
          {"cell_type": "code", "id": "p", "metadata": {"tags": ["parameters"]}, "outputs": [],
           "execution_count": null, "source": "%s"},
          {"cell_type": "code", "id": "w", "metadata": {}, "outputs": [],
           "execution_count": null, "source": "%s"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """;
    return Files.writeString(folder.resolve(name), json.formatted(declaration, cell));
  }

  private int mesascope(Object... arguments) {
    String[] args = new String[arguments.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = arguments[i].toString();
    }
    return Main.execute(new Output(new PrintWriter(out, true), new PrintWriter(err, true)), args);
  }

  @Test
  void writesNotebookPageRecordAndIndex() throws IOException {
    Path to = folder.resolve("out");
    assertThat(mesascope("run", notebook, "-p", "seed=5", "--out", to)).isZero();
    assertThat(to.toFile().list())
        .containsExactlyInAnyOrder("walk.ipynb", "walk.html", "walk.run.json", "index.html");
    assertThat(out.toString().strip()).isEqualTo(to.resolve("index.html").toString());
    assertThat(err.toString()).containsPattern("walk  cell 3 of 3  \\d+\\.\\d s");
    JsonObject record =
        JsonParser.parseString(Files.readString(to.resolve("walk.run.json"))).getAsJsonObject();
    assertThat(record.get("status").getAsString()).isEqualTo("ok");
    assertThat(record.getAsJsonObject("seeds")).hasToString("{\"seed\":\"5\"}");
    assertThat(record.getAsJsonObject("platform").get("java").getAsString())
        .isEqualTo(System.getProperty("java.runtime.version"));
    assertThat(Files.readString(notebook)).as("the source").doesNotContain("seed = 5");
  }

  @Test
  void endsWithOneWhenACellFailsAndWritesWhatRan() throws IOException {
    Path to = folder.resolve("out");
    String before = Files.readString(notebook);
    int status = mesascope("run", notebook, "-p", "seed=0", "--out", to, "--in-place");
    assertThat(status).isEqualTo(Main.NOTEBOOK_FAILED);
    assertThat(err.toString())
        .contains(notebook + ": cell 3, line 2 failed: java.lang.ArithmeticException: / by zero");
    assertThat(Files.readString(to.resolve("walk.ipynb"))).contains("\"0\\n\"");
    assertThat(Files.readString(notebook)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-p seed=abc | walk.ipynb: `seed` expects int, got 'abc'",
        "-p sed=1 | walk.ipynb: unknown parameter `sed`. Known: seed (int)",
        "-p seed | mesascope: -p expects name=value, got 'seed'",
        "--timeout 0 | mesascope: --timeout expects seconds above 0, got 0.0",
        "--timeout soon | 'soon' is not a double. See mesascope run --help",
        "--fast | Unknown option: '--fast'. See mesascope run --help"
      })
  void refusesBadInputInOneLineAndWritesNothing(String arguments, String message) {
    Path to = folder.resolve("out");
    String[] given = arguments.split(" ", -1);
    Object[] all = new Object[given.length + 4];
    System.arraycopy(new Object[] {"run", notebook, "--out", to}, 0, all, 0, 4);
    System.arraycopy(given, 0, all, 4, given.length);
    assertThat(mesascope(all)).isEqualTo(Main.BAD_INPUT);
    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(to).doesNotExist();
  }

  @Test
  void refusesNotebooksThatWouldOverwriteEachOther() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.copy(notebook, other.resolve("walk.ipynb"));
    assertThat(mesascope("run", notebook, other, "--out", folder.resolve("out")))
        .isEqualTo(Main.BAD_INPUT);
    assertThat(err.toString()).contains("have the same name").contains("--out");
  }

  @Test
  void refusesAFileAsItsFolderBeforeAnythingRuns() {
    assertThat(mesascope("run", notebook, "--out", notebook)).isEqualTo(Main.BAD_INPUT);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "mesascope: --out expects a folder, and " + notebook + " is a file");
  }

  @Test
  void asksForACommand() {
    assertThat(mesascope()).isEqualTo(Main.BAD_INPUT);
    assertThat(err.toString()).contains("Missing required subcommand. See mesascope --help");
  }

  @Test
  void doctorSaysWhatIsThere() {
    assertThat(mesascope("doctor")).isZero();
    assertThat(out.toString())
        .contains("ok  Java", System.getProperty("java.runtime.version"))
        .contains("Kernelspec", "Jupyter", "Maven", "git", "Native libraries");
  }
}
