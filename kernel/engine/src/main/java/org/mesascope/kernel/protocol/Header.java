package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a message, when, and what kind it is.
 *
 * @param msgId unique to the message
 * @param session unique to the sender's run
 * @param username the sender's name
 * @param date ISO 8601 instant of sending
 * @param msgType such as {@code execute_request}
 * @param version of the messaging protocol
 * @param subshellId the subshell asked for, where the front end names one
 */
public record Header(
    String msgId,
    String session,
    String username,
    String date,
    String msgType,
    String version,
    @Nullable String subshellId) {

  /** The version of the messaging protocol that this package speaks. */
  public static final String PROTOCOL_VERSION = "5.4";

  private static final AtomicLong COUNTER = new AtomicLong();

  /** A header for a new message, stamped now. */
  public static Header now(String session, String username, String msgType) {
    return new Header(
        session + "_" + COUNTER.incrementAndGet(),
        session,
        username,
        Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
        msgType,
        PROTOCOL_VERSION,
        null);
  }

  /** This header for a subshell of the kernel. */
  public Header withSubshell(String id) {
    return new Header(msgId, session, username, date, msgType, version, id);
  }

  /**
   * Reads a header.
   *
   * @throws MalformedMessageException if {@code msg_id} or {@code msg_type} is missing
   */
  static Header fromJson(JsonObject json) throws MalformedMessageException {
    String msgId = Json.string(json, "msg_id", "");
    String msgType = Json.string(json, "msg_type", "");
    if (msgId.isEmpty() || msgType.isEmpty()) {
      throw new MalformedMessageException(
          "expected a header with msg_id and msg_type, got the fields " + json.keySet());
    }
    String subshell = Json.string(json, "subshell_id", "");
    return new Header(
        msgId,
        Json.string(json, "session", ""),
        Json.string(json, "username", ""),
        Json.string(json, "date", ""),
        msgType,
        Json.string(json, "version", PROTOCOL_VERSION),
        subshell.isEmpty() ? null : subshell);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("msg_id", msgId);
    json.addProperty("session", session);
    json.addProperty("username", username);
    json.addProperty("date", date);
    json.addProperty("msg_type", msgType);
    json.addProperty("version", version);
    if (subshellId != null) {
      json.addProperty("subshell_id", subshellId);
    }
    return json;
  }
}
