package org.mesascope.gap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sweep's journal: JSON, a tab, and its CRC-32C. Numbers are written so that they
 * read back to the bit.
 *
 * @param job from 0
 */
record JournalLine(int job, SeedScores scores) {

  private static final String FORMAT = "mesascope sweep 1";

  /** The first line: the sweep's digest, and what was digested, for people. */
  static String header(List<String> sweep) {
    JsonObject header = new JsonObject();
    header.addProperty("journal", FORMAT);
    header.addProperty("digest", digest(sweep));
    JsonArray lines = new JsonArray();
    sweep.forEach(lines::add);
    header.add("sweep", lines);
    return header.toString();
  }

  /** Why a first line is not the one of this sweep. */
  static String refusal(Path file, String header, List<String> sweep) {
    try {
      JsonObject found = JsonParser.parseString(header).getAsJsonObject();
      if (FORMAT.equals(found.get("journal").getAsString())) {
        List<String> other = new ArrayList<>();
        found.getAsJsonArray("sweep").forEach(line -> other.add(line.getAsString()));
        List<String> was = new ArrayList<>(other);
        was.removeAll(sweep);
        List<String> is = new ArrayList<>(sweep);
        is.removeAll(other);
        return "the journal %s is of another sweep: it has %s, this one has %s; name another file"
            .formatted(file, was, is);
      }
      return "the journal %s has the format %s, expected \"%s\": name another file"
          .formatted(file, found.get("journal"), FORMAT);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      return "%s is no journal of a sweep: name a file that is not there yet".formatted(file);
    }
  }

  String text() {
    JsonObject line = new JsonObject();
    line.addProperty("job", job);
    line.add("places", numbers(scores.places()));
    JsonArray rows = new JsonArray();
    for (double[] row : scores.scores()) {
      rows.add(numbers(row));
    }
    line.add("scores", rows);
    String json = line.toString();
    return json + "\t" + check(json);
  }

  /** The line, or null where its check does not hold. */
  static @Nullable JournalLine parse(String text) {
    int tab = text.lastIndexOf('\t');
    if (tab < 0 || !text.substring(tab + 1).equals(check(text.substring(0, tab)))) {
      return null;
    }
    JsonObject line = JsonParser.parseString(text.substring(0, tab)).getAsJsonObject();
    JsonArray rows = line.getAsJsonArray("scores");
    double[][] scores = new double[rows.size()][];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = numbers(rows.get(k).getAsJsonArray());
    }
    double[] places = numbers(line.getAsJsonArray("places"));
    return new JournalLine(line.get("job").getAsInt(), new SeedScores(places, scores));
  }

  private static JsonArray numbers(double[] values) {
    JsonArray array = new JsonArray(values.length);
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  private static double[] numbers(JsonArray array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).getAsDouble();
    }
    return values;
  }

  private static String check(String json) {
    CRC32C crc = new CRC32C();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  private static String digest(List<String> sweep) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String line : sweep) {
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
