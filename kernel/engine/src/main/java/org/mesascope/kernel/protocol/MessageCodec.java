package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into ZeroMQ frames and back: identities, delimiter, signature, header, parent
 * header, metadata, content, buffers.
 */
final class MessageCodec {

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int JSON_FRAMES = 4;
  private static final int REMEMBERED = 1 << 16;

  private final Signer signer;
  private final @Nullable Map<String, Boolean> seen;

  /**
   * @param refuseReplays whether a signature is taken once only; the last 65,536 are remembered
   */
  MessageCodec(Signer signer, boolean refuseReplays) {
    this.signer = signer;
    this.seen = refuseReplays && signer.signs() ? boundedMemory() : null;
  }

  List<byte[]> encode(Message message) {
    List<byte[]> json =
        List.of(
            bytes(message.header().toJson()),
            bytes(message.parent() == null ? new JsonObject() : message.parent().toJson()),
            bytes(message.metadata()),
            bytes(message.content()));
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(json));
    frames.addAll(json);
    frames.addAll(message.buffers());
    return frames;
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessageException if the frames are misshapen, wrongly signed or seen before
   */
  Message decode(List<byte[]> frames) throws MalformedMessageException {
    int at = 0;
    while (at < frames.size() && !Arrays.equals(frames.get(at), DELIMITER)) {
      at++;
    }
    int first = at + 2;
    if (frames.size() < first + JSON_FRAMES) {
      throw new MalformedMessageException(
          "expected identities, a delimiter, a signature and 4 JSON frames, got "
              + frames.size()
              + " frames"
              + (at == frames.size() ? " without a delimiter" : ""));
    }
    List<byte[]> json = frames.subList(first, first + JSON_FRAMES);
    byte[] signature = frames.get(at + 1);
    if (!signer.verify(signature, json)) {
      throw new MalformedMessageException("the signature does not match the connection's key");
    }
    Header header = Header.fromJson(parse("header", json.get(0)));
    refuseReplay(signature);
    JsonObject parent = parse("parent header", json.get(1));
    return new Message(
        frames.subList(0, at),
        header,
        parent.isEmpty() ? null : Header.fromJson(parent),
        parse("metadata", json.get(2)),
        parse("content", json.get(3)),
        frames.subList(first + JSON_FRAMES, frames.size()));
  }

  private void refuseReplay(byte[] signature) throws MalformedMessageException {
    if (seen == null) {
      return;
    }
    synchronized (seen) {
      if (seen.put(new String(signature, StandardCharsets.US_ASCII), true) != null) {
        throw new MalformedMessageException("the message was received before (replay)");
      }
    }
  }

  private static Map<String, Boolean> boundedMemory() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  private static byte[] bytes(JsonObject json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject parse(String what, byte[] frame) throws MalformedMessageException {
    try {
      return Json.parseObject(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString());
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("the " + what + " is not UTF-8", e);
    } catch (MalformedMessageException e) {
      throw new MalformedMessageException("in the " + what + ": " + e.getMessage(), e);
    }
  }
}
