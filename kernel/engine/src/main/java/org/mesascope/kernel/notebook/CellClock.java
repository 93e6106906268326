package org.mesascope.kernel.notebook;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.mesascope.kernel.protocol.Message;

/** When a cell ran, in the fields of {@code metadata.execution} that JupyterLab writes. */
final class CellClock {
  private final long start = System.nanoTime();
  private final Map<String, String> times = new TreeMap<>();

  /** Notes what an IOPub message tells of time. */
  synchronized void published(Message message) {
    switch (message.type()) {
      case "status" -> {
        String state = message.content().get("execution_state").getAsString();
        times.put("iopub.status." + state, message.header().date());
      }
      case "execute_input" -> times.put("iopub.execute_input", message.header().date());
      default -> {}
    }
  }

  synchronized void replied(Message reply) {
    times.put("shell.execute_reply", reply.header().date());
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MILLIS);
  }

  /** A cell's metadata with these times; a cell that never answered gets the time of its end. */
  synchronized JsonObject into(JsonObject metadata) {
    times.putIfAbsent("iopub.status.idle", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
    JsonObject execution = new JsonObject();
    times.forEach(execution::addProperty);
    JsonObject copy = metadata.deepCopy();
    copy.add("execution", execution);
    return copy;
  }
}
