package org.mesascope.kernel.javadoc;

import java.util.ArrayList;
import java.util.List;

/**
 * What a signature as JShell writes it names: {@code Document Jsoup.parse(String html)}, {@code
 * ArrayList<E>(int n)}, {@code Integer.MAX_VALUE:int}, {@code java.util.Map.Entry<K,V>}.
 *
 * @param owner the type, as qualified as it was written
 * @param member the method's or field's name; {@code <init>} for a constructor, empty for a type
 * @param parameters simple names of the parameters' types, without type arguments; {@code T[]} for
 *     {@code T...}
 */
record Signature(String owner, String member, List<String> parameters) {

  static final String CONSTRUCTOR = "<init>";

  Signature {
    parameters = List.copyOf(parameters);
  }

  static Signature parse(String written) {
    String text = withoutAngles(written).strip();
    int open = text.indexOf('(');
    if (open < 0) {
      int colon = text.indexOf(':');
      return colon < 0
          ? new Signature(text, "", List.of())
          : member(text.substring(0, colon).strip(), List.of());
    }
    List<String> parameters = new ArrayList<>();
    String inside = text.substring(open + 1, Math.max(open + 1, text.lastIndexOf(')')));
    for (String parameter : inside.split(",", -1)) {
      if (!parameter.isBlank()) {
        parameters.add(type(parameter.strip()));
      }
    }
    String head = text.substring(0, open).strip();
    int space = head.lastIndexOf(' ');
    return space < 0
        ? new Signature(head, CONSTRUCTOR, parameters)
        : member(head.substring(space + 1), parameters);
  }

  private static Signature member(String qualified, List<String> parameters) {
    int dot = qualified.lastIndexOf('.');
    return dot < 0
        ? new Signature(qualified, "", List.of())
        : new Signature(qualified.substring(0, dot), qualified.substring(dot + 1), parameters);
  }

  /** The simple name of a parameter's type; its name, the last word, may be missing. */
  private static String type(String parameter) {
    String type = parameter.replaceFirst("\\s+\\w+$", "").replaceAll("@\\S+\\s+", "");
    return simple(type);
  }

  /** A type's name without package, type arguments and spaces. */
  static String simple(String type) {
    String plain = withoutAngles(type).replace("...", "[]").replaceAll("\\s", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  private static String withoutAngles(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '<' ? 1 : 0;
      if (depth == 0) {
        out.append(c);
      }
      depth -= c == '>' && depth > 0 ? 1 : 0;
    }
    return out.toString();
  }
}
