package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A front end's side of a connection, to any Jupyter kernel.
 *
 * <p>Any thread may call it. Listeners are called on the client's own threads, in the order in
 * which the kernel sent, and must not block.
 */
public final class KernelClient implements AutoCloseable {

  /**
   * JeroMQ's poller (0.6.0) can drop the selection key of a connection it has just made: the
   * cancelled handle of the connecter and the new one of the engine share a channel, and when both
   * change in one round the first visited wins. Nothing is read from that connection again, until
   * this limit makes it connect anew; what was to be sent waits meanwhile.
   */
  private static final int HANDSHAKE_MILLIS = 1_000;

  private final ZMQ.Context context = ZMQ.context(1);
  private final String session = UUID.randomUUID().toString();
  private final byte[] identity = session.getBytes(StandardCharsets.US_ASCII);
  private final MessageCodec codec;
  private final Endpoint shell;
  private final Endpoint control;
  private final Endpoint stdin;
  private final Endpoint iopub;
  private final Endpoint heartbeat;
  private final List<Endpoint> all = new ArrayList<>();
  private final Map<String, CompletableFuture<Message>> replies = new ConcurrentHashMap<>();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> beats = new ConcurrentHashMap<>();
  private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile Function<JsonObject, String> input = request -> "";

  /** What is known of an execution: its two ends come on two channels, in any order. */
  private record Running(
      Consumer<Message> output, CompletableFuture<Message> reply, CompletableFuture<Void> idle) {}

  private KernelClient(ConnectionFile file) throws IOException {
    context.setUncaughtExceptionHandler((thread, fault) -> reportUnlessClosing(fault));
    context.setNotificationExceptionHandler((thread, fault) -> reportUnlessClosing(fault));
    codec = new MessageCodec(new Signer(file.signatureScheme(), file.key()), false);
    shell = dealer("shell", file.address(file.shellPort()), this::answered);
    control = dealer("control", file.address(file.controlPort()), this::answered);
    stdin = dealer("stdin", file.address(file.stdinPort()), this::asked);
    heartbeat =
        connect(SocketType.DEALER, "beat", file.address(file.heartbeatPort()), this::beaten);
    iopub =
        connect(
            SocketType.SUB,
            "iopub",
            file.address(file.iopubPort()),
            f -> decode(f, this::published));
  }

  /** Connects to a kernel, which may still be starting: see {@link #awaitReady}. */
  public static KernelClient connect(ConnectionFile file) throws IOException {
    KernelClient client = new KernelClient(file);
    client.all.forEach(Endpoint::start);
    return client;
  }

