package org.mesascope.kernel.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Keyed hashes of RFC 2104. The JDK's own {@code Mac} first loads every security provider there is,
 * through every jar of the class path, which takes a third of a kernel's start.
 *
 * <p>Safe to use from several threads.
 */
final class Hmac {

  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest inner;
  private final MessageDigest outer;

  /**
   * @param hash such as {@code sha256}, in lower case
   * @throws NoSuchAlgorithmException if this JDK does not know the hash
   */
  Hmac(String hash, byte[] key) throws NoSuchAlgorithmException {
    String algorithm = hash.replaceFirst("^sha3_", "SHA3-").replaceFirst("^sha", "SHA-");
    int block = blockBytes(algorithm);
    inner = MessageDigest.getInstance(algorithm);
    outer = MessageDigest.getInstance(algorithm);
    byte[] padded = Arrays.copyOf(key.length > block ? inner.digest(key) : key, block);
    inner.update(xored(padded, INNER));
    outer.update(xored(padded, OUTER));
  }

  /** The hashes that Python's {@code hashlib} names and the JDK has. */
  private static int blockBytes(String algorithm) throws NoSuchAlgorithmException {
    return switch (algorithm) {
      case "md5", "SHA-1", "SHA-224", "SHA-256" -> 64;
      case "SHA-384", "SHA-512" -> 128;
      case "SHA3-224" -> 144;
      case "SHA3-256" -> 136;
      case "SHA3-384" -> 104;
      case "SHA3-512" -> 72;
      default -> throw new NoSuchAlgorithmException("no hash " + algorithm);
    };
  }

  private static byte[] xored(byte[] bytes, byte with) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = (byte) (bytes[i] ^ with);
    }
    return result;
  }

  /** The keyed hash of the parts, one after the other. */
  byte[] of(List<byte[]> parts) {
    MessageDigest content = copy(inner);
    parts.forEach(content::update);
    MessageDigest whole = copy(outer);
    whole.update(content.digest());
    return whole.digest();
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digests can be copied", e);
    }
  }
}
