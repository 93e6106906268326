package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Outlet;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.KernelServer;
import org.mesascope.kernel.protocol.Log;
import org.mesascope.kernel.protocol.Message;

/**
 * Answers requests. One thread runs cells and asks JShell, in the order of arrival; what needs
 * neither is answered at once, and control requests never wait behind a cell.
 */
final class JavaKernel implements KernelServer.Requests {

  private static final long STOP_MILLIS = 450;
  private static final long STACK_BYTES = 64L << 20;

  private final KernelServer server;
  private final String id;
  private final Iopub iopub;
  private final Stdin stdin;
  private final History history = new History();
  private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private int count;
  private volatile @Nullable Cell running;

  /**
   * @param id the session named in the headers this kernel writes
   */
  JavaKernel(KernelServer server, String id) {
    this.server = server;
    this.id = id;
    this.iopub = new Iopub(message -> server.send(Channel.IOPUB, message), id);
    this.stdin = new Stdin(this::askInput);
  }

  /** Takes over the standard streams, announces itself and starts to receive. */
  void start() {
    System.setOut(iopub.printStream("stdout"));
    System.setErr(iopub.printStream("stderr"));
    stdin.install();
    Outlet.install(new KernelOutlet(iopub));
    iopub.status(null, "starting");
    server.start(this);
  }

  /** Runs cells until shut down. Call it on the thread that made the session. */
  void runCells(JavaSession session) throws InterruptedException {
    Execution execution = new Execution(session, iopub, history);
    Assistance assistance = new Assistance(session, history);
    while (shutdown.getCount() > 0) {
      Message request = waiting.take();
      answerInTurn(request, execution, assistance);
    }
  }

  /** Waits until a front end asks the kernel to end. */
  void awaitShutdown() throws InterruptedException {
    shutdown.await();
  }

  /** Ends the kernel as if a front end had asked. */
  void endNow() {
    shutdown.countDown();
  }

  /** Stops the running cell, if any; true unless something still runs half a second later. */
  @SuppressWarnings("ThreadInterrupted")
  boolean interrupt() throws InterruptedException {
    Cell cell = running;
    if (cell == null) {
      return true;
    }
    cell.cancel();
    return cell.awaitEnd(STOP_MILLIS);
  }

  /** How deep a cell's recursion may go, in bytes of stack. */
  static long stackBytes() {
    return STACK_BYTES;
  }

  @Override
  public void receive(Channel channel, Message message) {
    if (channel == Channel.STDIN) {
      stdin.answer(Json.string(message.content(), "value", ""));
      return;
    }
    switch (message.type()) {
      case "kernel_info_request" -> answer(channel, message, KernelInfo.reply());
      case "comm_info_request" -> answer(channel, message, commInfo());
      case "interrupt_request" -> answer(channel, message, interruptReply());
      case "shutdown_request" -> shutDown(channel, message);
      case "comm_open" -> refuseComm(message);
      case "comm_msg", "comm_close" -> surround(message, () -> {});
      default -> waiting.add(message);
    }
  }

  private void answerInTurn(Message request, Execution execution, Assistance assistance) {
    if (request.type().equals("execute_request")) {
      surround(request, () -> execute(request, execution));
      return;
    }
    surround(
        request,
        () -> {
          JsonObject reply;
          try {
            reply = assistance.answer(request.type(), request.content());
          } catch (RuntimeException | StackOverflowError | LinkageError e) {
            Log.warn("could not answer " + request.type(), e);
            reply = error("InternalError", String.valueOf(e));
          }
          reply(Channel.SHELL, request, reply);
        });
  }

  private void execute(Message message, Execution execution) {
    ExecuteRequest request = ExecuteRequest.fromJson(message.content());
    if (request.storeHistory()) {
      count++;
    }
    Cell cell = new Cell(message, request, count);
    JsonObject reply;
    cell.begin();
    running = cell;
    try {
      reply = execution.run(cell);
    } catch (RuntimeException | Error e) {
      Log.warn("a cell broke through", e);
      Failure failure = new Failure(e.getClass().getName(), String.valueOf(e), List.of("" + e));
      iopub.publish(cell, "error", failure.toJson());
      reply = error(failure.name(), failure.message());
    } finally {
      running = null;
      cell.end();
    }
    iopub.flush();
    reply(Channel.SHELL, message, reply);
    if (request.stopOnError() && Json.string(reply, "status", "").equals("error")) {
      abortWaiting();
    }
  }

  /** Answers the cells that wait behind a failed one, without running them. */
  private void abortWaiting() {
    List<Message> queued = new ArrayList<>();
    waiting.drainTo(queued);
    for (Message message : queued) {
      if (message.type().equals("execute_request")) {
        JsonObject aborted = new JsonObject();
        aborted.addProperty("status", "aborted");
        aborted.addProperty("execution_count", count);
        surround(message, () -> reply(Channel.SHELL, message, aborted));
      } else {
        waiting.add(message);
      }
    }
  }

  private void answer(Channel channel, Message request, JsonObject content) {
    surround(request, () -> reply(channel, request, content));
  }

  /** Every request is framed by {@code busy} and {@code idle}. */
  private void surround(Message request, Runnable work) {
    iopub.status(request.header(), "busy");
    try {
      work.run();
    } finally {
      iopub.status(request.header(), "idle");
    }
  }

  private void reply(Channel channel, Message request, JsonObject content) {
    String type = request.type().replaceFirst("_request$", "_reply");
    server.send(channel, request.reply(Header.now(id, "kernel", type), content));
  }

  private JsonObject interruptReply() {
    try {
      if (interrupt()) {
        return ok();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return error(
        "StillRunning",
        "the cell is in code that cannot be stopped: it ends when that code returns."
            + " To end it now, restart the kernel");
  }

  private void shutDown(Channel channel, Message request) {
    JsonObject content = ok();
    content.addProperty("restart", Json.bool(request.content(), "restart", false));
    answer(channel, request, content);
    endNow();
  }

  private void refuseComm(Message message) {
    JsonObject content = new JsonObject();
    content.addProperty("comm_id", Json.string(message.content(), "comm_id", ""));
    content.add("data", new JsonObject());
    surround(message, () -> iopub.publish(message.header(), "comm_close", content));
  }

  private void askInput(Cell cell, JsonObject content) {
    iopub.flush();
    Header header = Header.now(id, "kernel", "input_request");
    server.send(Channel.STDIN, cell.cause().reply(header, content));
  }

  private static JsonObject commInfo() {
    JsonObject content = ok();
    content.add("comms", new JsonObject());
    return content;
  }

  private static JsonObject ok() {
    JsonObject content = new JsonObject();
    content.addProperty("status", "ok");
    return content;
  }

  private static JsonObject error(String name, String message) {
    JsonObject content = new Failure(name, message, List.of(message)).toJson();
    content.addProperty("status", "error");
    return content;
  }
}
