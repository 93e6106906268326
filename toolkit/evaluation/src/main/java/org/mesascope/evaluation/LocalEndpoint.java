package org.mesascope.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mesascope.stats.Seed;

/**
 * A server on this machine that speaks OpenAI's chat completions and answers with a {@link
 * SimulatedModel}: to try an evaluation, or its analysis, on behaviour that is known. It is no
 * language model, and its tokens are words.
 */
public final class LocalEndpoint implements AutoCloseable {

  private static final int THREADS = 8;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  static {
    // Else each answer waits 40 ms for the client's acknowledgement of its headers.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService pool;
  private final String name;
  private final SimulatedModel model;

  private LocalEndpoint(HttpServer server, String name, SimulatedModel model) {
    this.server = server;
    this.name = name;
    this.model = model;
    pool =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "local-endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(pool);
    server.createContext("/v1/chat/completions", this::handle);
  }

  /** Starts one on a free port, seen from this machine alone. */
  public static LocalEndpoint start(String name, SimulatedModel model) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
    LocalEndpoint endpoint = new LocalEndpoint(server, name, model);
    server.start();
    return endpoint;
  }

  /** Where it answers. */
  public Endpoint endpoint() {
    return Endpoint.at("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", name);
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonObject request;
      try (var in = exchange.getRequestBody()) {
        request =
            JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                .getAsJsonObject();
      } catch (JsonParseException | IllegalStateException e) {
        send(exchange, 400, error("expected a JSON object"));
        return;
      }
      JsonElement asked = request.get("model");
      if (asked == null || !asked.getAsString().equals(name)) {
        send(exchange, 404, error("the only model here is " + name));
        return;
      }
      send(exchange, 200, completion(request));
    }
  }

  private JsonObject completion(JsonObject request) {
    String system = "";
    String question = "";
    for (JsonElement each : request.getAsJsonArray("messages")) {
      JsonObject message = each.getAsJsonObject();
      String content = message.get("content").getAsString();
      if (message.get("role").getAsString().equals("system")) {
        system = content;
      } else {
        question = content;
      }
    }
    long seed = request.has("seed") ? request.get("seed").getAsLong() : 0;
    String answer = model.answer(system, question, Seed.of(seed).random());
    JsonObject message = new JsonObject();
    message.addProperty("role", "assistant");
    message.addProperty("content", answer);
    JsonObject choice = new JsonObject();
    choice.addProperty("index", 0);
    choice.add("message", message);
    choice.addProperty("finish_reason", "stop");
    JsonArray choices = new JsonArray();
    choices.add(choice);
    JsonObject usage = new JsonObject();
    int in = words(system) + words(question);
    usage.addProperty("prompt_tokens", in);
    usage.addProperty("completion_tokens", words(answer));
    usage.addProperty("total_tokens", in + words(answer));
    JsonObject completion = new JsonObject();
    completion.addProperty("id", "local");
    completion.addProperty("object", "chat.completion");
    completion.addProperty("created", 0);
    completion.addProperty("model", name);
    completion.addProperty("system_fingerprint", "simulated");
    completion.add("choices", choices);
    completion.add("usage", usage);
    return completion;
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
  }

  private static JsonObject error(String message) {
    JsonObject error = new JsonObject();
    error.addProperty("message", message);
    JsonObject root = new JsonObject();
    root.add("error", error);
    return root;
  }

  private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
