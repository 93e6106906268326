package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.mesascope.display.Outlet;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.KernelServer;
import org.mesascope.kernel.protocol.Message;

/**
 * Answers requests. One thread runs cells and asks JShell, in the order of arrival, and so does one
 * of each subshell; what needs neither is answered at once, and control requests never wait behind
 * a cell.
 */
final class JavaKernel implements KernelServer.Requests {

  private static final long STOP_MILLIS = 450;
  private static final long STACK_BYTES = 64L << 20;
  private static final String STILL_RUNNING =
      "the cell is in code that cannot be stopped: it ends when that code returns."
          + " To end it now, restart the kernel";

  private final KernelServer server;
  private final Iopub iopub;
  private final Replies replies;
  private final Stdin stdin;
  private final KernelComms comms;
  private final AtomicInteger count = new AtomicInteger();
  private final Lane main;
  private final Subshells subshells;
  private final CompletableFuture<Lane.Work> work = new CompletableFuture<>();
  private final CountDownLatch shutdown = new CountDownLatch(1);

  /**
   * @param id the session named in the headers this kernel writes
   */
  JavaKernel(KernelServer server, String id) {
    this.server = server;
    this.iopub = new Iopub(wire(server), id);
    this.replies = new Replies(server, iopub, id);
    this.stdin = new Stdin(id, this::askInput);
    this.comms = new KernelComms(iopub);
    this.main = newLane();
    this.subshells = new Subshells(this::newLane, this::startLane);
  }

  /** Takes over the standard streams, announces itself and starts to receive. */
  void start() {
    Heap.guard();
    System.setOut(iopub.printStream("stdout"));
    System.setErr(iopub.printStream("stderr"));
    stdin.install();
    comms.install();
    Outlet.install(new KernelOutlet(iopub));
    iopub.status(null, "starting");
    server.start(this);
  }

  /** Runs cells until shut down. Call it on the thread that made the session. */
  void runCells(JavaSession session) {
    History history = new History();
    Assistance assistance = new Assistance(session, history);
    session.magics().line("limit", new TimeLimit(iopub::warn));
    session.magics().line("doc", new DocMagic(assistance));
    session.magics().cell("parameters", new ParametersMagic(session::declaredType));
    Execution execution = new Execution(session, iopub, history);
    work.complete(new Lane.Work(execution, assistance::answer, comms, session::learn));
    main.run(work.join());
  }

  /** Waits until a front end asks the kernel to end. */
  void awaitShutdown() throws InterruptedException {
    shutdown.await();
  }

  /** Ends the kernel as if a front end had asked. */
  void endNow() {
    main.end();
    shutdown.countDown();
  }

  /** Stops the running cells, if any; true unless one still runs half a second later. */
  boolean interrupt() throws InterruptedException {
    Set<Cell> running = Cell.running();
    running.forEach(cell -> cell.cancel(CellInterruptedError.MESSAGE));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
    boolean stopped = true;
    for (Cell cell : running) {
      if (!cell.awaitEnd(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()))) {
        iopub.warn(cell, STILL_RUNNING); // front ends show no reply to an interrupt
        stopped = false;
      }
    }
    return stopped;
  }

  /** How deep a cell's recursion may go, in bytes of stack. */
  static long stackBytes() {
    return STACK_BYTES;
  }

  @Override
  public void receive(Channel channel, Message message) {
    if (channel == Channel.STDIN) {
      stdin.answer(message);
      return;
    }
    JsonObject content = message.content();
    switch (message.type()) {
      case "kernel_info_request" -> replies.answer(channel, message, KernelInfo.reply());
      case "comm_info_request" -> replies.answer(channel, message, comms.info(content));
      case "interrupt_request" -> replies.answer(channel, message, interruptReply());
      case "shutdown_request" -> shutDown(channel, message);
      case "create_subshell_request" -> replies.answer(channel, message, subshells.create());
      case "delete_subshell_request" -> replies.answer(channel, message, subshells.delete(content));
      case "list_subshell_request" -> replies.answer(channel, message, subshells.list());
      default -> queue(channel, message);
    }
  }

  private void queue(Channel channel, Message message) {
    String subshell = message.header().subshellId();
    Lane lane = subshell == null ? main : subshells.lane(subshell);
    if (channel == Channel.CONTROL) {
      replies.answer(channel, message, Replies.unknown(message.type()));
    } else if (lane == null) {
      replies.answer(channel, message, Subshells.unknown(String.valueOf(subshell)));
    } else {
      lane.add(message);
    }
  }

  private Lane newLane() {
    return new Lane(replies, iopub, count);
  }

  private void startLane(String name, Lane lane) {
    Thread thread = new Thread(null, () -> lane.run(work.join()), name, STACK_BYTES, false);
    thread.setDaemon(true);
    thread.start();
  }

  private JsonObject interruptReply() {
    try {
      if (interrupt()) {
        return Replies.ok();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Replies.error("StillRunning", STILL_RUNNING);
  }

  private void shutDown(Channel channel, Message request) {
    JsonObject content = Replies.ok();
    content.addProperty("restart", Json.bool(request.content(), "restart", false));
    replies.answer(channel, request, content);
    endNow();
  }

  private void askInput(Message request) {
    iopub.flush();
    server.send(Channel.STDIN, request);
  }

  private static Iopub.Wire wire(KernelServer server) {
    return new Iopub.Wire() {
      @Override
      public void send(Message message) {
        server.send(Channel.IOPUB, message);
      }

      @Override
      public boolean awaitRoom(long millis) throws InterruptedException {
        return server.awaitRoom(millis);
      }
    };
  }
}
