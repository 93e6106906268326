package org.mesascope.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a notebook's cells, kept as Jupyter keeps them: neighbouring streams merge, {@code
 * update_display_data} replaces what was stored under its display id in whichever cell, and {@code
 * clear_output} empties the cell. Of what a cell prints, the first ten million characters are kept
 * and the rest is counted: no cell fills the memory. Messages may come on any thread.
 */
final class CellOutputs {
  static final int MOST_PRINTED = 10_000_000;

  private final Map<String, List<JsonObject>> byDisplayId = new HashMap<>();
  private List<JsonObject> outputs = new ArrayList<>();
  private @Nullable StringBuilder stream;
  private boolean clearBeforeNext;
  private int printed;
  private long leftOut;

  /** Starts a cell. What earlier cells took stays theirs, and can still be updated. */
  synchronized void begin() {
    outputs = new ArrayList<>();
    clearNow();
  }

  /** The cell's outputs so far. */
  synchronized List<JsonObject> take() {
    endStream();
    if (leftOut > 0) {
      String count = String.format(Locale.ROOT, "%,d", leftOut);
      stream(
          "stderr",
          "… " + count + " more characters were printed, and are left out here\n",
          Integer.MAX_VALUE);
      endStream();
      leftOut = 0;
    }
    return List.copyOf(outputs);
  }

  /** Takes in one message of the IOPub channel; types that store nothing are passed over. */
  synchronized void accept(String messageType, JsonObject content) {
    switch (messageType) {
      case "stream" ->
          stream(
              content.get("name").getAsString(), content.get("text").getAsString(), MOST_PRINTED);
      case "display_data" -> display(messageType, content);
      case "execute_result" ->
          display(messageType, content).add("execution_count", content.get("execution_count"));
      case "update_display_data" -> update(content);
      case "clear_output" -> clear(content);
      case "error" -> error(content);
      default -> {}
    }
  }

  private void stream(String name, String text, int most) {
    if (clearBeforeNext) {
      clearNow();
    }
    int kept = Math.min(text.length(), most - printed);
    leftOut += text.length() - kept;
    printed += kept;
    if (kept == 0) {
      return;
    }
    if (stream == null || !last().get("name").getAsString().equals(name)) {
      endStream();
      JsonObject output = new JsonObject();
      output.addProperty("output_type", "stream");
      output.addProperty("name", name);
      output.addProperty("text", "");
      outputs.add(output);
      stream = new StringBuilder();
    }
    stream.append(text, 0, kept);
  }

  private JsonObject display(String type, JsonObject content) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", type);
    fill(output, content);
    append(output);
    String id = displayId(content);
    if (id != null) {
      byDisplayId.computeIfAbsent(id, unused -> new ArrayList<>()).add(output);
    }
    return output;
  }

  private void update(JsonObject content) {
    String id = displayId(content);
    for (JsonObject output : byDisplayId.getOrDefault(String.valueOf(id), List.of())) {
      fill(output, content);
    }
  }

  private void clear(JsonObject content) {
    if (content.has("wait") && content.get("wait").getAsBoolean()) {
      clearBeforeNext = true;
    } else {
      clearNow();
    }
  }

  private void error(JsonObject content) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", "error");
    for (String field : List.of("ename", "evalue", "traceback")) {
      output.add(field, content.get(field));
    }
    append(output);
  }

  private void append(JsonObject output) {
    endStream();
    if (clearBeforeNext) {
      clearNow();
    }
    outputs.add(output);
  }

  private void clearNow() {
    outputs.clear();
    stream = null;
    clearBeforeNext = false;
    printed = 0;
    leftOut = 0;
  }

  private void endStream() {
    if (stream != null) {
      last().addProperty("text", stream.toString());
      stream = null;
    }
  }

  private JsonObject last() {
    return outputs.get(outputs.size() - 1);
  }

  private static void fill(JsonObject output, JsonObject content) {
    output.add("data", content.getAsJsonObject("data").deepCopy());
    JsonElement metadata = content.get("metadata");
    output.add("metadata", metadata == null ? new JsonObject() : metadata.deepCopy());
  }

  private static @Nullable String displayId(JsonObject content) {
    if (content.get("transient") instanceof JsonObject hints && hints.has("display_id")) {
      return hints.get("display_id").getAsString();
    }
    return null;
  }
}
