package org.mesascope.kernel.java;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.comm.CommMessage;
import org.mesascope.kernel.comm.Comms;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.Message;

/** Between the comms that cells use and the protocol's messages. */
final class KernelComms {

  private final Comms.Registry registry;

  KernelComms(Iopub iopub) {
    registry =
        new Comms.Registry(
            (type, content, buffers) ->
                iopub.publishAlways(
                    Cell.current(), type, Json.of(content).getAsJsonObject(), buffers));
  }

  void install() {
    registry.install();
  }

  /** The content of a {@code comm_info_reply}. */
  JsonObject info(JsonObject request) {
    JsonObject comms = new JsonObject();
    registry
        .targetsById(Json.string(request, "target_name", ""))
        .forEach(
            (id, target) -> {
              JsonObject comm = new JsonObject();
              comm.addProperty("target_name", target);
              comms.add(id, comm);
            });
    JsonObject reply = Replies.ok();
    reply.add("comms", comms);
    return reply;
  }

  /** Hands a message to its listener; what that throws goes to the cell's error stream. */
  void receive(Message message, Cell cell) {
    JsonObject content = message.content();
    String id = Json.string(content, "comm_id", "");
    CommMessage said = new CommMessage(map(Json.object(content, "data")), message.buffers());
    try {
      cell.enterUserCode();
      switch (message.type()) {
        case "comm_open" -> registry.opened(id, Json.string(content, "target_name", ""), said);
        case "comm_msg" -> registry.received(id, said);
        default -> registry.closed(id, said);
      }
    } catch (RuntimeException | Error e) {
      CellTraces.print(e);
    } finally {
      cell.leaveUserCode();
    }
  }

  private static Map<String, Object> map(JsonObject json) {
    Map<String, Object> map = new LinkedHashMap<>();
    json.entrySet().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
    return map;
  }

  private static @Nullable Object plain(JsonElement json) {
    if (json instanceof JsonObject object) {
      return map(object);
    }
    if (json instanceof JsonArray array) {
      List<Object> list = new ArrayList<>();
      array.forEach(element -> list.add(plain(element)));
      return list;
    }
    return json instanceof JsonPrimitive primitive ? plain(primitive) : null;
  }

  /** Whole numbers as {@code Integer} or {@code Long} where they fit, others as {@code Double}. */
  private static Object plain(JsonPrimitive primitive) {
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString();
    }
    String digits = primitive.getAsString();
    if (digits.matches("-?\\d{1,18}")) {
      long whole = Long.parseLong(digits);
      return whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }
    return primitive.getAsDouble();
  }
}
