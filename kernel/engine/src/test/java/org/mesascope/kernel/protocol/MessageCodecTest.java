package org.mesascope.kernel.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

  private final MessageCodec codec = new MessageCodec(new Signer("hmac-sha256", "key"), true);

  private static Message message(String text) {
    JsonObject content = new JsonObject();
    content.addProperty("text", text);
    return Message.request(Header.now("s", "u", "execute_request"), content);
  }

  @Test
  void signaturesAreThoseOfTheStandard() {
    // RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?"
    Signer signer = new Signer("hmac-sha256", "Jefe");
    List<byte[]> split =
        List.of("what do ya want ".getBytes(UTF_8), "for nothing?".getBytes(UTF_8));
    assertThat(new String(signer.sign(split), US_ASCII))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void whatIsEncodedComesBack() throws Exception {
    JsonObject odd = new JsonObject();
    odd.add("deep", Json.of(Map.of("list", List.of(1, 2.5, true, "x"), "nan", Double.NaN)));
    Message sent = message("emoji 🙂, \r\n and \u0000").withMetadata(odd);
    Message got = codec.decode(codec.encode(sent));
    assertThat(got.header()).isEqualTo(sent.header());
    assertThat(got.content()).isEqualTo(sent.content());
    assertThat(got.metadata().getAsJsonObject("deep").get("nan").getAsString()).isEqualTo("NaN");
    assertThat(got.parent()).isNull();
  }

  @Test
  void aReplyIsRoutedBackAndNamesItsCause() throws Exception {
    List<byte[]> frames = new ArrayList<>(codec.encode(message("")));
    frames.add(0, new byte[] {7});
    frames.add(new byte[] {1, 2});
    Message request = codec.decode(frames);
    assertThat(request.buffers()).containsExactly(new byte[] {1, 2});
    Message reply = request.reply(Header.now("k", "kernel", "execute_reply"), new JsonObject());
    Message back = codec.decode(codec.encode(reply));
    assertThat(back.identities()).containsExactly(new byte[] {7});
    assertThat(back.parent()).isEqualTo(request.header());
  }

  @Test
  void tamperedReplayedAndMisshapenFramesAreRefused() throws Exception {
    List<byte[]> frames = codec.encode(message("x"));
    codec.decode(frames);
    assertThatThrownBy(() -> codec.decode(frames)).hasMessageContaining("replay");

    List<byte[]> tampered = new ArrayList<>(codec.encode(message("x")));
    tampered.set(5, "{\"text\":\"y\"}".getBytes(UTF_8));
    assertThatThrownBy(() -> codec.decode(tampered)).hasMessageContaining("signature");
    assertThatThrownBy(() -> codec.decode(List.of())).hasMessageContaining("delimiter");
    assertThatThrownBy(() -> codec.decode(frames.subList(0, 4))).hasMessageContaining("4 frames");
  }

  @Test
  void replaysAreRememberedInBoundedMemory() throws Exception {
    List<byte[]> first = codec.encode(message("first"));
    List<byte[]> second = codec.encode(message("second"));
    codec.decode(first);
    codec.decode(second);
    for (int i = 0; i < (1 << 16) - 1; i++) {
      codec.decode(codec.encode(message("")));
    }
    assertThatThrownBy(() -> codec.decode(second)).hasMessageContaining("replay");
    codec.decode(first); // forgotten: 65,536 others came since
  }

  @Test
  void wellSignedNonsenseIsRefused() {
    Signer signer = new Signer("hmac-sha256", "key");
    for (String header : List.of("[]", "{", "{}", "{\"msg_id\": 1}", "nul", "[".repeat(100_000))) {
      List<byte[]> json = List.of(bytes(header), bytes("{}"), bytes("{}"), bytes("{}"));
      List<byte[]> frames = new ArrayList<>(List.of(bytes("<IDS|MSG>"), signer.sign(json)));
      frames.addAll(json);
      assertThatThrownBy(() -> codec.decode(frames))
          .as(header.substring(0, Math.min(20, header.length())))
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void randomFramesThrowNothingElse() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      List<byte[]> frames = new ArrayList<>(codec.encode(message("x")));
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      frames.set(random.nextInt(frames.size()), noise);
      assertThatThrownBy(() -> codec.decode(frames)).isInstanceOf(MalformedMessageException.class);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
