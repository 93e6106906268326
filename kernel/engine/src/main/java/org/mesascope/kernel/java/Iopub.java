package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Message;

/**
 * Publishes to every front end, in order. Printed text is gathered for a moment and sent in few
 * messages, always before whatever is published after it: a line alone waits 50 ms, a flood up to a
 * second. What a cell makes faster than its front ends read makes it wait.
 */
final class Iopub {

  private static final int GATHERED_BYTES = 1 << 20;
  private static final long SHORTEST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 1_000;
  private static final int FLOOD_WRITES = 50;
  private static final long ROOM_MILLIS = 100;

  /** Where messages go. */
  interface Wire {
    /** Queues a message for every front end. */
    void send(Message message);

    /** Waits for slow front ends, at most so long; whether more may be sent. */
    boolean awaitRoom(long millis) throws InterruptedException;
  }

  private final Wire wire;
  private final String session;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private String stream = "stdout";
  private @Nullable Cell printing;
  private int writes;

  /**
   * @param wire the IOPub channel
   * @param session the kernel's session, for headers
   */
  Iopub(Wire wire, String session) {
    this.wire = wire;
    this.session = session;
    Thread flusher = new Thread(this::flushNowAndThen, "mesascope-output");
    flusher.setDaemon(true);
    flusher.start();
  }

  /** Publishes a message that {@code parent} caused. */
  synchronized void publish(@Nullable Header parent, String type, JsonObject content) {
    publish(parent, type, content, List.of());
  }

  private synchronized void publish(
      @Nullable Header parent, String type, JsonObject content, List<byte[]> buffers) {
    flush();
    Header header = Header.now(session, "kernel", type);
    wire.send(Message.broadcast(header, parent, content).withBuffers(buffers));
  }

  /** Publishes what a cell's code caused; silent cells publish nothing. */
  void publish(@Nullable Cell cell, String type, JsonObject content) {
    if (cell == null || !cell.request().silent()) {
      publishAlways(cell, type, content, List.of());
    }
  }

  /**
   * Publishes how a cell begins or ends unless it is silent. That is little, and waits for no front
   * end: a cell stopped because nobody takes its output could not say so otherwise.
   */
  void publishNow(Cell cell, String type, JsonObject content) {
    if (!cell.request().silent()) {
      publish(cell.cause().header(), type, content);
    }
  }

  /** Publishes what a cell's code caused, even if it is silent. */
  void publishAlways(@Nullable Cell cell, String type, JsonObject content, List<byte[]> buffers) {
    stopIfLeftBehind(cell);
    awaitRoom(cell);
    publish(cell == null ? null : cell.cause().header(), type, content, buffers);
  }

  /** Prints a line to a cell's error stream, from any thread. */
  void warn(Cell cell, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    gather(cell, "stderr", bytes, 0, bytes.length);
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
      wire.send(Message.broadcast(Header.now(session, "kernel", "stream"), parent, content));
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

  private void gather(String name, byte[] bytes, int offset, int length) {
    Cell cell = Cell.current();
    stopIfLeftBehind(cell);
    awaitRoom(cell);
    gather(cell, name, bytes, offset, length);
  }

  private synchronized void gather(
      @Nullable Cell cell, String name, byte[] bytes, int offset, int length) {
    if (gathered.size() > 0 && (cell != printing || !name.equals(stream))) {
      flush();
      gathered.reset();
    }
    printing = cell;
    stream = name;
    if (gathered.size() == 0) {
      notifyAll();
    }
    writes++;
    gathered.write(bytes, offset, length);
    if (gathered.size() >= GATHERED_BYTES) {
      flush();
    }
  }

  /** Stops a thread that a cancelled cell has left, however late it speaks. */
  private static void stopIfLeftBehind(@Nullable Cell cell) {
    if (cell != null && cell.hasEnded()) {
      cell.stopIfCancelled();
    }
  }

  /** Holds up a thread that makes output which nobody takes; cancelling its cell frees it. */
  private void awaitRoom(@Nullable Cell cell) {
    try {
      while (!wire.awaitRoom(ROOM_MILLIS)) {
        if (cell != null) {
          cell.stopIfCancelled();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellInterruptedError();
    }
  }

  private void flushNowAndThen() {
    long wait = SHORTEST_MILLIS;
    try {
      while (true) {
        synchronized (this) {
          while (gathered.size() == 0) {
            wait();
          }
        }
        Thread.sleep(wait);
        wait = flushed() < FLOOD_WRITES ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, wait * 3 / 2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what is gathered; returns how many times it was added to since it was last sent. */
  private synchronized int flushed() {
    int count = writes;
    writes = 0;
    flush();
    return count;
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
