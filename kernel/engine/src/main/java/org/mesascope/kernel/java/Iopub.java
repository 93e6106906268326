package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Message;

/**
 * Publishes to every front end, in order. Printed text is gathered for a moment and sent in few
 * messages, always before whatever is published after it.
 */
final class Iopub {

  private static final int GATHERED_BYTES = 1 << 20;
  private static final long GATHERED_MILLIS = 50;

  private final Consumer<Message> sender;
  private final String session;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private String stream = "stdout";
  private @Nullable Cell printing;

  /**
   * @param sender puts a message on the IOPub channel
   * @param session the kernel's session, for headers
   */
  Iopub(Consumer<Message> sender, String session) {
    this.sender = sender;
    this.session = session;
    Thread flusher = new Thread(this::flushNowAndThen, "mesascope-output");
    flusher.setDaemon(true);
    flusher.start();
  }

  /** Publishes a message that {@code parent} caused. */
  synchronized void publish(@Nullable Header parent, String type, JsonObject content) {
    flush();
    sender.accept(Message.broadcast(Header.now(session, "kernel", type), parent, content));
  }

  /** Publishes what a cell's code caused; silent cells publish nothing. */
  void publish(@Nullable Cell cell, String type, JsonObject content) {
    if (cell == null || !cell.request().silent()) {
      publish(cell == null ? null : cell.cause().header(), type, content);
    }
  }

  /** Publishes what the kernel is doing. */
  void status(@Nullable Header parent, String state) {
    JsonObject content = new JsonObject();
    content.addProperty("execution_state", state);
    publish(parent, "status", content);
  }

  /** Sends what is gathered. */
  synchronized void flush() {
    if (gathered.size() == 0) {
      return;
    }
    byte[] bytes = gathered.toByteArray();
    gathered.reset();
    int whole = wholeCharacters(bytes);
    JsonObject content = new JsonObject();
    content.addProperty("name", stream);
    content.addProperty("text", new String(bytes, 0, whole, StandardCharsets.UTF_8));
    Cell cell = printing;
    if (whole > 0 && (cell == null || !cell.request().silent())) {
      Header parent = cell == null ? null : cell.cause().header();
      sender.accept(Message.broadcast(Header.now(session, "kernel", "stream"), parent, content));
    }
    gathered.write(bytes, whole, bytes.length - whole);
  }

  /** A stream whose text goes to the cell that the printing thread works for. */
  PrintStream printStream(String name) {
    OutputStream bytes =
        new OutputStream() {
          @Override
          public void write(int b) {
            gather(name, new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] b, int offset, int length) {
            gather(name, b, offset, length);
          }
        };
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private synchronized void gather(String name, byte[] bytes, int offset, int length) {
    Cell cell = Cell.current();
    if (gathered.size() > 0 && (cell != printing || !name.equals(stream))) {
      flush();
      gathered.reset();
    }
    printing = cell;
    stream = name;
    if (gathered.size() == 0) {
      notifyAll();
    }
    gathered.write(bytes, offset, length);
    if (gathered.size() >= GATHERED_BYTES) {
      flush();
    }
  }

  private void flushNowAndThen() {
    try {
      while (true) {
        synchronized (this) {
          while (gathered.size() == 0) {
            wait();
          }
        }
        Thread.sleep(GATHERED_MILLIS);
        flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * How many leading bytes hold whole UTF-8 characters: a character may be printed in two parts.
   */
  private static int wholeCharacters(byte[] bytes) {
    int lead = bytes.length - 1;
    while (lead >= 0 && lead > bytes.length - 4 && (bytes[lead] & 0xc0) == 0x80) {
      lead--;
    }
    if (lead < 0 || (bytes[lead] & 0xc0) != 0xc0) {
      return bytes.length;
    }
    int size = Integer.numberOfLeadingZeros(~(bytes[lead] << 24));
    return lead + size > bytes.length ? lead : bytes.length;
  }
}
