package org.mesascope.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Writes notebooks as nbformat 4.5, in Jupyter's own shape (keys sorted, one space of indent,
 * multi-line strings as lists of lines), so that a later save from Jupyter changes nothing else.
 */
public final class NotebookWriter {
  private static final Set<String> SPLIT = Set.of("application/javascript", "image/svg+xml");

  private NotebookWriter() {}

  /** Writes a notebook's file, whole or not at all. */
  public static void write(Path file, Notebook notebook) throws IOException {
    AtomicFiles.write(file, format(notebook));
  }

  /** The text of a notebook's file. */
  public static String format(Notebook notebook) {
    JsonArray cells = new JsonArray();
    notebook.cells().forEach(cell -> cells.add(json(cell)));
    JsonObject root = new JsonObject();
    root.add("cells", cells);
    root.add("metadata", notebook.metadata());
    root.addProperty("nbformat", 4);
    root.addProperty("nbformat_minor", 5);
    return SortedJson.format(root);
  }

  private static JsonObject json(Cell cell) {
    JsonObject json = new JsonObject();
    json.addProperty("id", cell.id());
    json.addProperty("cell_type", cell.kind().field());
    json.add("metadata", cell.metadata());
    json.add("source", lines(cell.source()));
    if (cell.attachments() != null) {
      json.add("attachments", cell.attachments());
    }
    if (cell.kind() == Cell.Kind.CODE) {
      JsonArray outputs = new JsonArray();
      cell.outputs().forEach(output -> outputs.add(json(output)));
      json.add("outputs", outputs);
      json.add(
          "execution_count",
          cell.executionCount() == null
              ? JsonNull.INSTANCE
              : new JsonPrimitive(cell.executionCount()));
    }
    return json;
  }

  private static JsonObject json(JsonObject output) {
    JsonObject json = output.deepCopy();
    if (json.has("text")) {
      json.add("text", lines(json.get("text").getAsString()));
    }
    if (json.has("data")) {
      for (Map.Entry<String, JsonElement> form : json.getAsJsonObject("data").entrySet()) {
        if (splits(form.getKey()) && form.getValue().isJsonPrimitive()) {
          form.setValue(lines(form.getValue().getAsString()));
        }
      }
    }
    return json;
  }

  private static boolean splits(String mimeType) {
    return mimeType.startsWith("text/") || SPLIT.contains(mimeType);
  }

  private static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      if (end == 0) {
        end = text.length();
      }
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
