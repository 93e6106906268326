package org.mesascope.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads notebooks of nbformat 4.0 to 4.5, and says in plain words what is wrong with others. */
public final class NotebookReader {
  private NotebookReader() {}

  /**
   * Reads a notebook file.
   *
   * @throws BadInputException if the file is missing, or is not a valid notebook
   */
  public static Notebook read(Path file) {
    return parse(contentOf(file), file.toString());
  }

  /**
   * Reads a notebook from its text.
   *
   * @param name what errors call the file
   * @throws BadInputException if the text is not a valid notebook
   */
  public static Notebook parse(String text, String name) {
    JsonElement root = json(text, name);
    NotebookValidator.check(root, name);
    JsonObject notebook = root.getAsJsonObject();
    List<Cell> cells = new ArrayList<>();
    for (JsonElement cell : notebook.getAsJsonArray("cells")) {
      cells.add(cell(cell.getAsJsonObject()));
    }
    return new Notebook(cells, notebook.getAsJsonObject("metadata").deepCopy());
  }

  private static String contentOf(Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(file + " is a folder; give the notebook's own path");
    }
    if (!Files.exists(file)) {
      throw new BadInputException(
          "there is no notebook "
              + file
              + " (looked in "
              + file.toAbsolutePath().getParent()
              + ")");
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          file + " is not a notebook: it is not UTF-8 text. Save it again from Jupyter", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonElement json(String text, String name) {
    if (text.isBlank()) {
      throw new BadInputException(
          name + " is empty. A notebook is a JSON file; save it again from Jupyter");
    }
    if (text.startsWith("<<<<<<< ") || text.contains("\n<<<<<<< ")) {
      throw new BadInputException(
          name + " holds merge conflict markers (<<<<<<<). Resolve the conflict first");
    }
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonSyntaxException("more text after the end of the notebook");
      }
      return root;
    } catch (JsonSyntaxException | JsonIOException | IOException e) {
      throw new BadInputException(
          name
              + " is not valid JSON: "
              + reason(e)
              + ". Open it in a text editor there, or restore it from version control",
          e);
    }
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = String.valueOf(deepest.getMessage());
    return message
        .lines()
        .findFirst()
        .orElse(message)
        .replaceFirst("Use JsonReader\\.setStrictness\\(.*?\\) to accept ", "it has ");
  }

  private static Cell cell(JsonObject json) {
    Cell.Kind kind = NotebookValidator.kind(json.get("cell_type").getAsString());
    List<JsonObject> outputs = new ArrayList<>();
    if (kind == Cell.Kind.CODE) {
      for (JsonElement output : json.getAsJsonArray("outputs")) {
        outputs.add(output(output.getAsJsonObject()));
      }
    }
    JsonElement id = json.get("id");
    JsonElement count = json.get("execution_count");
    return new Cell(
        id == null ? "" : id.getAsString(),
        kind,
        joined(json.get("source")),
        json.getAsJsonObject("metadata").deepCopy(),
        attachments(json),
        outputs,
        count == null || count.isJsonNull() ? null : count.getAsInt());
  }

  private static @Nullable JsonObject attachments(JsonObject cell) {
    JsonElement attachments = cell.get("attachments");
    return attachments == null ? null : attachments.getAsJsonObject().deepCopy();
  }

  private static JsonObject output(JsonObject json) {
    JsonObject output = json.deepCopy();
    if (output.has("text")) {
      output.addProperty("text", joined(output.get("text")));
    }
    if (output.has("data")) {
      JsonObject data = new JsonObject();
      for (Map.Entry<String, JsonElement> form : output.getAsJsonObject("data").entrySet()) {
        data.add(
            form.getKey(),
            NotebookValidator.isLines(form.getValue()) && !isJson(form.getKey())
                ? new JsonPrimitive(joined(form.getValue()))
                : form.getValue());
      }
      output.add("data", data);
    }
    return output;
  }

  static boolean isJson(String mimeType) {
    return mimeType.equals("application/json")
        || (mimeType.startsWith("application/") && mimeType.endsWith("+json"));
  }

  /** nbformat's multi-line string: a string, or a list of strings to join. */
  private static String joined(JsonElement lines) {
    if (!(lines instanceof JsonArray array)) {
      return lines.getAsString();
    }
    StringBuilder text = new StringBuilder();
    for (JsonElement line : array) {
      text.append(line.getAsString());
    }
    return text.toString();
  }
}
