package org.mesascope.kernel.protocol;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.zeromq.ZMQ;
import zmq.ZError;

/**
 * One ZeroMQ socket and the one thread that touches it.
 *
 * <p>Any thread may {@link #send}, interrupted ones too: it queues the frames and wakes the
 * selector, which no interruption closes. The thread sleeps in the selector while there is nothing
 * to do. Frames leave in the order in which they were queued, and none is dropped: where the socket
 * takes no more because its peers are slow, they wait here, and {@link #awaitRoom} holds up whoever
 * makes more of them.
 */
final class Endpoint implements AutoCloseable {

  private static final long CLOSE_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 10;

  /** Messages to take in before those that wait to be sent have their turn. */
  private static final int AT_ONCE = 100;

  private final ZMQ.Socket socket;
  private final Consumer<List<byte[]>> receiver;
  private final Selector selector;
  private final Deque<List<byte[]>> outgoing = new ConcurrentLinkedDeque<>();
  private final Thread thread;
  private final Object room = new Object();
  private long queuedBytes;
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
    count(size(frames));
    outgoing.add(frames);
    selector.wakeup();
  }

  /** Sends a message before those that wait. Called by the receiver alone. */
  void sendNext(List<byte[]> frames) {
    count(size(frames));
    outgoing.addFirst(frames);
  }

  /**
   * Waits while more than {@code most} bytes are queued; at most {@code millis}.
   *
   * @return whether there is room
   */
  @SuppressWarnings("WaitNotInLoop") // the caller asks again
  boolean awaitRoom(long most, long millis) throws InterruptedException {
    synchronized (room) {
      if (queuedBytes > most) {
        room.wait(Math.max(1, millis)); // 0 would be for good
      }
      return queuedBytes <= most;
    }
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
        boolean worked = work();
        if (!worked && !last) {
          // A peer that makes room need not say so: while frames wait, ask again.
          selector.select(outgoing.isEmpty() ? 0 : RETRY_MILLIS);
          selector.selectedKeys().clear();
        }
      } while (!last);
    } catch (IOException | RuntimeException e) {
      Log.warn(thread.getName() + " stopped", e);
    } finally {
      socket.close();
    }
  }

  /** A cell may fill the heap: the socket outlives that, though not the message at hand. */
  private boolean work() {
    try {
      boolean received = receiveWaiting();
      return sendQueued() || received;
    } catch (OutOfMemoryError e) {
      Log.warn(thread.getName() + " lost a message: the heap is full");
      return false;
    }
  }

  private boolean sendQueued() {
    boolean worked = false;
    for (List<byte[]> frames = outgoing.peek(); frames != null; frames = outgoing.peek()) {
      if (!sent(frames)) {
        return worked;
      }
      worked = true;
      outgoing.remove();
      count(-size(frames));
      receiveWaiting(); // what a peer says first, such as a subscription, is answered first
    }
    return worked;
  }

  private void count(long bytes) {
    synchronized (room) {
      queuedBytes += bytes;
      room.notifyAll();
    }
  }

  /** Whether the socket took a message; it refuses its first frame or none. */
  private boolean sent(List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean taken = socket.send(frames.get(i), ZMQ.DONTWAIT | (i < last ? ZMQ.SNDMORE : 0));
      if (i == 0 && !taken && socket.errno() == ZError.EAGAIN) {
        return false;
      }
    }
    return true;
  }

  private static long size(List<byte[]> frames) {
    return frames.stream().mapToLong(frame -> frame.length).sum();
  }

  private boolean receiveWaiting() {
    int received = 0;
    while (received < AT_ONCE && (socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      received++;
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
    return received > 0;
  }
}
