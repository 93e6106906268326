package org.mesascope.evaluation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that does what a test says, request by request. */
final class ScriptedServer implements AutoCloseable {

  interface Act {
    void on(HttpExchange exchange, JsonObject request) throws Exception;
  }

  private final HttpServer server;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final List<Act> script = new CopyOnWriteArrayList<>();
  private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  ScriptedServer(Act... script) throws IOException {
    this.script.addAll(List.of(script));
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.setExecutor(pool);
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  Endpoint endpoint() {
    return Endpoint.at("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "m");
  }

  /** What was asked, in order. */
  List<JsonObject> requests() {
    return requests;
  }

  /** The Authorization headers. */
  List<String> keys() {
    return keys;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonObject request = JsonParser.parseString(body).getAsJsonObject();
      Act act;
      synchronized (this) {
        requests.add(request);
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        act = script.get(Math.min(requests.size(), script.size()) - 1);
      }
      act.on(exchange, request);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The question of a request. */
  static String question(JsonObject request) {
    var messages = request.getAsJsonArray("messages");
    return messages.get(messages.size() - 1).getAsJsonObject().get("content").getAsString();
  }

  static Act answer(String text) {
    return (exchange, request) ->
        send(
            exchange,
            200,
            """
            {"id": "1", "object": "chat.completion", "created": 0, "model": "m-2026",
             "system_fingerprint": "fp_7", "choices": [{"index": 0, "finish_reason": "stop",
             "message": {"role": "assistant", "content": "%s"}}],
             "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}
            """
                .formatted(text));
  }

  static Act status(int status, String body, String... headers) {
    return (exchange, request) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      send(exchange, status, body);
    };
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }
}