  /**
   * Waits until the kernel answers and its output reaches this client.
   *
   * @return the content of its {@code kernel_info_reply}
   * @throws TimeoutException if it does not within {@code limit}
   */
  public JsonObject awaitReady(Duration limit) throws TimeoutException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    JsonObject info =
        request(Channel.SHELL, "kernel_info_request", new JsonObject(), limit).content();
    while (!subscribed.await(50, TimeUnit.MILLISECONDS)) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      request(Channel.SHELL, "kernel_info_request", new JsonObject(), left);
    }
    return info;
  }

  /**
   * Runs code.
   *
   * @param request see {@link ExecuteRequest}
   * @param output receives every IOPub message that this execution causes, {@code status} included
   * @return completes with the {@code execute_reply} when the reply and the {@code idle} status are
   *     both in; whoever waits sets the time limit. Cancelling it forgets the execution, and does
   *     not stop it: send {@code interrupt_request} on {@link Channel#CONTROL}
   */
  public CompletableFuture<Message> execute(ExecuteRequest request, Consumer<Message> output) {
    return execute(Header.now(session, "mesascope", "execute_request"), request, output);
  }

  /**
   * Runs code in a subshell, whose id {@code create_subshell_request} gave: see {@link #execute}.
   */
  public CompletableFuture<Message> executeIn(
      String subshell, ExecuteRequest request, Consumer<Message> output) {
    Header header = Header.now(session, "mesascope", "execute_request");
    return execute(header.withSubshell(subshell), request, output);
  }

  private CompletableFuture<Message> execute(
      Header header, ExecuteRequest request, Consumer<Message> output) {
    String id = header.msgId();
    CompletableFuture<Message> reply = new CompletableFuture<>();
    CompletableFuture<Void> idle = new CompletableFuture<>();
    CompletableFuture<Message> done = reply.thenCombine(idle, (message, nothing) -> message);
    running.put(id, new Running(output, reply, idle));
    var unused = done.whenComplete((m, e) -> running.remove(id));
    shell.send(codec.encode(Message.request(header, request.toJson())));
    return done;
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @throws TimeoutException if there is none within {@code limit}
   */
  public Message request(Channel channel, String type, JsonObject content, Duration limit)
      throws TimeoutException, InterruptedException {
    Header header = Header.now(session, "mesascope", type);
    CompletableFuture<Message> reply = new CompletableFuture<>();
    replies.put(header.msgId(), reply);
    try {
      endpoint(channel).send(codec.encode(Message.request(header, content)));
      return reply.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException("the kernel did not answer " + type + " within " + limit);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      replies.remove(header.msgId());
    }
  }

  /** Sends a message that has no reply, such as {@code comm_msg}; returns its id. */
  public String send(Channel channel, String type, JsonObject content, byte[]... buffers) {
    Header header = Header.now(session, "mesascope", type);
    Message message = Message.request(header, content).withBuffers(List.of(buffers));
    endpoint(channel).send(codec.encode(message));
    return header.msgId();
  }

  /** Asks the kernel to stop what runs; true if it says that it did. */
  public boolean interrupt(Duration limit) throws TimeoutException, InterruptedException {
    Message reply = request(Channel.CONTROL, "interrupt_request", new JsonObject(), limit);
    return Json.string(reply.content(), "status", "").equals("ok");
  }

  /** Asks the kernel to end and waits for its answer. */
  public void shutdown(Duration limit) throws TimeoutException, InterruptedException {
    JsonObject content = new JsonObject();
    content.addProperty("restart", false);
    request(Channel.CONTROL, "shutdown_request", content, limit);
  }

  /** Whether the kernel's process answers within {@code limit}. */
  public boolean isAlive(Duration limit) throws InterruptedException {
    String token = UUID.randomUUID().toString();
    CountDownLatch back = new CountDownLatch(1);
    beats.put(token, back);
    try {
      heartbeat.send(List.of(token.getBytes(StandardCharsets.US_ASCII)));
      return back.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      beats.remove(token);
    }
  }

  /**
   * Sets who answers {@code input_request}s; it gets {@code prompt} and {@code password}, on the
   * stdin channel's thread. Without one, answers are empty.
   */
  public void onInput(Function<JsonObject, String> answer) {
    input = answer;
  }

  /** Adds a listener for every IOPub message, whatever caused it. */
  public void onOutput(Consumer<Message> listener) {
    listeners.add(listener);
  }

  /** Disconnects; the kernel goes on. Executions still running complete exceptionally. */
  @Override
  public void close() {
    closing = true;
    all.forEach(Endpoint::close);
    context.close();
    IOException closed = new IOException("the connection to the kernel was closed");
    replies.values().forEach(reply -> reply.completeExceptionally(closed));
    running.values().forEach(execution -> execution.reply().completeExceptionally(closed));
    running.values().forEach(execution -> execution.idle().completeExceptionally(closed));
  }

  /**
   * JeroMQ's threads may still write to each other's pipes while those close, which is no fault.
   */
  private void reportUnlessClosing(Throwable fault) {
    if (!closing) {
      Log.warn("a connection to the kernel failed: " + fault);
    }
  }

  private Endpoint endpoint(Channel channel) {
    return switch (channel) {
      case SHELL -> shell;
      case CONTROL -> control;
      case STDIN -> stdin;
      case IOPUB -> iopub;
    };
  }

  private Endpoint dealer(String name, String address, Consumer<Message> receiver)
      throws IOException {
    return connect(SocketType.DEALER, name, address, frames -> decode(frames, receiver));
  }

  private Endpoint connect(
      SocketType type, String name, String address, Consumer<List<byte[]>> receiver)
      throws IOException {
    ZMQ.Socket socket = context.socket(type);
    socket.setHWM(0);
    socket.setLinger(0);
    socket.setReconnectIVL(5);
    socket.setReconnectIVLMax(100);
    socket.setHandshakeIvl(HANDSHAKE_MILLIS);
    if (type == SocketType.SUB) {
      socket.subscribe(new byte[0]);
    } else {
      socket.setIdentity(identity);
    }
    socket.connect(address);
    Endpoint endpoint = new Endpoint("client-" + name, socket, receiver);
    all.add(endpoint);
    return endpoint;
  }

  private void decode(List<byte[]> frames, Consumer<Message> receiver) {
    try {
      receiver.accept(codec.decode(frames));
    } catch (MalformedMessageException e) {
      Log.warn("dropped a message of the kernel: " + e.getMessage());
    }
  }

  private void answered(Message message) {
    String parent = message.parentId();
    CompletableFuture<Message> waiting = replies.get(parent);
    if (waiting != null) {
      waiting.complete(message);
    }
    Running execution = running.get(parent);
    if (execution != null && message.type().equals("execute_reply")) {
      execution.reply().complete(message);
    }
  }

  private void published(Message message) {
    subscribed.countDown();
    listeners.forEach(listener -> listener.accept(message));
    Running execution = running.get(message.parentId());
    if (execution != null) {
      execution.output().accept(message);
      if (message.type().equals("status")
          && Json.string(message.content(), "execution_state", "").equals("idle")) {
        execution.idle().complete(null);
      }
    }
  }

  private void asked(Message message) {
    if (message.type().equals("input_request")) {
      JsonObject content = new JsonObject();
      content.addProperty("value", input.apply(message.content()));
      stdin.send(
          codec.encode(message.reply(Header.now(session, "mesascope", "input_reply"), content)));
    }
  }

  private void beaten(List<byte[]> frames) {
    String token = new String(frames.get(frames.size() - 1), StandardCharsets.US_ASCII);
    CountDownLatch back = beats.get(token);
    if (back != null) {
      back.countDown();
    }
  }
}
