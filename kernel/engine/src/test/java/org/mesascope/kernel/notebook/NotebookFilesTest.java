package org.mesascope.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookFilesTest {

  static String resource(String name) {
    try (InputStream in = NotebookFilesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Oracle: the files were written by nbformat 5.11.1. */
  @ParameterizedTest
  @ValueSource(strings = {"smoke.ipynb", "outputs.ipynb"})
  void writesWhatNbformatWrites(String name) {
    String written = resource(name);
    assertThat(NotebookWriter.format(NotebookReader.parse(written, name))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one line",
        "ends\n",
        "\n\n",
        "a\r\nb\r",
        "tab\t\"quoted\" \\n é 😀 \u2028 <&>'"
      })
  void keepsSourcesToTheCharacter(String source) {
    Notebook notebook = new Notebook(List.of(Cell.code("a", source)), new JsonObject());
    Notebook again = NotebookReader.parse(NotebookWriter.format(notebook), "again");
    assertThat(again.cells().get(0).source()).isEqualTo(source);
  }

  @Test
  void keepsMetadataItDoesNotKnow() {
    Notebook notebook = NotebookReader.parse(resource("outputs.ipynb"), "outputs.ipynb");
    assertThat(notebook.metadata().getAsJsonObject("custom")).hasToString("{\"a\":2,\"z\":1}");
    assertThat(notebook.cells().get(1).metadata().getAsJsonObject("mine"))
        .hasToString("{\"deep\":[1,2.5,null,true]}");
  }

  @Test
  void givesOldCellsIdsThatDependOnTheNotebookAlone() {
    String old =
        """
        {"cells": [
          {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": null},
          {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": 4}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 0}
        """;
    Notebook once = NotebookReader.parse(old, "old");
    Notebook twice = NotebookReader.parse(old, "old");
    List<String> ids = once.cells().stream().map(Cell::id).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{8}"));
    assertThat(twice.cells()).extracting(Cell::id).isEqualTo(ids);
  }

  @Test
  void renamesTheSecondOfTwoCellsWithOneId() {
    Notebook notebook =
        new Notebook(List.of(Cell.code("same", "1"), Cell.code("same", "2")), new JsonObject());
    assertThat(notebook.cells()).extracting(Cell::id).startsWith("same").doesNotHaveDuplicates();
  }

  @Test
  void leavesNoDraftBehind(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new/a.ipynb");
    Notebook notebook = NotebookReader.parse(resource("smoke.ipynb"), "smoke");
    NotebookWriter.write(file, notebook);
    NotebookWriter.write(file, notebook);
    assertThat(file.getParent().toFile().list()).containsExactly("a.ipynb");
    assertThat(Files.readString(file)).isEqualTo(resource("smoke.ipynb"));
  }
}
