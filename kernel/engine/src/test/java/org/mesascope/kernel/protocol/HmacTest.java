package org.mesascope.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {

  private static final Map<String, String> JDK_NAMES =
      Map.of(
          "md5", "HmacMD5",
          "sha1", "HmacSHA1",
          "sha224", "HmacSHA224",
          "sha256", "HmacSHA256",
          "sha384", "HmacSHA384",
          "sha512", "HmacSHA512",
          "sha3_224", "HmacSHA3-224",
          "sha3_256", "HmacSHA3-256",
          "sha3_384", "HmacSHA3-384",
          "sha3_512", "HmacSHA3-512");

  @Test
  void agreesWithTheJdkOnEveryHashAndLengthOfKey() throws Exception {
    List<byte[]> parts =
        List.of("a{}".getBytes(StandardCharsets.UTF_8), new byte[300], new byte[0]);
    for (var names : JDK_NAMES.entrySet()) {
      for (int length : new int[] {1, 36, 63, 64, 65, 72, 104, 128, 129, 136, 144, 145, 1000}) {
        byte[] key = "k".repeat(length).getBytes(StandardCharsets.UTF_8);
        Mac oracle = Mac.getInstance(names.getValue());
        oracle.init(new SecretKeySpec(key, names.getValue()));
        parts.forEach(oracle::update);
        Hmac hmac = new Hmac(names.getKey(), key);
        byte[] expected = oracle.doFinal();
        assertThat(hmac.of(parts)).as("%s, %d", names.getKey(), length).isEqualTo(expected);
        assertThat(hmac.of(parts)).as("a second time").isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesAHashThatItDoesNotKnow() {
    assertThatThrownBy(() -> new Hmac("sha257", new byte[1]))
        .isInstanceOf(NoSuchAlgorithmException.class);
    assertThatThrownBy(() -> new Signer("hmac-sha257", "key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hmac-sha257");
  }
}
