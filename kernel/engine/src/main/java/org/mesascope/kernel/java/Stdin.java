package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code System.in} of cells: each time it runs dry, it asks the front end for a line. */
final class Stdin extends InputStream {

  private static volatile @Nullable Stdin installed;

  private final BiConsumer<Cell, JsonObject> sender;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private byte[] line = new byte[0];
  private int at;

  /**
   * @param sender sends an {@code input_request} with the given content to a cell's front end
   */
  Stdin(BiConsumer<Cell, JsonObject> sender) {
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

  /** Takes the front end's answer. */
  void answer(String value) {
    answers.add(value);
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
    answers.clear();
    sender.accept(cell, content);
    try {
      return answers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellInterruptedError();
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
