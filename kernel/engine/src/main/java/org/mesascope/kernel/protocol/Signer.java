package org.mesascope.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signs messages with a shared key (HMAC), and compares signatures in constant time. */
final class Signer {

  private static final String PREFIX = "hmac-";

  private final @Nullable Hmac hmac;

  /**
   * @param scheme such as {@code hmac-sha256}
   * @param key shared secret; empty means that nothing is signed or checked
   */
  Signer(String scheme, String key) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "expected a signature scheme such as hmac-sha256, got '" + scheme + "'");
    }
    try {
      Hmac known = new Hmac(lower.substring(PREFIX.length()), key.getBytes(StandardCharsets.UTF_8));
      hmac = key.isEmpty() ? null : known;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("this JDK has no signature scheme " + scheme, e);
    }
  }

  /** The signature of the four JSON frames, as hexadecimal ASCII; empty where there is no key. */
  byte[] sign(List<byte[]> frames) {
    return hmac == null
        ? new byte[0]
        : HexFormat.of().formatHex(hmac.of(frames)).getBytes(StandardCharsets.US_ASCII);
  }

  boolean verify(byte[] signature, List<byte[]> frames) {
    return hmac == null || MessageDigest.isEqual(sign(frames), signature);
  }

  boolean signs() {
    return hmac != null;
  }
}
