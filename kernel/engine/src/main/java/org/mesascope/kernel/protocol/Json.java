package org.mesascope.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields of message contents, and turns plain Java trees into JSON. */
public final class Json {

  private Json() {}

  /**
   * Parses one JSON object, strictly.
   *
   * @throws MalformedMessageException if the text is anything else
   */
  public static JsonObject parseObject(String text) throws MalformedMessageException {
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      if (JsonParser.parseReader(reader) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException | NumberFormatException e) {
      throw new MalformedMessageException("expected a JSON object: " + e.getMessage(), e);
    }
    throw new MalformedMessageException("expected a JSON object, got another JSON value");
  }

  /** A text field, or the default where it is absent or something else. */
  public static String string(JsonObject object, String name, String otherwise) {
    return (object.get(name) instanceof JsonPrimitive p && p.isString())
        ? p.getAsString()
        : otherwise;
  }

  /** A truth field, or the default where it is absent or something else. */
  public static boolean bool(JsonObject object, String name, boolean otherwise) {
    return (object.get(name) instanceof JsonPrimitive p && p.isBoolean())
        ? p.getAsBoolean()
        : otherwise;
  }

  /** A whole-number field, or the default where it is absent or something else. */
  public static int integer(JsonObject object, String name, int otherwise) {
    if (object.get(name) instanceof JsonPrimitive p && p.isNumber()) {
      double value = p.getAsDouble();
      if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
        return (int) value;
      }
    }
    return otherwise;
  }

  /** An object field, or a new empty object where it is absent or something else. */
  public static JsonObject object(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject o ? o : new JsonObject();
  }

  /** An array field, or a new empty array where it is absent or something else. */
  public static JsonArray array(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray a ? a : new JsonArray();
  }

  /**
   * Turns a tree of maps, iterables, strings, numbers and booleans into JSON. JSON has no NaN and
   * no infinity: they become strings. Any other value becomes its {@code toString()}.
   */
  public static JsonElement of(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof JsonElement element) {
      return element;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((k, v) -> object.add(String.valueOf(k), of(v)));
      return object;
    }
    if (value instanceof Iterable<?> items) {
      JsonArray array = new JsonArray();
      items.forEach(item -> array.add(of(item)));
      return array;
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return new JsonPrimitive(number);
    }
    return new JsonPrimitive(String.valueOf(value));
  }
}
