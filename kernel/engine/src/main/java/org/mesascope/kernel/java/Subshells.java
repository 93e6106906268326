package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Json;

/**
 * The lanes that front ends open beside the main shell, each with a thread of its own: a cell or a
 * comm message in one does not wait for those in another. They share variables and count.
 */
final class Subshells {

  private final Map<String, Lane> lanes = new ConcurrentSkipListMap<>();
  private final Supplier<Lane> maker;
  private final BiConsumer<String, Lane> starter;

  /**
   * @param maker makes a lane
   * @param starter starts the thread of a lane, given its name
   */
  Subshells(Supplier<Lane> maker, BiConsumer<String, Lane> starter) {
    this.maker = maker;
    this.starter = starter;
  }

  /** The lane of that id, or null. */
  @Nullable Lane lane(String id) {
    return lanes.get(id);
  }

  /** The content of a {@code create_subshell_reply}. */
  JsonObject create() {
    String id = UUID.randomUUID().toString();
    Lane lane = maker.get();
    lanes.put(id, lane);
    starter.accept("subshell " + id, lane);
    JsonObject reply = Replies.ok();
    reply.addProperty("subshell_id", id);
    return reply;
  }

  /** The content of a {@code delete_subshell_reply}: what waits in it is still answered. */
  JsonObject delete(JsonObject request) {
    String id = Json.string(request, "subshell_id", "");
    Lane lane = lanes.remove(id);
    if (lane == null) {
      return unknown(id);
    }
    lane.end();
    return Replies.ok();
  }

  /** The content of a {@code list_subshell_reply}. */
  JsonObject list() {
    JsonObject reply = Replies.ok();
    reply.add("subshell_id", Json.of(lanes.keySet()));
    return reply;
  }

  static JsonObject unknown(String id) {
    return Replies.error(
        "NoSuchSubshell", "there is no subshell '" + id + "': create_subshell_request makes one");
  }
}
