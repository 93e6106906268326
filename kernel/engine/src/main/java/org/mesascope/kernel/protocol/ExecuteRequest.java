package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Code to run and how.
 *
 * @param code one cell
 * @param silent publish nothing and count nothing
 * @param storeHistory count the cell and remember it
 * @param userExpressions expressions to evaluate after the cell, by name; see the package
 *     documentation for {@code %type}
 * @param allowStdin whether the code may ask for input
 * @param stopOnError whether a failure aborts the requests queued behind it
 */
public record ExecuteRequest(
    String code,
    boolean silent,
    boolean storeHistory,
    Map<String, String> userExpressions,
    boolean allowStdin,
    boolean stopOnError) {

  public ExecuteRequest {
    userExpressions = Map.copyOf(userExpressions);
  }

  /** A cell as a notebook runs it, without stdin. */
  public static ExecuteRequest cell(String code) {
    return new ExecuteRequest(code, false, true, Map.of(), false, true);
  }

  public ExecuteRequest withUserExpressions(Map<String, String> expressions) {
    return new ExecuteRequest(code, silent, storeHistory, expressions, allowStdin, stopOnError);
  }

  public ExecuteRequest withStdin(boolean allowed) {
    return new ExecuteRequest(code, silent, storeHistory, userExpressions, allowed, stopOnError);
  }

  /** This request, published and counted nowhere. */
  public ExecuteRequest silently() {
    return new ExecuteRequest(code, true, false, userExpressions, allowStdin, stopOnError);
  }

  public ExecuteRequest withStopOnError(boolean stop) {
    return new ExecuteRequest(code, silent, storeHistory, userExpressions, allowStdin, stop);
  }

  /**
   * Reads the content of an {@code execute_request}; absent fields take the protocol's defaults.
   */
  public static ExecuteRequest fromJson(JsonObject json) {
    boolean silent = Json.bool(json, "silent", false);
    Map<String, String> expressions = new LinkedHashMap<>();
    JsonObject given = Json.object(json, "user_expressions");
    given.keySet().forEach(name -> expressions.put(name, Json.string(given, name, "")));
    return new ExecuteRequest(
        Json.string(json, "code", ""),
        silent,
        Json.bool(json, "store_history", true) && !silent,
        expressions,
        Json.bool(json, "allow_stdin", false),
        Json.bool(json, "stop_on_error", true));
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("code", code);
    json.addProperty("silent", silent);
    json.addProperty("store_history", storeHistory);
    json.add("user_expressions", Json.of(userExpressions));
    json.addProperty("allow_stdin", allowStdin);
    json.addProperty("stop_on_error", stopOnError);
    return json;
  }
}
