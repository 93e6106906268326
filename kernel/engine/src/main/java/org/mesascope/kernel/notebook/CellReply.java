package org.mesascope.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.notebook.NotebookRun.Cause;
import org.mesascope.kernel.notebook.NotebookRun.Failure;
import org.mesascope.kernel.protocol.Message;

/** Reads what an {@code execute_reply} says of its cell. */
final class CellReply {
  private static final String MAY_FAIL = "raises-exception";
  private static final Pattern PLACE = Pattern.compile("\\bcell (\\d+), line (\\d+)");

  private CellReply() {}

  /** The number in {@code In [n]}, where the kernel counted the cell. */
  static @Nullable Integer executionCount(Message reply) {
    JsonElement count = reply.content().get("execution_count");
    return count == null || count.isJsonNull() ? null : count.getAsInt();
  }

  /** Why the cell failed, empty where it did not or may. */
  static Optional<Failure> failure(Cell cell, int number, Message reply) {
    JsonObject content = reply.content();
    if (content.get("status").getAsString().equals("ok") || cell.hasTag(MAY_FAIL)) {
      return Optional.empty();
    }
    String name = text(content, "ename");
    String value = text(content, "evalue");
    String reason = value.isEmpty() ? name : name + ": " + value;
    return Optional.of(new Failure(Cause.ERROR, number, line(reply), reason));
  }

  /** The failed cell's own line: a trace may begin in what an earlier cell defined. */
  private static int line(Message reply) {
    Integer count = executionCount(reply);
    if (count != null && reply.content().get("traceback") instanceof JsonArray trace) {
      for (JsonElement each : trace) {
        Matcher place = PLACE.matcher(OutputHtml.settled(each.getAsString()));
        while (place.find()) {
          if (place.group(1).equals(count.toString())) {
            return Integer.parseInt(place.group(2));
          }
        }
      }
    }
    return 0;
  }

  private static String text(JsonObject content, String field) {
    JsonElement value = content.get(field);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }
}
