package org.mesascope.kernel.java;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Json;

/** The cells that this kernel ran, with the text of their results. Lives as long as the kernel. */
final class History {

  private static final int SESSION = 1;

  private record Entry(int number, String code, @Nullable String result) {}

  private final Map<Integer, Entry> entries = new LinkedHashMap<>();

  synchronized void add(int number, String code) {
    entries.put(number, new Entry(number, code, null));
  }

  synchronized void result(int number, String text) {
    entries.computeIfPresent(number, (n, entry) -> new Entry(n, entry.code(), text));
  }

  /** The content of a {@code history_reply}. */
  synchronized JsonObject reply(JsonObject request) {
    boolean output = Json.bool(request, "output", false);
    JsonArray history = new JsonArray();
    for (Entry entry : select(request)) {
      JsonArray item = new JsonArray();
      item.add(SESSION);
      item.add(entry.number());
      if (output) {
        JsonArray both = new JsonArray();
        both.add(entry.code());
        both.add(entry.result());
        item.add(both);
      } else {
        item.add(entry.code());
      }
      history.add(item);
    }
    JsonObject reply = new JsonObject();
    reply.addProperty("status", "ok");
    reply.add("history", history);
    return reply;
  }

  private List<Entry> select(JsonObject request) {
    List<Entry> all = new ArrayList<>(entries.values());
    int most = Json.integer(request, "n", Integer.MAX_VALUE);
    return switch (Json.string(request, "hist_access_type", "tail")) {
      case "range" -> range(all, request);
      case "search" -> last(matching(all, request), most);
      default -> last(all, most);
    };
  }

  /** From {@code start} up to, without, {@code stop}; the current session alone is known. */
  private static List<Entry> range(List<Entry> all, JsonObject request) {
    int session = Json.integer(request, "session", 0);
    int start = Json.integer(request, "start", 0);
    int stop = Json.integer(request, "stop", Integer.MAX_VALUE);
    return session != 0 && session != SESSION
        ? List.of()
        : all.stream().filter(e -> e.number() >= start && e.number() < stop).toList();
  }

  private static List<Entry> matching(List<Entry> all, JsonObject request) {
    Pattern glob = glob(Json.string(request, "pattern", "*"));
    List<Entry> found =
        new ArrayList<>(all.stream().filter(e -> glob.matcher(e.code()).matches()).toList());
    if (Json.bool(request, "unique", false)) {
      Map<String, Entry> latest = new LinkedHashMap<>();
      for (Entry entry : found) {
        latest.remove(entry.code());
        latest.put(entry.code(), entry);
      }
      return new ArrayList<>(latest.values());
    }
    return found;
  }

  private static List<Entry> last(List<Entry> entries, int most) {
    return entries.subList(Math.max(0, entries.size() - Math.max(0, most)), entries.size());
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
