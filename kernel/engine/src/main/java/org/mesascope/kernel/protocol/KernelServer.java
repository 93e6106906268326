package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The kernel's side of a connection: shell, control, IOPub, stdin and heartbeat, each on a thread
 * of its own. Messages that are misshapen, wrongly signed or replayed are logged and dropped.
 */
public final class KernelServer implements AutoCloseable {

  /** Receives requests, each on its channel's own thread; must hand work over, never block. */
  public interface Requests {
    /** A message on {@link Channel#SHELL}, {@link Channel#CONTROL} or {@link Channel#STDIN}. */
    void receive(Channel channel, Message message);
  }

  private static final int LINGER_MILLIS = 1_000;

  /** Messages of output on their way to one front end; what it is too slow for waits behind. */
  private static final int IOPUB_AHEAD = 32;

  private static final long WAITING_BYTES = 32L << 20;
  private static final int DROPS_LOGGED = 10;
  private static final int DROPS_BETWEEN_LOGS = 1_000;

  private final ZMQ.Context context = ZMQ.context(1);
  private final MessageCodec codec;
  private final String session;
  private final Endpoint shell;
  private final Endpoint control;
  private final Endpoint stdin;
  private final Endpoint iopub;
  private final AtomicLong dropped = new AtomicLong();
  private final List<Endpoint> all = new ArrayList<>();

  private volatile boolean closing;
  private volatile Requests requests = (channel, message) -> {};

  private KernelServer(ConnectionFile file, String session) throws IOException {
    context.setUncaughtExceptionHandler((thread, fault) -> reportUnlessClosing(fault));
    context.setNotificationExceptionHandler((thread, fault) -> reportUnlessClosing(fault));
    this.session = session;
    this.codec = new MessageCodec(new Signer(file.signatureScheme(), file.key()), true);
    shell = router("shell", file, file.shellPort(), f -> decode(Channel.SHELL, f));
    control = router("control", file, file.controlPort(), f -> decode(Channel.CONTROL, f));
    stdin = router("stdin", file, file.stdinPort(), f -> decode(Channel.STDIN, f));
    iopub = endpoint(SocketType.XPUB, "iopub", file.address(file.iopubPort()), this::subscribed);
    List<Endpoint> echo = new ArrayList<>();
    echo.add(router("heartbeat", file, file.heartbeatPort(), f -> echo.get(0).send(f)));
  }

  /**
   * Binds the five sockets. Messages wait in them until {@link #start}.
   *
   * @param session names the kernel's run in the headers it writes
   * @throws IOException if a port cannot be bound, or the key is empty and unsigned messages were
   *     not asked for by {@code -Dmesascope.unsigned=true}
   */
  public static KernelServer bind(ConnectionFile file, String session) throws IOException {
    if (file.key().isEmpty() && !Boolean.getBoolean("mesascope.unsigned")) {
      throw new IOException(
          "the connection file has no key: anyone on this machine could run code."
              + " Start with -Dmesascope.unsigned=true to allow it");
    }
    return new KernelServer(file, session);
  }

  /** Starts to receive. Call it once. */
  public void start(Requests receiver) {
    requests = receiver;
    all.forEach(Endpoint::start);
  }

  /** Sends a message to the front end that its identities name. Any thread. */
  public void send(Channel channel, Message message) {
    Endpoint endpoint =
        switch (channel) {
          case SHELL -> shell;
          case CONTROL -> control;
          case STDIN -> stdin;
          case IOPUB -> iopub;
        };
    endpoint.send(codec.encode(message));
  }

  /**
   * Holds up whoever makes output, while a front end is so slow that 32 MB of it wait: at most
   * {@code millis}.
   *
   * @return whether there is room now
   */
  public boolean awaitRoom(long millis) throws InterruptedException {
    return iopub.awaitRoom(WAITING_BYTES, millis);
  }

  /** Sends what is queued, closes the sockets and waits at most a second for slow front ends. */
  @Override
  public void close() {
    closing = true;
    all.forEach(Endpoint::close);
    context.close();
  }

  /**
   * JeroMQ's threads may still write to each other's pipes while those close, which is no fault.
   */
  private void reportUnlessClosing(Throwable fault) {
    if (!closing) {
      Log.warn("a socket of the kernel failed: " + fault);
    }
    if (fault instanceof OutOfMemoryError) {
      Log.warn("the heap is full, and nobody can reach the kernel any more: it ends");
      Runtime.getRuntime().halt(1);
    }
  }

  private Endpoint router(
      String name, ConnectionFile file, int port, Consumer<List<byte[]>> receiver)
      throws IOException {
    return endpoint(SocketType.ROUTER, name, file.address(port), receiver);
  }

  private Endpoint endpoint(
      SocketType type, String name, String address, Consumer<List<byte[]>> receiver)
      throws IOException {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(LINGER_MILLIS);
    if (type == SocketType.ROUTER) {
      socket.setHWM(0);
      socket.setRouterHandover(true);
    } else {
      socket.setHWM(IOPUB_AHEAD);
      socket.setXpubNoDrop(true);
      socket.setXpubVerbose(true);
    }
    try {
      socket.bind(address);
    } catch (ZMQException e) {
      socket.close();
      close();
      throw new IOException(
          "the kernel's " + name + " socket cannot bind to " + address + ": " + e.getMessage(), e);
    }
    Endpoint endpoint = new Endpoint(name, socket, receiver);
    all.add(endpoint);
    return endpoint;
  }

  private void decode(Channel channel, List<byte[]> frames) {
    try {
      requests.receive(channel, codec.decode(frames));
    } catch (MalformedMessageException e) {
      long count = dropped.incrementAndGet();
      if (count <= DROPS_LOGGED || count % DROPS_BETWEEN_LOGS == 0) {
        Log.warn("dropped message " + count + ", on " + channel + ": " + e.getMessage());
      }
    }
  }

  /** Tells a front end that its subscription stands, so that it need not guess. */
  private void subscribed(List<byte[]> frames) {
    byte[] frame = frames.get(0);
    if (frame.length == 0 || frame[0] != 1) {
      return;
    }
    String topic = new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
    JsonObject content = new JsonObject();
    content.addProperty("subscription", topic);
    Header header = Header.now(session, "kernel", "iopub_welcome");
    List<byte[]> identities = List.of(topic.getBytes(StandardCharsets.UTF_8));
    JsonObject metadata = new JsonObject();
    Message welcome = new Message(identities, header, null, metadata, content, List.of());
    iopub.sendNext(codec.encode(welcome));
  }
}
