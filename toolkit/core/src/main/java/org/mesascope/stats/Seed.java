package org.mesascope.stats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The one source of randomness: a value that splits into independent, named streams.
 *
 * <p>A stream's value depends on the path of names that leads to it and on nothing else, so work
 * may run in any order and on any number of threads and still see the same bits. {@code
 * split("train/3")} and {@code split("train").split("3")} are the same stream.
 *
 * @param value the 64 bits this stream starts from
 */
public record Seed(long value) {

  public static Seed of(long value) {
    return new Seed(value);
  }

  /**
   * The stream of that name below this one: the first 64 bits of SHA-256 over value and name, once
   * for each part of the path.
   *
   * @param path one or more non-empty names, separated by {@code /}
   */
  public Seed split(String path) {
    Seed seed = this;
    for (String name : path.split("/", -1)) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "a stream's name expects non-empty parts between slashes, got \"" + path + "\"");
      }
      seed = new Seed(digest(seed.value, name));
    }
    return seed;
  }

  /** The stream of that number below this one; the same as the stream named by its digits. */
  public Seed split(int index) {
    return split(Integer.toString(index));
  }

  /** A generator at the start of this stream; each call gives a new one, at the start again. */
  public RandomGenerator random() {
    return new SplittableRandom(value);
  }

  private static long digest(long value, String name) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
      return ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
