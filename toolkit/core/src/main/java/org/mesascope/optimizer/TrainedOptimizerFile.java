package org.mesascope.optimizer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mesascope.numeric.Adam;
import org.mesascope.report.AtomicFile;
import org.mesascope.train.JsonFields;

/**
 * The JSON form of a trained optimizer. Numbers keep all their bits: outer parameters and the curve
 * in decimal, what only a resumed training reads as Base64 of little-endian floats.
 */
final class TrainedOptimizerFile {

  private static final String FORMAT = "mesascope-trained-optimizer";
  private static final int VERSION = 1;
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private TrainedOptimizerFile() {}

  static void save(TrainedOptimizer trained, Path file) throws IOException {
    JsonObject root = new JsonObject();
    root.addProperty("format", FORMAT);
    root.addProperty("version", VERSION);
    root.addProperty("architecture", trained.architecture().name());
    root.addProperty("provenance", trained.provenance());
    List<JsonObject> checkpoints = new ArrayList<>();
    for (OptimizerCheckpoint checkpoint : trained.checkpoints()) {
      JsonObject kept = new JsonObject();
      kept.addProperty("step", checkpoint.step());
      kept.add("weights", GSON.toJsonTree(checkpoint.weights()));
      checkpoints.add(kept);
    }
    root.add("checkpoints", GSON.toJsonTree(checkpoints));
    root.add("curve", GSON.toJsonTree(trained.curve()));
    JsonObject adam = new JsonObject();
    adam.addProperty("steps", trained.adam().steps());
    adam.addProperty("first", text(trained.adam().first()));
    adam.addProperty("second", text(trained.adam().second()));
    root.add("adam", adam);
    JsonObject estimator = new JsonObject();
    estimator.add("counters", GSON.toJsonTree(trained.outer().counters()));
    JsonObject arrays = new JsonObject();
    trained.outer().arrays().forEach((name, values) -> arrays.addProperty(name, text(values)));
    estimator.add("arrays", arrays);
    root.add("estimator", estimator);
    AtomicFile.write(file, (GSON.toJson(root) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static TrainedOptimizer load(Path file, LearnedOptimizer architecture) throws IOException {
    String text = Files.readString(file);
    try {
      return parse(text, architecture);
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException e) {
      throw new IOException(
          "\"%s\" is no trained optimizer that can be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TrainedOptimizer parse(String text, LearnedOptimizer architecture) {
    JsonElement json = JsonParser.parseString(text);
    if (!json.isJsonObject()) {
      throw new IllegalArgumentException("expected a JSON object");
    }
    JsonObject root = json.getAsJsonObject();
    JsonFields.require("format", FORMAT, JsonFields.field(root, "format").getAsString());
    JsonFields.require("version", VERSION, JsonFields.field(root, "version").getAsInt());
    JsonFields.require(
        "architecture", architecture.name(), JsonFields.field(root, "architecture").getAsString());
    List<OptimizerCheckpoint> checkpoints = new ArrayList<>();
    for (JsonElement element : JsonFields.field(root, "checkpoints").getAsJsonArray()) {
      JsonObject kept = element.getAsJsonObject();
      checkpoints.add(
          new OptimizerCheckpoint(
              JsonFields.field(kept, "step").getAsInt(),
              floats(JsonFields.field(kept, "weights"), "weights")));
    }
    JsonObject adam = JsonFields.field(root, "adam").getAsJsonObject();
    JsonObject estimator = JsonFields.field(root, "estimator").getAsJsonObject();
    Map<String, Long> counters = new TreeMap<>();
    for (var entry : JsonFields.field(estimator, "counters").getAsJsonObject().entrySet()) {
      counters.put(entry.getKey(), entry.getValue().getAsLong());
    }
    Map<String, float[]> arrays = new TreeMap<>();
    for (var entry : JsonFields.field(estimator, "arrays").getAsJsonObject().entrySet()) {
      arrays.put(entry.getKey(), bits(entry.getValue().getAsString()));
    }
    return new TrainedOptimizer(
        architecture,
        JsonFields.field(root, "provenance").getAsString(),
        checkpoints,
        doubles(JsonFields.field(root, "curve"), "curve"),
        new Adam.State(
            JsonFields.field(adam, "steps").getAsInt(),
            bits(JsonFields.field(adam, "first").getAsString()),
            bits(JsonFields.field(adam, "second").getAsString())),
        new OuterState(counters, arrays));
  }

  private static String text(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] bits(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static float[] floats(JsonElement array, String name) {
    List<JsonElement> elements = array.getAsJsonArray().asList();
    float[] numbers = new float[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements.get(i).getAsFloat();
      requireFinite(numbers[i], name, i);
    }
    return numbers;
  }

  private static double[] doubles(JsonElement array, String name) {
    List<JsonElement> elements = array.getAsJsonArray().asList();
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements.get(i).getAsDouble();
      requireFinite(numbers[i], name, i);
    }
    return numbers;
  }

  private static void requireFinite(double value, String name, int at) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "\"%s\"[%d] expects a finite number, got %s".formatted(name, at, value));
    }
  }
}
