package org.mesascope.search;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mesascope.numeric.Adam;
import org.mesascope.report.AtomicFile;
import org.mesascope.train.JsonFields;

/** Planners as JSON, their floats in Base64, little-endian. */
final class PlannerFile {

  private static final String PLANNER = "mesascope-recurrent-planner";
  private static final String TRAINING = "mesascope-recurrent-planner-training";
  private static final int VERSION = 1;
  private static final String ARCHITECTURE =
      "gated 3x3 convolution, 5 planes, 32 channels, 4 moves";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private PlannerFile() {}

  static void save(RecurrentPlanner planner, Path file) throws IOException {
    JsonObject root = head(PLANNER);
    root.addProperty("weights", Floats.base64(planner.weights()));
    write(root, file);
  }

  static RecurrentPlanner load(Path file) throws IOException {
    return read(file, PLANNER, root -> new RecurrentPlanner(floats(root, "weights")));
  }

  static void save(TrainedPlanner trained, Path file) throws IOException {
    JsonObject root = head(TRAINING);
    root.addProperty("provenance", trained.provenance());
    JsonArray checkpoints = new JsonArray();
    for (PlannerCheckpoint checkpoint : trained.checkpoints()) {
      JsonObject kept = new JsonObject();
      kept.addProperty("step", checkpoint.step());
      kept.addProperty("weights", Floats.base64(checkpoint.planner().weights()));
      checkpoints.add(kept);
    }
    root.add("checkpoints", checkpoints);
    JsonObject adam = new JsonObject();
    adam.addProperty("first", Floats.base64(trained.adam().first()));
    adam.addProperty("second", Floats.base64(trained.adam().second()));
    root.add("adam", adam);
    root.add("losses", GSON.toJsonTree(trained.losses()));
    write(root, file);
  }

  static TrainedPlanner loadTraining(Path file) throws IOException {
    return read(file, TRAINING, PlannerFile::training);
  }

  private static TrainedPlanner training(JsonObject root) {
    List<PlannerCheckpoint> checkpoints = new ArrayList<>();
    for (JsonElement element : JsonFields.field(root, "checkpoints").getAsJsonArray()) {
      JsonObject kept = element.getAsJsonObject();
      checkpoints.add(
          new PlannerCheckpoint(
              JsonFields.field(kept, "step").getAsInt(),
              new RecurrentPlanner(floats(kept, "weights"))));
    }
    double[] losses = GSON.fromJson(JsonFields.field(root, "losses"), double[].class);
    JsonObject adam = JsonFields.field(root, "adam").getAsJsonObject();
    return new TrainedPlanner(
        JsonFields.field(root, "provenance").getAsString(),
        checkpoints,
        losses,
        new Adam.State(losses.length, floats(adam, "first"), floats(adam, "second")));
  }

  private static JsonObject head(String format) {
    JsonObject root = new JsonObject();
    root.addProperty("format", format);
    root.addProperty("version", VERSION);
    root.addProperty("architecture", ARCHITECTURE);
    return root;
  }

  private static void write(JsonObject root, Path file) throws IOException {
    AtomicFile.write(file, (GSON.toJson(root) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T read(Path file, String format, Function<JsonObject, T> parse)
      throws IOException {
    String text = Files.readString(file);
    try {
      JsonElement json = JsonParser.parseString(text);
      if (!json.isJsonObject()) {
        throw new IllegalArgumentException("expected a JSON object");
      }
      JsonObject root = json.getAsJsonObject();
      JsonFields.require("format", format, JsonFields.field(root, "format").getAsString());
      JsonFields.require("version", VERSION, JsonFields.field(root, "version").getAsInt());
      JsonFields.require(
          "architecture", ARCHITECTURE, JsonFields.field(root, "architecture").getAsString());
      return parse.apply(root);
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException e) {
      throw new IOException(
          "\"%s\" is no %s that can be read: %s".formatted(file, format, e.getMessage()), e);
    }
  }

  private static float[] floats(JsonObject object, String name) {
    return Floats.ofBase64(
        JsonFields.field(object, name).getAsString(), name, RecurrentPlanner.WEIGHTS);
  }
}
