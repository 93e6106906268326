package org.mesascope.kernel.notebook;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** JSON text with its keys in order, so that equal trees are equal files. */
final class SortedJson {
  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .serializeNulls()
          .disableHtmlEscaping()
          .create();

  private SortedJson() {}

  /** The text, one space of indent, with a newline at its end. */
  static String format(JsonElement json) {
    return GSON.toJson(sorted(json)) + "\n";
  }

  private static JsonElement sorted(JsonElement json) {
    if (json instanceof JsonArray array) {
      JsonArray copy = new JsonArray(array.size());
      array.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    if (json instanceof JsonObject object) {
      Map<String, JsonElement> fields = new TreeMap<>(object.asMap());
      JsonObject copy = new JsonObject();
      fields.forEach((name, value) -> copy.add(name, sorted(value)));
      return copy;
    }
    return json;
  }
}
