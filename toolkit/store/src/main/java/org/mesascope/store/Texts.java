package org.mesascope.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps as the database gives them. */
final class Texts {

  private Texts() {}

  /** Fails where a text has no UTF-8, which is what the database keeps. */
  static String encodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw new IllegalArgumentException(
              "a text has half a character (\\u%04x) at %d and cannot be kept to the bit: mend it"
                  .formatted((int) text.charAt(i), i));
        }
        i++;
      }
    }
    return text;
  }

  static Map<String, String> map(ResultSet row, int column) throws SQLException {
    Map<String, String> map = new HashMap<>();
    if (row.getObject(column) instanceof Map<?, ?> found) {
      found.forEach((key, value) -> map.put((String) key, (String) value));
    }
    return map;
  }

  static Map<String, String> map(@Nullable List<String> keys, @Nullable List<String> values) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; keys != null && values != null && i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  static @Nullable List<String> list(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    if (array == null) {
      return null;
    }
    List<String> list = new ArrayList<>();
    for (Object text : (Object[]) array.getArray()) {
      list.add((String) text);
    }
    return list;
  }

  static double[] numbers(ResultSet row, int column) throws SQLException {
    Object[] found = (Object[]) row.getArray(column).getArray();
    double[] numbers = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      numbers[i] = (Double) found[i];
    }
    return numbers;
  }
}
