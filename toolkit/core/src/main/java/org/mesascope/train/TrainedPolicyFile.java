package org.mesascope.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The JSON form of a trained policy. Numbers keep all their bits. */
final class TrainedPolicyFile {

  private static final String FORMAT = "mesascope-trained-policy";
  private static final int VERSION = 1;
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private TrainedPolicyFile() {}

  static void save(TrainedPolicy policy, Path file) throws IOException {
    JsonObject root = new JsonObject();
    root.addProperty("format", FORMAT);
    root.addProperty("version", VERSION);
    root.addProperty("family", policy.last().family().name());
    root.addProperty("provenance", policy.provenance());
    List<JsonObject> checkpoints = new ArrayList<>();
    for (Checkpoint checkpoint : policy.checkpoints()) {
      JsonObject kept = new JsonObject();
      kept.addProperty("step", checkpoint.step());
      kept.addProperty("objective", checkpoint.objective());
      kept.add("parameters", GSON.toJsonTree(checkpoint.parameters()));
      checkpoints.add(kept);
    }
    root.add("checkpoints", GSON.toJsonTree(checkpoints));
    root.add("curve", GSON.toJsonTree(policy.curve()));

    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("cannot save \"" + file + "\": its folder does not exist");
    }
    Path half = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(half, GSON.toJson(root) + "\n");
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  static TrainedPolicy load(Path file, List<PolicyFamily> families) throws IOException {
    String text = Files.readString(file);
    try {
      return parse(text, families);
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException e) {
      throw new IOException(
          "\"%s\" is no trained policy that can be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TrainedPolicy parse(String text, List<PolicyFamily> families) {
    JsonElement json = JsonParser.parseString(text);
    if (!json.isJsonObject()) {
      throw new IllegalArgumentException("expected a JSON object");
    }
    JsonObject root = json.getAsJsonObject();
    JsonFields.require("format", FORMAT, JsonFields.field(root, "format").getAsString());
    JsonFields.require("version", VERSION, JsonFields.field(root, "version").getAsInt());
    PolicyFamily family = family(JsonFields.field(root, "family").getAsString(), families);
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (JsonElement element : JsonFields.field(root, "checkpoints").getAsJsonArray()) {
      JsonObject kept = element.getAsJsonObject();
      checkpoints.add(
          new Checkpoint(
              JsonFields.field(kept, "step").getAsInt(),
              JsonFields.field(kept, "objective").getAsDouble(),
              family,
              numbers(kept, "parameters")));
    }
    return new TrainedPolicy(
        JsonFields.field(root, "provenance").getAsString(), checkpoints, numbers(root, "curve"));
  }

  private static PolicyFamily family(String name, List<PolicyFamily> families) {
    return families.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its family is \"%s\", expected one of %s: give the family to load()"
                        .formatted(name, families.stream().map(PolicyFamily::name).toList())));
  }

  private static double[] numbers(JsonObject object, String name) {
    List<JsonElement> elements = JsonFields.field(object, name).getAsJsonArray().asList();
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements.get(i).getAsDouble();
      if (!Double.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            "\"%s\"[%d] expects a finite number, got %s".formatted(name, i, numbers[i]));
      }
    }
    return numbers;
  }
}
