package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.Message;

/**
 * {@code System.in} of cells: each time it runs dry, it asks the front end for a line. Cells of
 * several subshells may ask at once: each gets the answer to its own question, and what it leaves
 * unread is gone with it. A cell's threads ask one after the other, and in vain once it has ended.
 */
final class Stdin extends InputStream {

  private static final long LOOK_MILLIS = 100;

  private static volatile @Nullable Stdin installed;

  private final String id;
  private final Consumer<Message> sender;
  private final Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
  private final Map<Cell, Line> lines = Collections.synchronizedMap(new WeakHashMap<>());

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

  /** Asks and waits, however long it takes; an interrupt ends the wait, as does the cell's end. */
  String ask(String prompt, boolean password) {
    return ask(cell(), prompt, password);
  }

  private static Cell cell() {
    Cell cell = Cell.current();
    if (cell == null || !cell.request().allowStdin()) {
      throw new InputNotAllowedException();
    }
    return cell;
  }

  private String ask(Cell cell, String prompt, boolean password) {
    stopIfOver(cell);
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
      return awaited(answer, cell);
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

  /** Waits in steps: threads of the common pools are not interrupted when a cell is. */
  private static String awaited(CompletableFuture<String> answer, Cell cell)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        stopIfOver(cell);
      }
    }
  }

  private static void stopIfOver(Cell cell) {
    cell.stopIfCancelled();
    if (cell.hasEnded()) {
      throw new InputNotAllowedException(
          "the cell that asks for input has ended, so that nobody can answer:"
              + " let the cell wait for what asks");
    }
  }

  /** What a cell was answered and has not read yet; one thread at a time reads it. */
  private static final class Line {
    private final ReentrantLock reading = new ReentrantLock();
    private byte[] bytes = new byte[0];
    private int at;

    int left() {
      return bytes.length - at;
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    Cell cell = cell();
    Line line = lines.computeIfAbsent(cell, each -> new Line());
    lock(line);
    try {
      if (line.left() == 0) {
        line.bytes = (ask(cell, "", false) + "\n").getBytes(StandardCharsets.UTF_8);
        line.at = 0;
      }
      int count = Math.min(length, line.left());
      System.arraycopy(line.bytes, line.at, into, offset, count);
      line.at += count;
      return count;
    } finally {
      line.reading.unlock();
    }
  }

  private static void lock(Line line) {
    try {
      line.reading.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellInterruptedError();
    }
  }

  @Override
  public int available() {
    Cell cell = Cell.current();
    Line line = cell == null ? null : lines.get(cell);
    return line == null ? 0 : line.left();
  }
}
