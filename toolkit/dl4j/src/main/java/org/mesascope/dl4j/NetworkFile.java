package org.mesascope.dl4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.AtomicFile;

/**
 * The file of a network with the names of what goes in or comes out: a zip of {@code KIND.txt}
 * (kind and version, then the number of inputs, then one name a line) and {@code network.zip}
 * (DL4J's format).
 *
 * @param names of the outputs or inputs
 * @param network without its updater
 */
record NetworkFile(List<String> names, MultiLayerNetwork network) {

  /** What a network in a file is for. */
  enum Kind {
    /** Logits of named actions. */
    POLICY("policy", "PolicyNetwork", "actions"),
    /** Utility of an alternative by named features. */
    CHOICE("choice", "ChoiceNetwork", "features"),
    /** Reward of what is observed; its one name is the reward's. */
    REWARD("reward", "RewardNetwork", "name");

    private final String word;
    private final String type;
    private final String named;

    Kind(String word, String type, String named) {
      this.word = word;
      this.type = type;
      this.named = named;
    }

    private String title() {
      return "mesascope " + word + " network";
    }

    private String header() {
      return title() + ", version 1";
    }

    private int inputs(List<String> names, int declared) {
      return this == CHOICE ? names.size() : declared;
    }

    private int outputs(List<String> names) {
      return this == POLICY ? names.size() : 1;
    }

    private IOException notOurs(Path file, String reason) {
      return new IOException(
          "\"%s\" is no %s network that can be read: %s; write it with %s.save"
              .formatted(file, word, reason, type));
    }
  }

  void write(Kind kind, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("cannot save \"" + file + "\": its folder does not exist");
    }
    AtomicFile.write(file, bytes(kind));
  }

  static NetworkFile read(Kind kind, Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> description = description(kind, file, zip);
      int declared = Integer.parseInt(description.get(1));
      List<String> names = description.subList(2, description.size());
      byte[] model = entry(zip, "network.zip");
      if (model == null) {
        throw kind.notOurs(file, "its network is missing");
      }
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(model), false);
      int inputs = network.layerInputSize(0);
      int outputs = network.layerSize(network.getnLayers() - 1);
      if (inputs != declared
          || inputs != kind.inputs(names, declared)
          || outputs != kind.outputs(names)) {
        throw kind.notOurs(
            file,
            "it declares %d observed numbers and %d %s, but its network goes from %d to %d"
                .formatted(declared, names.size(), kind.named, inputs, outputs));
      }
      return new NetworkFile(List.copyOf(names), network);
    } catch (ZipException | NumberFormatException e) {
      throw kind.notOurs(file, String.valueOf(e.getMessage()));
    }
  }

  private byte[] bytes(Kind kind) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      List<String> lines = new ArrayList<>(List.of(kind.header()));
      lines.add(Integer.toString(network.layerInputSize(0)));
      lines.addAll(names);
      zip.putNextEntry(new ZipEntry(kind.word + ".txt"));
      zip.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("network.zip"));
      ByteArrayOutputStream model = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, model, false);
      zip.write(model.toByteArray());
    }
    return bytes.toByteArray();
  }

  private static List<String> description(Kind kind, Path file, ZipFile zip) throws IOException {
    String name = kind.word + ".txt";
    byte[] bytes = entry(zip, name);
    if (bytes == null) {
      throw kind.notOurs(file, "it has no entry " + name);
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String header = lines.isEmpty() ? "" : lines.get(0);
    if (!header.equals(kind.header())) {
      throw kind.notOurs(
          file,
          header.startsWith(kind.title())
              ? "it is of \"" + header + "\", and this Mesascope reads \"" + kind.header() + "\""
              : "it begins with \"" + header + "\"");
    }
    if (lines.size() < 3) {
      throw kind.notOurs(file, "it names no " + kind.named);
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
}
