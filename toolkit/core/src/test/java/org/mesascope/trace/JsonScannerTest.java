package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

/** The scanner reads as Gson does, however the bytes arrive. */
class JsonScannerTest {

  @Test
  void randomDocumentsReadAsGsonReadsThem() throws IOException {
    RandomGenerator random = Seed.of(3).split("json").random();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      write(text, random, 4);
      JsonElement expected = JsonParser.parseString(text.toString());
      InputStream slow = new Trickle(text.toString().getBytes(StandardCharsets.UTF_8), random);
      JsonScanner json = JsonScanner.pythonDocument(slow, "random");
      assertThat(json.tree()).as(text.toString()).isEqualTo(tree(expected));
      assertThat(json.peek()).isEqualTo(JsonScanner.Kind.END);
      JsonScanner passing =
          JsonScanner.pythonDocument(
              new Trickle(text.toString().getBytes(StandardCharsets.UTF_8), random), "random");
      passing.skip();
      assertThat(passing.peek()).isEqualTo(JsonScanner.Kind.END);
    }
  }

  /** The oracle is Double.parseDouble, which rounds correctly. */
  @Test
  void numbersRoundCorrectly() throws IOException {
    RandomGenerator random = Seed.of(5).split("numbers").random();
    List<String> texts =
        new ArrayList<>(
            List.of(
                "0",
                "-0",
                "-0.0",
                "0.1",
                "1e22",
                "1E-5",
                "123456789012345678",
                "5e-324",
                "0.30000000000000004",
                "9007199254740993",
                "1.7976931348623157e308",
                "2.50"));
    for (int i = 0; i < 2000; i++) {
      texts.add(Double.toString(Double.longBitsToDouble(random.nextLong() & ~(1L << 62))));
      texts.add(Double.toString(random.nextInt(100_000) / 100.0));
    }
    for (String text : texts) {
      double read = scanner("[" + text + "]").element();
      assertThat(Double.doubleToLongBits(read))
          .as(text)
          .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
    }
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text :
        List.of(
            "[01]",
            "[1.]",
            "[.5]",
            "[+1]",
            "[1e]",
            "[-]",
            "[NaN]",
            "[Infinity]",
            "[1,]",
            "[,1]",
            "{\"a\" 1}",
            "{a: 1}",
            "['a']",
            "[tru]",
            "[nulls]",
            "[\"\\x\"]",
            "[\"\\ud800\"]",
            "[\"\\u12g4\"]",
            "[\"\u0001\"]",
            "[1 2]",
            "{\"a\":1,}",
            "[".repeat(600))) {
      assertThatThrownBy(
              () -> {
                JsonScanner json =
                    JsonScanner.lines(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "bad");
                json.tree();
              })
          .as(text)
          .isInstanceOf(TraceFormatException.class);
    }
    byte[] latin = "[\"caf\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> JsonScanner.lines(new ByteArrayInputStream(latin), "latin").tree())
        .hasMessageContaining("expects UTF-8 text");
  }

  private record One(JsonScanner json) {
    double element() throws IOException {
      json.beginArray();
      json.nextElement(true);
      return json.number();
    }
  }

  private static One scanner(String text) {
    return new One(
        JsonScanner.lines(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "numbers"));
  }

  private static void write(StringBuilder text, RandomGenerator random, int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> text.append(random.nextInt(-1000, 1000));
      case 1 -> text.append(random.nextDouble());
      case 2 -> text.append(List.of("true", "false", "null").get(random.nextInt(3)));
      case 3, 4 -> string(text, random);
      case 5 -> {
        text.append("[ ");
        for (int i = random.nextInt(4); i > 0; i--) {
          write(text, random, depth - 1);
          text.append(i > 1 ? " ,\n" : "");
        }
        text.append(']');
      }
      default -> {
        text.append('{');
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          text.append(i > 0 ? "," : "").append("\"k").append(i).append("\"\t:\r\n ");
          write(text, random, depth - 1);
        }
        text.append('}');
      }
    }
  }

  private static void string(StringBuilder text, RandomGenerator random) {
    text.append('"');
    String[] parts = {
      "plain ",
      "\\n",
      "\\\"",
      "\\\\",
      "\\u00e9",
      "é",
      "🙂",
      "\\ud83d\\ude42",
      "\u2028",
      "x".repeat(80),
      "{",
      "]",
      ","
    };
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    text.append('"');
  }

  private static Object tree(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      element.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), tree(e.getValue())));
      return map;
    } else if (element.isJsonArray()) {
      List<Object> list = new ArrayList<>();
      element.getAsJsonArray().forEach(one -> list.add(tree(one)));
      return list;
    }
    return element.isJsonNull() ? null : element.getAsString();
  }

  /** Gives a few bytes at a time, so that every place comes to a buffer's end. */
  private static final class Trickle extends InputStream {
    private final byte[] bytes;
    private final RandomGenerator random;
    private int at;

    Trickle(byte[] bytes, RandomGenerator random) {
      this.bytes = bytes;
      this.random = random;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (at == bytes.length) {
        return -1;
      }
      int count = Math.min(Math.min(length, 1 + random.nextInt(7)), bytes.length - at);
      System.arraycopy(bytes, at, into, from, count);
      at += count;
      return count;
    }
  }
}
