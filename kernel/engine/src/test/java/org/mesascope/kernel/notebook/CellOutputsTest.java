package org.mesascope.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: the rules for stream, update_display_data and clear_output in Jupyter messaging 5.4. */
class CellOutputsTest {
  private final CellOutputs outputs = new CellOutputs();

  private void receive(String type, String content) {
    outputs.accept(type, json(content));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  private static String display(String id, String text) {
    return "{'data': {'text/plain': '%s'}, 'metadata': {}, 'transient': {'display_id': '%s'}}"
        .formatted(text, id);
  }

  private void stream(String name, String text) {
    receive("stream", "{'name': '%s', 'text': '%s'}".formatted(name, text));
  }

  private List<String> texts() {
    return outputs.take().stream()
        .map(
            output ->
                output.has("text")
                    ? output.get("name").getAsString() + ":" + output.get("text").getAsString()
                    : output.getAsJsonObject("data").get("text/plain").getAsString())
        .toList();
  }

  @Test
  void mergesNeighbouringStreamsOfOneName() {
    outputs.begin();
    stream("stdout", "a");
    stream("stdout", "b");
    stream("stderr", "c");
    stream("stdout", "d");
    assertThat(texts()).containsExactly("stdout:ab", "stderr:c", "stdout:d");
  }

  @Test
  void keepsSoMuchOfWhatIsPrintedAndCountsTheRest() {
    outputs.begin();
    String million = "x".repeat(1_000_000);
    for (int i = 0; i < 12; i++) {
      stream("stdout", million);
    }
    stream("stderr", "late");
    assertThat(texts())
        .containsExactly(
            "stdout:" + million.repeat(10),
            "stderr:… 2,000,004 more characters were printed, and are left out here\n");
    outputs.begin();
    stream("stdout", "the next cell has its own share");
    assertThat(texts()).containsExactly("stdout:the next cell has its own share");
  }

  @Test
  void updatesEveryOutputUnderAnIdInWhicheverCell() {
    outputs.begin();
    receive("display_data", display("bar", "0 of 2"));
    List<JsonObject> first = outputs.take();
    outputs.begin();
    receive("display_data", display("bar", "1 of 2"));
    receive("display_data", display("other", "other"));
    receive("update_display_data", display("bar", "2 of 2"));
    assertThat(texts()).containsExactly("2 of 2", "other");
    assertThat(first.get(0).getAsJsonObject("data").get("text/plain").getAsString())
        .isEqualTo("2 of 2");
    assertThat(first.get(0).has("transient")).isFalse();
  }

  @Test
  void clearsAtOnceOrBeforeWhatComesNext() {
    outputs.begin();
    stream("stdout", "a");
    receive("clear_output", "{'wait': true}");
    assertThat(texts()).containsExactly("stdout:a");
    stream("stdout", "b");
    assertThat(texts()).containsExactly("stdout:b");
    receive("clear_output", "{'wait': false}");
    assertThat(texts()).isEmpty();
  }

  @Test
  void keepsResultsAndErrorsWithTheirFields() {
    outputs.begin();
    receive(
        "execute_result", "{'data': {'text/plain': '2'}, 'metadata': {}, 'execution_count': 4}");
    receive("error", "{'ename': 'E', 'evalue': 'v', 'traceback': ['t'], 'extra': 1}");
    receive("status", "{'execution_state': 'idle'}");
    assertThat(outputs.take())
        .containsExactly(
            json(
                "{'output_type': 'execute_result', 'data': {'text/plain': '2'}, 'metadata': {},"
                    + " 'execution_count': 4}"),
            json("{'output_type': 'error', 'ename': 'E', 'evalue': 'v', 'traceback': ['t']}"));
  }
}
