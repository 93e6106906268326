package org.mesascope.trace;

/** What is a number by RFC 8259. */
final class JsonNumbers {

  private JsonNumbers() {}

  /** Whether a byte ends a number or a word. */
  static boolean delimits(byte b) {
    return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t'
        || b == ':';
  }

  /** Whether a text is a number: no plus, no leading zero, digits on both sides of a point. */
  static boolean isNumber(String text) {
    int i = text.startsWith("-") ? 1 : 0;
    int start = i;
    i = digits(text, i);
    if (i == start || (text.charAt(start) == '0' && i > start + 1)) {
      return false;
    }
    if (i < text.length() && text.charAt(i) == '.') {
      int point = i + 1;
      i = digits(text, point);
      if (i == point) {
        return false;
      }
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      int power = i;
      i = digits(text, power);
      if (i == power) {
        return false;
      }
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
