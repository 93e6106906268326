package org.mesascope.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.KernelClient;
import org.mesascope.kernel.protocol.Message;

/**
 * A kernel in a process of its own, spoken to over the Jupyter protocol. It ends with this object,
 * and with this program however that ends.
 */
public final class ChildKernel implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration SLICE = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final Duration QUESTION_LIMIT = Duration.ofSeconds(30);
  private static final int LAST_WORDS = 15;

  private final Path scratch;
  private final Process process;
  private final KernelClient client;
  private final Thread onExit;
  private JsonObject info = new JsonObject();

  /** The kernel's process ended while something was asked of it. */
  public static final class DiedException extends Exception {
    private static final long serialVersionUID = 1L;

    DiedException(String message) {
      super(message);
    }
  }

  private ChildKernel(Path scratch, Process process, KernelClient client) {
    this.scratch = scratch;
    this.process = process;
    this.client = client;
    this.onExit = new Thread(this::kill, "kernel-cleanup");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts a kernel and waits until it answers.
   *
   * @param folder the kernel's working folder
   * @throws DiedException if it ends, or does not answer in time
   */
  public static ChildKernel start(KernelCommand command, Path folder)
      throws IOException, InterruptedException, DiedException {
    Path scratch = Files.createTempDirectory("mesascope-kernel");
    ConnectionFile connection = ConnectionFile.onFreePorts();
    Path file = scratch.resolve("connection.json");
    connection.write(file);
    ProcessBuilder builder =
        new ProcessBuilder(command.line(file.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("kernel.log").toFile());
    builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
    builder.environment().put("JPY_PARENT_PID", String.valueOf(ProcessHandle.current().pid()));
    ChildKernel kernel =
        new ChildKernel(scratch, builder.start(), KernelClient.connect(connection));
    try {
      kernel.awaitReady();
      kernel.warmUp();
      return kernel;
    } catch (DiedException | InterruptedException | RuntimeException e) {
      kernel.close();
      throw e;
    }
  }

  /** A variable of the session: its declared type, and its value as Java prints it. */
  record Variable(String type, String value) {}

  /**
   * Runs code to its end.
   *
   * @param limit how long it may take; code that takes longer is interrupted
   * @return the {@code execute_reply}
   * @throws TimeoutException if it took longer
   */
  Message execute(ExecuteRequest request, Consumer<Message> output, Duration limit)
      throws InterruptedException, TimeoutException, DiedException {
    CompletableFuture<Message> reply = client.execute(request, output);
    CompletableFuture<Object> end = CompletableFuture.anyOf(reply, process.onExit());
    try {
      end.get(limit.toMillis(), MILLISECONDS);
      if (!reply.isDone()) {
        throw died();
      }
      return reply.get();
    } catch (TimeoutException e) {
      interruptAndAwait(end);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Asks the kernel of what type variables are and what they hold; leaves out the unknown ones. */
  Map<String, Variable> describe(Collection<String> names)
      throws InterruptedException, DiedException {
    Map<String, String> questions = new LinkedHashMap<>();
    for (String name : names) {
      questions.put("type " + name, "%type " + name);
      questions.put("value " + name, name);
    }
    ExecuteRequest request = ExecuteRequest.cell("").silently().withUserExpressions(questions);
    JsonObject content;
    try {
      content = execute(request, message -> {}, QUESTION_LIMIT).content();
    } catch (TimeoutException e) {
      throw new DiedException("the kernel stopped answering while it was asked for parameters");
    }
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (String name : names) {
      String type = answer(content, "type " + name);
      String value = answer(content, "value " + name);
      if (type != null && value != null) {
        variables.put(name, new Variable(type, value));
      }
    }
    return variables;
  }

  /** Runs cells and completes code for what that leaves behind, whatever comes of them. */
  public void rehearse(List<String> cells, String completed)
      throws InterruptedException, DiedException {
    for (String cell : cells) {
      try {
        execute(ExecuteRequest.cell(cell), message -> {}, QUESTION_LIMIT);
      } catch (TimeoutException e) {
        throw new DiedException("the kernel took too long over: " + cell);
      }
    }
    JsonObject completion = new JsonObject();
    completion.addProperty("code", completed);
    completion.addProperty("cursor_pos", completed.length());
    for (String question : List.of("complete_request", "inspect_request")) {
      try {
        client.request(Channel.SHELL, question, completion, QUESTION_LIMIT);
      } catch (TimeoutException e) {
        throw new DiedException("the kernel took too long over a " + question);
      }
    }
  }

  private static @Nullable String answer(JsonObject content, String question) {
    return content.get("user_expressions") instanceof JsonObject answers
            && answers.get(question) instanceof JsonObject answer
            && answer.get("data") instanceof JsonObject data
            && data.has("text/plain")
        ? data.get("text/plain").getAsString()
        : null;
  }

  /** Lets interrupted code say its last, so that what it showed is kept. */
  private void interruptAndAwait(CompletableFuture<Object> end) throws InterruptedException {
    try {
      client.interrupt(FAREWELL);
      end.get(FAREWELL.toMillis(), MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The process is ended when this object closes.
    }
  }

  /** What the kernel says of its language, as a notebook's metadata keep it. */
  JsonElement languageInfo() {
    JsonElement language = info.get("language_info");
    return language == null ? new JsonObject() : language.deepCopy();
  }

  /**
   * Asks the kernel to end, and waits for it.
   *
   * @return whether it has ended
   */
  public boolean end(Duration patience) throws InterruptedException {
    if (!process.isAlive()) {
      return true;
    }
    try {
      client.shutdown(FAREWELL);
    } catch (TimeoutException e) {
      return false;
    }
    return process.waitFor(patience.toMillis(), MILLISECONDS);
  }

  /** Asks the kernel to end, makes it end where it does not, and removes its traces. */
  @Override
  public void close() {
    try {
      end(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kill();
      client.close();
      removeHook();
    }
  }

  private void awaitReady() throws InterruptedException, DiedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        info = client.awaitReady(SLICE);
        return;
      } catch (TimeoutException e) {
        if (!process.isAlive()) {
          throw died();
        }
      }
    }
    throw new DiedException(
        "the kernel did not answer within " + START_LIMIT.toSeconds() + " s" + lastWords());
  }

  /** Compiles once, so that no cell's time pays for the compiler's start. */
  private void warmUp() throws InterruptedException, DiedException {
    try {
      execute(ExecuteRequest.cell("{}").silently(), message -> {}, START_LIMIT);
    } catch (TimeoutException e) {
      throw new DiedException(
          "the kernel ran nothing within " + START_LIMIT.toSeconds() + " s" + lastWords());
    }
  }

  private DiedException died() throws InterruptedException {
    int status = process.waitFor();
    String how = status > 128 ? "was ended by signal " + (status - 128) : "exited with " + status;
    return new DiedException("the kernel's process " + how + lastWords());
  }

  private String lastWords() {
    try {
      String log = new String(Files.readAllBytes(scratch.resolve("kernel.log")), UTF_8);
      List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
      return last.isEmpty() ? "" : ". Its last words:\n" + String.join("\n", last);
    } catch (IOException e) {
      return "";
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(scratch);
    } catch (IOException e) {
      // The system empties its temporary folder in time.
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The program is ending, and the hook runs now.
    }
  }
}
