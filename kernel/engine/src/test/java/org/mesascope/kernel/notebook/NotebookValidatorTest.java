package org.mesascope.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookValidatorTest {
  private static final String SOUND =
      "{'cells': [{'cell_type': 'code', 'metadata': {}, 'source': ['1'], 'id': 'a',"
          + " 'execution_count': 1, 'outputs': [{'output_type': 'stream', 'name': 'stdout',"
          + " 'text': 'x'}]}], 'metadata': {}, 'nbformat': 4, 'nbformat_minor': 5}";

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'nbformat': 4, | 'nbformat': 3, | n.ipynb: field 'nbformat': expected 4, got 3. Open the notebook in Jupyter and save it, which brings it to the current format",
        "'nbformat': 4, | '4': 4, | n.ipynb: field 'nbformat': expected a whole number, got nothing. Is this a notebook? Save it again from Jupyter",
        "'nbformat_minor': 5 | 'nbformat_minor': 9 | n.ipynb: field 'nbformat_minor': expected 0 to 5, got 9. Save the notebook as nbformat 4.5",
        "'metadata': {}, 'nbformat' | 'nbformat' | n.ipynb: field 'metadata': expected an object, got nothing. Add \"metadata\": {} at the top level",
        "'cell_type': 'code' | 'cell_type': 'kode' | n.ipynb: cell 1: field 'cell_type': expected code, markdown or raw, got \"kode\". Correct the type",
        "'source': ['1'] | 'source': [1] | n.ipynb: cell 1 (code): field 'source': expected a string or a list of strings, got [1]. Write the cell's text there",
        "'id': 'a' | 'id': 'a b' | n.ipynb: cell 1 (code): field 'id': expected 1 to 64 letters, digits, '-' or '_', got \"a b\". Remove the field: a run writes a new id",
        "'execution_count': 1 | 'execution_count': 'x' | n.ipynb: cell 1 (code): field 'execution_count': expected null or a whole number, got \"x\". Write null",
        "'metadata': {}, 'source' | 'metadata': {'tags': 'x'}, 'source' | n.ipynb: cell 1 (code): field 'metadata.tags': expected a list of strings, got \"x\". Write [\"parameters\"]",
        "'outputs' | 'inputs' | n.ipynb: cell 1 (code): field 'outputs': expected a list, got nothing. Add \"outputs\": [] to the cell",
        "'text': 'x' | 'test': 'x' | n.ipynb: cell 1 (code): field 'outputs[0]': expected a whole stream output, got an object with {output_type, name, test}. Clear the cell's outputs: \"outputs\": []",
        "'stream' | 'steam' | n.ipynb: cell 1 (code): field 'outputs[0].output_type': expected one of stream, display_data, execute_result, error, got \"steam\". Clear the cell's outputs: \"outputs\": []"
      })
  void saysWhatIsWrongWhereAndWhatToDo(String sound, String broken, String message) {
    String json = quoted(SOUND.replace(sound, broken));
    assertThatThrownBy(() -> NotebookReader.parse(json, "n.ipynb"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "``| n.ipynb is empty",
        "[]| n.ipynb: expected a JSON object, got []",
        "{\"cells\": [}| n.ipynb is not valid JSON: Expected value at line 1 column 12",
        "{\"cells\": [] {| n.ipynb is not valid JSON: Unterminated object at line 1 column 15",
        "<<<<<<< HEAD| n.ipynb holds merge conflict markers"
      })
  void saysWhereJsonBreaks(String text, String message) {
    assertThatThrownBy(() -> NotebookReader.parse(text.replace("`", ""), "n.ipynb"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesWhatIsNoNotebookFile(@TempDir Path folder) throws IOException {
    Path binary = folder.resolve("b.ipynb");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> NotebookReader.read(binary)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> NotebookReader.read(folder)).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> NotebookReader.read(folder.resolve("gone.ipynb")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("gone.ipynb (looked in " + folder + ")");
  }
}
