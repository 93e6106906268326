package org.mesascope.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks a notebook's JSON against nbformat 4.0 to 4.5 and reports the first fault as file, cell,
 * field, what was expected, what came, and what to do.
 *
 * <p>Departs from the schema where Jupyter itself is lenient: unknown fields are no fault.
 */
final class NotebookValidator {
  private static final int NEWEST_MINOR = 5;
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
  private static final List<String> OUTPUTS =
      List.of("stream", "display_data", "execute_result", "error");

  private final String where;

  private NotebookValidator(String where) {
    this.where = where;
  }

  /** Fails with a {@link BadInputException} unless {@code root} is a notebook. */
  static void check(JsonElement root, String file) {
    NotebookValidator top = new NotebookValidator(file + ": ");
    if (!(root instanceof JsonObject notebook)) {
      throw top.fault("expected a JSON object", root, "A notebook begins with '{'");
    }
    top.checkVersion(notebook);
    top.object(notebook, "metadata", "Add \"metadata\": {} at the top level");
    JsonArray cells = top.array(notebook, "cells", "Add \"cells\": [] at the top level");
    for (int i = 0; i < cells.size(); i++) {
      new NotebookValidator(file + ": cell " + (i + 1)).checkCell(cells.get(i));
    }
  }

  static Cell.Kind kind(String name) {
    return Arrays.stream(Cell.Kind.values())
        .filter(kind -> kind.field().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  static boolean isLines(@Nullable JsonElement value) {
    if (value instanceof JsonArray array) {
      return array.asList().stream().allMatch(NotebookValidator::isText);
    }
    return isText(value);
  }

  private void checkVersion(JsonObject notebook) {
    int major = count(notebook, "nbformat", "Is this a notebook? Save it again from Jupyter");
    if (major != 4) {
      throw new BadInputException(
          where
              + "field 'nbformat': expected 4, got "
              + major
              + ". Open the notebook in Jupyter and save it, which brings it to the current format");
    }
    int minor = count(notebook, "nbformat_minor", "Add \"nbformat_minor\": 5 at the top level");
    if (minor > NEWEST_MINOR) {
      throw new BadInputException(
          where
              + "field 'nbformat_minor': expected 0 to 5, got "
              + minor
              + ". Save the notebook as nbformat 4.5");
    }
  }

  private void checkCell(JsonElement element) {
    if (!(element instanceof JsonObject cell)) {
      throw new NotebookValidator(where + ": ")
          .fault("expected a JSON object", element, "Remove it from \"cells\"");
    }
    JsonElement type = cell.get("cell_type");
    if (!isText(type) || !List.of("code", "markdown", "raw").contains(type.getAsString())) {
      throw new NotebookValidator(where + ": ")
          .fault("field 'cell_type': expected code, markdown or raw", type, "Correct the type");
    }
    NotebookValidator here = new NotebookValidator(where + " (" + type.getAsString() + "): ");
    if (!isLines(cell.get("source"))) {
      throw here.fault(
          "field 'source': expected a string or a list of strings",
          cell.get("source"),
          "Write the cell's text there");
    }
    here.object(cell, "metadata", "Add \"metadata\": {} to the cell");
    if (cell.has("attachments")) {
      here.object(cell, "attachments", "Remove the field");
    }
    here.checkId(cell.get("id"));
    here.checkTags(cell.getAsJsonObject("metadata").get("tags"));
    if (type.getAsString().equals("code")) {
      here.checkOutputs(cell);
    }
  }

  private void checkId(@Nullable JsonElement id) {
    if (id != null && !(isText(id) && ID.matcher(id.getAsString()).matches())) {
      throw fault(
          "field 'id': expected 1 to 64 letters, digits, '-' or '_'",
          id,
          "Remove the field: a run writes a new id");
    }
  }

  private void checkTags(@Nullable JsonElement tags) {
    if (tags != null && !(tags.isJsonArray() && isLines(tags))) {
      throw fault(
          "field 'metadata.tags': expected a list of strings", tags, "Write [\"parameters\"]");
    }
  }

  private void checkOutputs(JsonObject cell) {
    JsonArray outputs = array(cell, "outputs", "Add \"outputs\": [] to the cell");
    JsonElement count = cell.get("execution_count");
    if (count != null && !count.isJsonNull() && !isCount(count)) {
      throw fault("field 'execution_count': expected null or a whole number", count, "Write null");
    }
    for (int i = 0; i < outputs.size(); i++) {
      checkOutput(outputs.get(i), "outputs[" + i + "]");
    }
  }

  private void checkOutput(JsonElement element, String field) {
    String remedy = "Clear the cell's outputs: \"outputs\": []";
    if (!(element instanceof JsonObject output)) {
      throw fault("field '" + field + "': expected an object", element, remedy);
    }
    JsonElement type = output.get("output_type");
    if (!isText(type) || !OUTPUTS.contains(type.getAsString())) {
      throw fault(
          "field '" + field + ".output_type': expected one of " + String.join(", ", OUTPUTS),
          type,
          remedy);
    }
    boolean sound =
        switch (type.getAsString()) {
          case "stream" -> isText(output.get("name")) && isLines(output.get("text"));
          case "error" ->
              isText(output.get("ename"))
                  && isText(output.get("evalue"))
                  && output.get("traceback") instanceof JsonArray lines
                  && isLines(lines);
          default -> output.get("data") instanceof JsonObject && hasMetadata(output);
        };
    if (!sound) {
      throw fault(
          "field '" + field + "': expected a whole " + type.getAsString() + " output",
          output,
          remedy);
    }
  }

  private static boolean hasMetadata(JsonObject output) {
    return output.get("metadata") instanceof JsonObject;
  }

  private static boolean isText(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static boolean isCount(JsonElement value) {
    return value instanceof JsonPrimitive primitive
        && primitive.isNumber()
        && primitive.getAsString().matches("\\d{1,9}");
  }

  private int count(JsonObject parent, String field, String remedy) {
    JsonElement value = parent.get(field);
    if (value == null || !isCount(value)) {
      throw fault("field '" + field + "': expected a whole number", value, remedy);
    }
    return value.getAsInt();
  }

  private void object(JsonObject parent, String field, String remedy) {
    if (!(parent.get(field) instanceof JsonObject)) {
      throw fault("field '" + field + "': expected an object", parent.get(field), remedy);
    }
  }

  private JsonArray array(JsonObject parent, String field, String remedy) {
    if (!(parent.get(field) instanceof JsonArray array)) {
      throw fault("field '" + field + "': expected a list", parent.get(field), remedy);
    }
    return array;
  }

  private BadInputException fault(String expected, @Nullable JsonElement got, String remedy) {
    return new BadInputException(where + expected + ", got " + shown(got) + ". " + remedy);
  }

  private static String shown(@Nullable JsonElement value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof JsonObject object) {
      return object.keySet().stream()
          .limit(6)
          .collect(Collectors.joining(", ", "an object with {", "}"));
    }
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
