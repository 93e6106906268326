package org.mesascope.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a notebook.
 *
 * @param id identifies the cell inside its notebook
 * @param kind what the cell holds
 * @param source the text, exactly as in the file
 * @param metadata everything the file says about the cell, known or not
 * @param attachments images a Markdown or raw cell carries, null where there are none
 * @param outputs nbformat outputs of a code cell, multi-line strings joined
 * @param executionCount the number in {@code In [n]}, null where the cell has not run
 */
public record Cell(
    String id,
    Kind kind,
    String source,
    JsonObject metadata,
    @Nullable JsonObject attachments,
    List<JsonObject> outputs,
    @Nullable Integer executionCount) {

  /** What a cell holds. */
  public enum Kind {
    CODE,
    MARKDOWN,
    RAW;

    /** The name in the file. */
    public String field() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Cell {
    outputs = List.copyOf(outputs);
  }

  /** A code cell that has not run. */
  public static Cell code(String id, String source) {
    return new Cell(id, Kind.CODE, source, new JsonObject(), null, List.of(), null);
  }

  /** A Markdown cell. */
  public static Cell markdown(String id, String source) {
    return new Cell(id, Kind.MARKDOWN, source, new JsonObject(), null, List.of(), null);
  }

  /** Whether running the notebook runs this cell. */
  public boolean runs() {
    return kind == Kind.CODE && !source.isBlank();
  }

  /** Whether {@code metadata.tags} names a tag. */
  public boolean hasTag(String tag) {
    JsonElement tags = metadata.get("tags");
    if (tags == null || !tags.isJsonArray()) {
      return false;
    }
    for (JsonElement each : tags.getAsJsonArray()) {
      if (each.isJsonPrimitive() && each.getAsString().equals(tag)) {
        return true;
      }
    }
    return false;
  }

  public Cell withId(String newId) {
    return new Cell(newId, kind, source, metadata, attachments, outputs, executionCount);
  }

  public Cell withMetadata(JsonObject newMetadata) {
    return new Cell(id, kind, source, newMetadata, attachments, outputs, executionCount);
  }

  /** This cell as it is after running. */
  public Cell withOutputs(List<JsonObject> newOutputs, @Nullable Integer count) {
    return new Cell(id, kind, source, metadata, attachments, newOutputs, count);
  }
}
