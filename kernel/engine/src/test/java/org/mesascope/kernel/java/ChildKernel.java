package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.KernelClient;
import org.mesascope.kernel.protocol.Message;

/** A real kernel in a process of its own, and a client connected to it. */
final class ChildKernel implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(60);

  /** A name in the environment whose value is the file that takes the kernel's own log. */
  static final String STDERR = "TEST_STDERR";

  /** What the child process runs. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      KernelProcess.run(Path.of(arguments[0]));
    }
  }

  /** All that one execution brought. */
  record Ran(JsonObject reply, List<Message> messages) {

    String status() {
      return reply.get("status").getAsString();
    }

    List<String> types() {
      return messages.stream().map(Message::type).toList();
    }

    List<JsonObject> contents(String type) {
      return messages.stream().filter(m -> m.type().equals(type)).map(Message::content).toList();
    }

    String printed(String stream) {
      return contents("stream").stream()
          .filter(c -> c.get("name").getAsString().equals(stream))
          .map(c -> c.get("text").getAsString())
          .collect(Collectors.joining());
    }

    /** The result's plain text, or the empty string where there is no result. */
    String result() {
      return contents("execute_result").stream()
          .map(c -> c.getAsJsonObject("data").get("text/plain").getAsString())
          .collect(Collectors.joining());
    }

    String errorName() {
      return reply.get("ename").getAsString();
    }

    String errorValue() {
      return reply.get("evalue").getAsString();
    }

    String trace() {
      List<String> lines = new ArrayList<>();
      reply.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString()));
      return String.join("\n", lines);
    }
  }

  final Process process;
  final KernelClient client;
  final ConnectionFile connection;
  final JsonObject info;

  ChildKernel() throws IOException, InterruptedException, TimeoutException {
    this(Map.of());
  }

  /**
   * @param environment added to that of this process
   */
  ChildKernel(Map<String, String> environment)
      throws IOException, InterruptedException, TimeoutException {
    this(environment, true);
  }

  /**
   * @param open whether javac's internals are open to the kernel, as they are where a command of
   *     ours starts it
   */
  ChildKernel(Map<String, String> environment, boolean open)
      throws IOException, InterruptedException, TimeoutException {
    connection = ConnectionFile.onFreePorts();
    Path file = Files.createTempFile("kernel", ".json");
    connection.write(file);
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (open) {
      for (String internal : List.of("api", "code", "util")) {
        line.add("--add-exports=jdk.compiler/com.sun.tools.javac." + internal + "=ALL-UNNAMED");
      }
    }
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-cp"));
    line.add(System.getProperty("java.class.path"));
    line.add(Main.class.getName());
    line.add(file.toString());
    ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
    builder.environment().putAll(environment);
    if (environment.containsKey(STDERR)) {
      builder.redirectError(new File(environment.get(STDERR)));
    }
    process = builder.start();
    client = KernelClient.connect(connection);
    info = client.awaitReady(LIMIT);
    Files.delete(file);
  }

  Ran run(String code) {
    return run(ExecuteRequest.cell(code));
  }

  Ran run(ExecuteRequest request) {
    return await(start(request));
  }

  CompletableFuture<Ran> start(ExecuteRequest request) {
    List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    return client
        .execute(request, messages::add)
        .thenApply(reply -> new Ran(reply.content(), List.copyOf(messages)));
  }

  CompletableFuture<Ran> startIn(String subshell, String code) {
    List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    return client
        .executeIn(subshell, ExecuteRequest.cell(code), messages::add)
        .thenApply(reply -> new Ran(reply.content(), List.copyOf(messages)));
  }

  /** The next message of a type on IOPub, whatever caused it. */
  CompletableFuture<Message> next(String type) {
    CompletableFuture<Message> next = new CompletableFuture<>();
    client.onOutput(
        m -> {
          if (m.type().equals(type)) {
            next.complete(m);
          }
        });
    return next;
  }

  /** Starts a cell and gives it a moment after its first line has run. */
  CompletableFuture<Ran> startAndWait(String code) throws InterruptedException {
    var running = startAndWaitFor("on", "System.out.println(\"on\");\n" + code);
    Thread.sleep(150);
    return running;
  }

  /** Starts a cell and waits until it has printed a word. */
  CompletableFuture<Ran> startAndWaitFor(String word, String code) throws InterruptedException {
    CountDownLatch on = new CountDownLatch(1);
    client.onOutput(
        m -> {
          if (m.type().equals("stream") && m.content().get("text").getAsString().contains(word)) {
            on.countDown();
          }
        });
    var running = start(ExecuteRequest.cell(code));
    if (!on.await(LIMIT.toSeconds(), TimeUnit.SECONDS) || running.isDone()) {
      throw new AssertionError("the cell does not run");
    }
    return running;
  }

  static Ran await(CompletableFuture<Ran> running) {
    try {
      return running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the kernel did not finish the cell", e);
    }
  }

  /** Asks again while the answer is poor: JShell reads the class path's index in the background. */
  <T> T whenIndexed(Supplier<T> question, Predicate<T> poor) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    T answer = question.get();
    while (poor.test(answer) && System.nanoTime() < end) {
      Thread.sleep(100);
      answer = question.get();
    }
    return answer;
  }

  JsonObject ask(String type, JsonObject content) {
    return ask(Channel.SHELL, type, content);
  }

  JsonObject ask(Channel channel, String type, JsonObject content) {
    try {
      return client.request(channel, type, content, LIMIT).content();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the kernel did not answer " + type, e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
