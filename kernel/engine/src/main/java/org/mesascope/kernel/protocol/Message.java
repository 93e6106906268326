package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Jupyter message.
 *
 * @param identities routing frames; on IOPub the one frame is the topic
 * @param header what this message is
 * @param parent the header of the message that caused this one, if any
 * @param metadata free hints
 * @param content what the message says; its shape depends on {@code header.msgType()}
 * @param buffers raw binary parts
 */
public record Message(
    List<byte[]> identities,
    Header header,
    @Nullable Header parent,
    JsonObject metadata,
    JsonObject content,
    List<byte[]> buffers) {

  public Message {
    identities = List.copyOf(identities);
    buffers = List.copyOf(buffers);
  }

  /** A message that nothing caused, as a client sends it. */
  public static Message request(Header header, JsonObject content) {
    return new Message(List.of(), header, null, new JsonObject(), content, List.of());
  }

  /** An answer to this message, routed back to its sender. */
  public Message reply(Header replyHeader, JsonObject replyContent) {
    return new Message(identities, replyHeader, header, new JsonObject(), replyContent, List.of());
  }

  /** A message for every front end, caused by {@code parent}. */
  public static Message broadcast(Header header, @Nullable Header parent, JsonObject content) {
    byte[] topic = ("kernel." + header.msgType()).getBytes(StandardCharsets.UTF_8);
    return new Message(List.of(topic), header, parent, new JsonObject(), content, List.of());
  }

  /** This message with other metadata. */
  public Message withMetadata(JsonObject other) {
    return new Message(identities, header, parent, other, content, buffers);
  }

  /** This message with binary parts. */
  public Message withBuffers(List<byte[]> parts) {
    return new Message(identities, header, parent, metadata, content, parts);
  }

  public String type() {
    return header.msgType();
  }

  /** The id of the message that caused this one, or the empty string. */
  public String parentId() {
    return parent == null ? "" : parent.msgId();
  }
}
