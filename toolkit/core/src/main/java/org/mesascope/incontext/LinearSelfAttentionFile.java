package org.mesascope.incontext;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mesascope.report.AtomicFile;
import org.mesascope.train.JsonFields;

/** The JSON form of linear self-attention. */
final class LinearSelfAttentionFile {

  private static final String FORMAT = "mesascope-linear-self-attention";
  private static final int VERSION = 1;

  private LinearSelfAttentionFile() {}

  static void save(LinearSelfAttention model, Path file) throws IOException {
    Gson gson = new Gson();
    JsonObject root = new JsonObject();
    root.addProperty("format", FORMAT);
    root.addProperty("version", VERSION);
    root.addProperty("name", model.name());
    root.addProperty("dimension", model.shape().dimension());
    root.addProperty("layers", model.shape().layers());
    root.addProperty("looped", model.shape().looped());
    root.addProperty("queryAttended", model.shape().queryAttended());
    root.add("weights", gson.toJsonTree(model.weights()));
    AtomicFile.write(file, (gson.toJson(root) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static LinearSelfAttention load(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return parse(JsonParser.parseString(text));
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException e) {
      throw new IOException(
          "\"%s\" is no linear self-attention that can be read: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private static LinearSelfAttention parse(JsonElement json) {
    if (!json.isJsonObject()) {
      throw new IllegalArgumentException("expected a JSON object");
    }
    JsonObject root = json.getAsJsonObject();
    JsonFields.require("format", FORMAT, JsonFields.field(root, "format").getAsString());
    JsonFields.require("version", VERSION, JsonFields.field(root, "version").getAsInt());
    LinearAttentionShape shape =
        new LinearAttentionShape(
            JsonFields.field(root, "dimension").getAsInt(),
            JsonFields.field(root, "layers").getAsInt(),
            JsonFields.field(root, "looped").getAsBoolean(),
            JsonFields.field(root, "queryAttended").getAsBoolean());
    JsonArray elements = JsonFields.field(root, "weights").getAsJsonArray();
    double[] weights = new double[elements.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = elements.get(i).getAsDouble();
    }
    return new LinearSelfAttention(JsonFields.field(root, "name").getAsString(), shape, weights);
  }
}
