package org.mesascope.dl4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link PolicyNetwork}: a zip of {@code policy.txt} (kind and version, then the
 * number of observed numbers, then one action name a line) and {@code network.zip} (DL4J's format).
 */
final class PolicyNetworkFile {

  private static final String KIND = "mesascope policy network";
  private static final String HEADER = KIND + ", version 1";

  private PolicyNetworkFile() {}

  static void write(PolicyNetwork policy, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("cannot save \"" + file + "\": its folder does not exist");
    }
    Path half = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      Files.write(half, bytes(policy));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  static PolicyNetwork read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> description = description(file, entry(zip, "policy.txt"));
      int observed = Integer.parseInt(description.get(1));
      List<String> actions = description.subList(2, description.size());
      byte[] model = entry(zip, "network.zip");
      if (model == null) {
        throw notOurs(file, "its network is missing");
      }
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(model), false);
      int inputs = network.layerInputSize(0);
      int outputs = network.layerSize(network.getnLayers() - 1);
      if (inputs != observed || outputs != actions.size()) {
        throw notOurs(
            file,
            "it declares %d observed numbers and %d actions, but its network goes from %d to %d"
                .formatted(observed, actions.size(), inputs, outputs));
      }
      return new PolicyNetwork(network, actions);
    } catch (ZipException | NumberFormatException e) {
      throw notOurs(file, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(PolicyNetwork policy) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      List<String> lines = new ArrayList<>(List.of(HEADER));
      lines.add(Integer.toString(policy.observationSize()));
      lines.addAll(policy.actionNames());
      zip.putNextEntry(new ZipEntry("policy.txt"));
      zip.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("network.zip"));
      ByteArrayOutputStream model = new ByteArrayOutputStream();
      ModelSerializer.writeModel(policy.network(), model, false);
      zip.write(model.toByteArray());
    }
    return bytes.toByteArray();
  }

  private static List<String> description(Path file, byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      throw notOurs(file, "it has no entry policy.txt");
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String header = lines.isEmpty() ? "" : lines.get(0);
    if (!header.equals(HEADER)) {
      throw notOurs(
          file,
          header.startsWith(KIND)
              ? "it is of \"" + header + "\", and this Mesascope reads \"" + HEADER + "\""
              : "it begins with \"" + header + "\"");
    }
    if (lines.size() < 3) {
      throw notOurs(file, "it names no actions");
    }
    return lines;
  }

  private static byte @Nullable [] entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static IOException notOurs(Path file, String reason) {
    return new IOException(
        "\"%s\" is no policy network that can be read: %s; write it with PolicyNetwork.save"
            .formatted(file, reason));
  }
}
