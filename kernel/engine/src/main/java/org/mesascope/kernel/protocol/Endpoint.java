package org.mesascope.kernel.protocol;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.zeromq.ZMQ;

/**
 * One ZeroMQ socket and the one thread that touches it.
 *
 * <p>Any thread may {@link #send}, interrupted ones too: it queues the frames and wakes the
 * selector, which no interruption closes. The thread sleeps in the selector while there is nothing
 * to do. Frames leave in the order in which they were queued, and none is dropped.
 */
final class Endpoint implements AutoCloseable {

  private static final long CLOSE_MILLIS = 5_000;

  private final ZMQ.Socket socket;
  private final Consumer<List<byte[]>> receiver;
  private final Selector selector;
  private final Queue<List<byte[]>> outgoing = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param socket bound or connected; handed over to this endpoint
   * @param receiver called on the endpoint's thread with each message's frames; must not block
   */
  Endpoint(String name, ZMQ.Socket socket, Consumer<List<byte[]>> receiver) throws IOException {
    this.socket = socket;
    this.receiver = receiver;
    this.selector = Selector.open();
    socket.getFD().register(selector, SelectionKey.OP_READ);
    this.thread = new Thread(this::run, "mesascope-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void send(List<byte[]> frames) {
    outgoing.add(frames);
    selector.wakeup();
  }

  /** Sends what is queued, then closes the socket. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    if (Thread.currentThread() == thread) {
      return;
    }
    if (thread.getState() == Thread.State.NEW) {
      socket.close();
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      boolean last;
      do {
        last = closing;
        boolean worked = sendQueued() || receiveWaiting();
        if (!worked && !last) {
          selector.select();
          selector.selectedKeys().clear();
        }
      } while (!last);
    } catch (IOException | RuntimeException e) {
      Log.warn(thread.getName() + " stopped", e);
    } finally {
      socket.close();
    }
  }

  private boolean sendQueued() {
    boolean worked = false;
    for (List<byte[]> frames = outgoing.poll(); frames != null; frames = outgoing.poll()) {
      worked = true;
      int last = frames.size() - 1;
      for (int i = 0; i <= last; i++) {
        socket.send(frames.get(i), ZMQ.DONTWAIT | (i < last ? ZMQ.SNDMORE : 0));
      }
    }
    return worked;
  }

  private boolean receiveWaiting() {
    boolean worked = false;
    while (outgoing.isEmpty() && (socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      worked = true;
      List<byte[]> frames = new ArrayList<>();
      do {
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        if (frame != null) {
          frames.add(frame);
        }
      } while (socket.hasReceiveMore());
      try {
        receiver.accept(frames);
      } catch (RuntimeException e) {
        Log.warn(thread.getName() + " could not handle a message", e);
      }
    }
    return worked;
  }
}
