package org.mesascope.kernel.notebook;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what a person types on a command line into a Java expression of a declared type. */
final class JavaLiteral {
  private static final Map<String, Function<String, String>> BY_TYPE =
      Map.ofEntries(
          Map.entry("boolean", JavaLiteral::ofBoolean),
          Map.entry("byte", text -> "(byte) " + Byte.parseByte(text)),
          Map.entry("short", text -> "(short) " + Short.parseShort(text)),
          Map.entry("int", text -> String.valueOf(Integer.parseInt(text))),
          Map.entry("long", text -> Long.parseLong(text) + "L"),
          Map.entry("float", text -> finite(Float.parseFloat(decimal(text))) + "f"),
          Map.entry("double", text -> finite(Double.parseDouble(decimal(text)))),
          Map.entry("char", JavaLiteral::ofChar),
          Map.entry("String", JavaLiteral::quoted));
  private static final Map<String, String> BOXED =
      Map.of(
          "Boolean",
          "boolean",
          "Byte",
          "byte",
          "Short",
          "short",
          "Integer",
          "int",
          "Long",
          "long",
          "Float",
          "float",
          "Double",
          "double",
          "Character",
          "char");

  private JavaLiteral() {}

  /**
   * The expression that gives a parameter its value.
   *
   * @param name what errors call the parameter
   * @param declaredType the type as the notebook declares it; arrays take values between commas
   * @throws BadInputException if the text is no value of the type, or the type is none a command
   *     line can give
   */
  static String of(String name, String declaredType, String text) {
    String type = simple(declaredType);
    boolean array = type.endsWith("[]");
    String element = array ? type.substring(0, type.length() - 2) : type;
    Function<String, String> literal = BY_TYPE.get(BOXED.getOrDefault(element, element));
    if (literal == null) {
      throw new BadInputException(
          "`"
              + name
              + "` is declared as "
              + type
              + ", which cannot be given by -p. It can set "
              + String.join(", ", new TreeSet<>(BY_TYPE.keySet()))
              + " and arrays of them");
    }
    try {
      if (!array) {
        return literal.apply(text);
      }
      return Stream.of(text.split(",", -1))
          .filter(part -> !text.isBlank())
          .map(part -> literal.apply(part.strip()))
          .collect(Collectors.joining(", ", "new " + type + " {", "}"));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("`" + name + "` expects " + type + ", got '" + text + "'", e);
    }
  }

  /** A type's name as people write it: without {@code java.lang}. */
  static String simple(String type) {
    return type.replace("java.lang.", "");
  }

  private static String ofBoolean(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String decimal(String text) {
    if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String finite(Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException("out of range");
    }
    return value.toString();
  }

  private static String ofChar(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    String quoted = quoted(text);
    return text.equals("'") ? "'\\''" : "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }

  private static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (c < ' ') {
            literal.append(String.format("\\u%04x", (int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
