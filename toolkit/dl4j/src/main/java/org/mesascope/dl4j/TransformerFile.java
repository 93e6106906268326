package org.mesascope.dl4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.AtomicFile;

/**
 * The file of a transformer: kind and version, its architecture, its weights, and a CRC-32 over all
 * of it.
 *
 * @param dimension of its inputs or states
 */
record TransformerFile(int dimension, TransformerOptions options, float[] weights) {

  private static final int VERSION = 1;

  /** What a transformer in a file predicts. */
  enum Kind {
    REGRESSION("mesascope transformer, regression"),
    DYNAMICS("mesascope transformer, dynamics");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    TransformerWeights places(int dimension, TransformerOptions options) {
      return this == REGRESSION
          ? Transformer.places(dimension, options)
          : DynamicsTransformer.places(dimension, options);
    }
  }

  static void write(Path file, Kind kind, int dimension, TokenNetwork network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    TransformerOptions options = network.options();
    out.writeUTF(kind.title);
    out.writeInt(VERSION);
    out.writeInt(dimension);
    out.writeInt(options.layers());
    out.writeInt(options.heads());
    out.writeInt(options.width());
    out.writeInt(options.hidden());
    out.writeBoolean(options.norm());
    out.writeUTF(options.attention().name());
    out.writeBoolean(options.causal());
    out.writeBoolean(options.positions());
    out.writeInt(options.maxContext());
    for (float weight : network.weights()) {
      out.writeFloat(weight);
    }
    out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    AtomicFile.write(file, bytes.toByteArray());
  }

  static TransformerFile read(Path file, Kind kind) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file \"" + file + "\"");
    }
    byte[] bytes = Files.readAllBytes(file);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String title;
    int version;
    try {
      title = in.readUTF();
      version = in.readInt();
    } catch (IOException e) {
      throw notOurs(file, kind, "it does not begin as one", e);
    }
    if (!title.equals(kind.title)) {
      throw notOurs(file, kind, "it begins with \"" + title + "\"", null);
    }
    if (version != VERSION) {
      String both = "it is of version %d, and this Mesascope reads %d".formatted(version, VERSION);
      throw notOurs(file, kind, both, null);
    }
    int end = bytes.length - Long.BYTES;
    if (end < 0 || ByteBuffer.wrap(bytes).getLong(end) != checksum(bytes, end)) {
      throw notOurs(file, kind, "it is cut off or damaged", null);
    }
    return content(in, kind);
  }

  private static TransformerFile content(DataInputStream in, Kind kind) throws IOException {
    int dimension = in.readInt();
    TransformerOptions options =
        new TransformerOptions(
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readBoolean(),
            AttentionKind.valueOf(in.readUTF()),
            in.readBoolean(),
            in.readBoolean(),
            in.readInt());
    float[] weights = new float[kind.places(dimension, options).size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readFloat();
    }
    return new TransformerFile(dimension, options, weights);
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  private static IOException notOurs(Path file, Kind kind, String reason, @Nullable Exception e) {
    return new IOException(
        "\"%s\" is no \"%s\" that can be read: %s; write it with save"
            .formatted(file, kind.title, reason),
        e);
  }
}
