package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.mesascope.kernel.protocol.Json;

/**
 * Why a cell failed, as the protocol says it.
 *
 * @param name the exception's class
 * @param message its message
 * @param trace the lines a person reads
 */
record Failure(String name, String message, List<String> trace) {

  Failure {
    trace = List.copyOf(trace);
  }

  /** This failure with one line more for a person to read. */
  Failure withLine(String line) {
    return withLines(List.of(line));
  }

  Failure withLines(List<String> lines) {
    List<String> longer = new ArrayList<>(trace);
    longer.addAll(lines);
    return new Failure(name, message, longer);
  }

  /** The fields {@code ename}, {@code evalue} and {@code traceback}. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("ename", name);
    json.addProperty("evalue", message);
    json.add("traceback", Json.of(trace));
    return json;
  }
}
