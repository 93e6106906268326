package org.mesascope.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs messages with a shared key (HMAC), and compares signatures in constant time. */
final class Signer {

  private final @Nullable SecretKeySpec key;
  private final ThreadLocal<Mac> mac = ThreadLocal.withInitial(this::newMac);

  /**
   * @param scheme such as {@code hmac-sha256}
   * @param key shared secret; empty means that nothing is signed or checked
   */
  Signer(String scheme, String key) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("hmac-")) {
      throw new IllegalArgumentException(
          "expected a signature scheme such as hmac-sha256, got '" + scheme + "'");
    }
    String algorithm = "Hmac" + lower.substring("hmac-".length()).toUpperCase(Locale.ROOT);
    this.key =
        key.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm);
    if (this.key != null) {
      mac.get();
    }
  }

  /** The signature of the four JSON frames, as hexadecimal ASCII; empty where there is no key. */
  byte[] sign(List<byte[]> frames) {
    if (key == null) {
      return new byte[0];
    }
    Mac digest = mac.get();
    frames.forEach(digest::update);
    return HexFormat.of().formatHex(digest.doFinal()).getBytes(StandardCharsets.US_ASCII);
  }

  boolean verify(byte[] signature, List<byte[]> frames) {
    return key == null || MessageDigest.isEqual(sign(frames), signature);
  }

  boolean signs() {
    return key != null;
  }

  private Mac newMac() {
    if (key == null) {
      throw new IllegalStateException("a signer without a key computes no signature");
    }
    try {
      Mac fresh = newMac(key.getAlgorithm());
      fresh.init(key);
      return fresh;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the connection's key does not suit its scheme", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "this JDK has no signature scheme " + key.getAlgorithm(), e);
    }
  }

  /** From the JDK's usual provider where it is there: a search loads all that come before it. */
  private static Mac newMac(String algorithm) throws NoSuchAlgorithmException {
    try {
      return Mac.getInstance(algorithm, "SunJCE");
    } catch (NoSuchProviderException | NoSuchAlgorithmException e) {
      return Mac.getInstance(algorithm);
    }
  }
}
