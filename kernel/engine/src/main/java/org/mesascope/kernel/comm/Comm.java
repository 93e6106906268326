package org.mesascope.kernel.comm;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One open channel to a front end's object. Any thread may send. What comes in is handled in turn
 * with the cells, on their thread: a cell that waits for it would wait for good.
 */
public final class Comm {

  private final String id;
  private final String target;
  private final Comms.Registry registry;
  private volatile Consumer<CommMessage> messages = message -> {};
  private volatile Consumer<CommMessage> closings = message -> {};
  private volatile boolean closed;

  Comm(String id, String target, Comms.Registry registry) {
    this.id = id;
    this.target = target;
    this.registry = registry;
  }

  public String id() {
    return id;
  }

  /** The name that the two ends know each other's kind by. */
  public String target() {
    return target;
  }

  /** Sends data. */
  public void send(Map<String, ?> data) {
    send(data, List.of());
  }

  /**
   * Sends data with binary parts.
   *
   * @throws IllegalStateException if this comm is closed
   */
  public void send(Map<String, ?> data, List<byte[]> buffers) {
    if (closed) {
      throw new IllegalStateException("the comm " + id + " to '" + target + "' is closed");
    }
    registry.send("comm_msg", this, CommMessage.of(data).data(), buffers);
  }

  /** Sets who takes what the front end sends. */
  public Comm onMessage(Consumer<CommMessage> listener) {
    messages = listener;
    return this;
  }

  /** Sets who is told when the front end closes this comm. */
  public Comm onClose(Consumer<CommMessage> listener) {
    closings = listener;
    return this;
  }

  /** Closes this comm and tells the front end. Closing twice does nothing. */
  public void close() {
    if (!closed) {
      closed = true;
      registry.forget(this);
      registry.send("comm_close", this, Map.of(), List.of());
    }
  }

  public boolean isClosed() {
    return closed;
  }

  void received(CommMessage message) {
    messages.accept(message);
  }

  void closedByFrontEnd(CommMessage message) {
    closed = true;
    closings.accept(message);
  }
}
