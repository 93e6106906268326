package org.mesascope.train;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What the files of trained systems check of their fields. */
public final class JsonFields {

  private JsonFields() {}

  /**
   * A field's value.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public static JsonElement field(JsonObject object, String name) {
    JsonElement value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException("field \"" + name + "\" is missing");
    }
    return value;
  }

  /**
   * Checks a field's value.
   *
   * @throws IllegalArgumentException naming what was expected and what came
   */
  public static void require(String name, Object expected, Object got) {
    if (!expected.equals(got)) {
      throw new IllegalArgumentException(
          "field \"%s\" expects %s, got %s".formatted(name, expected, got));
    }
  }
}
