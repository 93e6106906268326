package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.Message;

/**
 * {@code System.in} of cells: each time it runs dry, it asks the front end for a line. Cells of
 * several subshells may ask at once: each gets the answer to its own question.
 */
final class Stdin extends InputStream {

  private static volatile @Nullable Stdin installed;

  private final String id;
  private final Consumer<Message> sender;
  private final Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
  private byte[] line = new byte[0];
  private int at;

  /**
   * @param id the kernel's session, for headers
   * @param sender sends an {@code input_request} to the front end it names
   */
  Stdin(String id, Consumer<Message> sender) {
    this.id = id;
    this.sender = sender;
  }

  /** Makes this the source of {@code System.in} and of {@link Input}. */
  void install() {
    installed = this;
    System.setIn(this);
  }

  static Stdin installed() {
    Stdin stdin = installed;
    if (stdin == null) {
      throw new InputNotAllowedException();
    }
    return stdin;
  }

  /**
   * Takes a front end's {@code input_reply}. One that does not say what it answers is taken to
   * answer the oldest question.
   */
  void answer(Message reply) {
    CompletableFuture<String> question;
    synchronized (asked) {
      question =
          reply.parent() == null
              ? asked.values().stream().findFirst().orElse(null)
              : asked.get(reply.parentId());
    }
    if (question != null) {
      question.complete(Json.string(reply.content(), "value", ""));
    }
  }

  /** Asks and waits, however long it takes; an interrupt ends the wait. */
  String ask(String prompt, boolean password) {
    Cell cell = Cell.current();
    if (cell == null || !cell.request().allowStdin()) {
      throw new InputNotAllowedException();
    }
    System.out.flush();
    JsonObject content = new JsonObject();
    content.addProperty("prompt", prompt);
    content.addProperty("password", password);
    Message request = cell.cause().reply(Header.now(id, "kernel", "input_request"), content);
    CompletableFuture<String> answer = new CompletableFuture<>();
    synchronized (asked) {
      asked.put(request.header().msgId(), answer);
    }
    try {
      sender.accept(request);
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellInterruptedError();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      synchronized (asked) {
        asked.remove(request.header().msgId());
      }
    }
  }

  @Override
  public synchronized int read() {
    fill();
    return line[at++] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    fill();
    int count = Math.min(length, line.length - at);
    System.arraycopy(line, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - at;
  }

  private void fill() {
    if (at == line.length) {
      line = (ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
  }
}
