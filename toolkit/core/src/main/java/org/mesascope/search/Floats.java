package org.mesascope.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Floats as bytes, little-endian, with all their bits. */
final class Floats {

  private Floats() {}

  static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static String base64(float[] values) {
    return Base64.getEncoder().encodeToString(bytes(values));
  }

  /**
   * @param name what is read, for the error
   * @param count how many are expected, all finite
   */
  static float[] ofBase64(String text, String name, int count) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" expects floats in Base64: %s".formatted(name, e.getMessage()), e);
    }
    if (bytes.length != count * Float.BYTES) {
      throw new IllegalArgumentException(
          "\"%s\" expects %d floats, got %d bytes".formatted(name, count, bytes.length));
    }
    float[] values = new float[count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "\"%s\"[%d] expects a finite number, got %s".formatted(name, i, values[i]));
      }
    }
    return values;
  }
}
