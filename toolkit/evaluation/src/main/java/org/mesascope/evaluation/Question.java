package org.mesascope.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mesascope.stats.Seed;

/**
 * One thing to ask.
 *
 * @param run the name of the run of its version
 * @param repeat from 0
 */
record Question(String run, PromptVersion version, PromptInput input, int repeat) {

  private static final int HELD = 16;

  /** The id of its trace in its run. */
  String id() {
    return input.id() + "#" + repeat;
  }

  String text() {
    return version.ask(input);
  }

  /** The first half of SHA-256 over what the model is told and asked. */
  String digest() {
    return digest(version.system(), text());
  }

  /** The seed that the endpoint is sent: the same for every version. */
  int seed(Seed of) {
    long value = of.split("question").split(digest(input.id(), input.text())).split(repeat).value();
    return (int) (value >>> 33);
  }

  /** More tokens than the prompt can have: one a byte, and what wraps two messages. */
  long mostTokens() {
    int bytes = (version.system() + text()).getBytes(StandardCharsets.UTF_8).length;
    return bytes + 64L;
  }

  private static String digest(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha.update(bytes);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, HELD);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
