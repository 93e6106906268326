package org.mesascope.kernel.java;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.CellMagic;
import org.mesascope.kernel.magic.Session;
import org.mesascope.kernel.notebook.Parameters;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.MalformedMessageException;

/**
 * {@code %%parameters} and a JSON object: gives variables new values of their declared types, as
 * papermill injects them.
 */
final class ParametersMagic implements CellMagic {

  private final Function<String, Optional<String>> declaredType;

  /**
   * @param declaredType the type that a variable was declared with
   */
  ParametersMagic(Function<String, Optional<String>> declaredType) {
    this.declaredType = declaredType;
  }

  @Override
  public @Nullable Object run(Session session, Arguments arguments, String body) throws Exception {
    Map<String, String> given = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : parsed(body).entrySet()) {
      String name = entry.getKey();
      given.put(name, text(name, entry.getValue()));
      types.put(name, declaredType.apply(name).orElseThrow(() -> undeclared(name)));
    }
    session.evaluate(new Parameters(given).source(types));
    return null;
  }

  private static JsonObject parsed(String body) {
    try {
      return Json.parseObject(body);
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException("%%parameters expects JSON: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException undeclared(String name) {
    return new IllegalArgumentException(
        "the notebook declares no variable '"
            + name
            + "': declare it, with a default, in the cell tagged parameters");
  }

  /** The value as a person would type it; arrays as values between commas. */
  private static String text(String name, JsonElement value) {
    if (value instanceof JsonPrimitive primitive) {
      return primitive.getAsString();
    }
    if (value instanceof JsonArray array) {
      List<String> elements = new ArrayList<>();
      for (JsonElement element : array) {
        String text = element instanceof JsonPrimitive p ? p.getAsString() : ",";
        if (text.contains(",")) {
          throw unusable(name, value);
        }
        elements.add(text);
      }
      return String.join(",", elements);
    }
    throw unusable(name, value);
  }

  private static IllegalArgumentException unusable(String name, JsonElement value) {
    return new IllegalArgumentException(
        "'"
            + name
            + "' expects a number, a truth value, a string, or an array of such whose strings have"
            + " no commas, got "
            + value);
  }
}
