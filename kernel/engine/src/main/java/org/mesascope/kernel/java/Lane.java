package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Json;
import org.mesascope.kernel.protocol.Log;
import org.mesascope.kernel.protocol.Message;

/**
 * Requests that wait for each other: those of the main shell, or of one subshell. One thread
 * answers them in the order of arrival.
 */
final class Lane {

  /**
   * What a lane's thread works with; the lanes of a kernel share it.
   *
   * @param assistance answers a request of the type given, with the content given
   * @param pause what is done when there has been nothing to do for a while
   */
  record Work(
      Execution execution,
      BiFunction<String, JsonObject, JsonObject> assistance,
      KernelComms comms,
      Runnable pause) {}

  private static final long PAUSE_MILLIS = 500;

  private static final Message END =
      Message.request(Header.now("", "kernel", "end"), new JsonObject());

  private final Replies replies;
  private final Iopub iopub;
  private final AtomicInteger count;
  private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();

  /**
   * @param count of the cells run so far, which lanes share
   */
  Lane(Replies replies, Iopub iopub, AtomicInteger count) {
    this.replies = replies;
    this.iopub = iopub;
    this.count = count;
  }

  void add(Message request) {
    waiting.add(request);
  }

  /** Ends {@link #run} once what waits is answered. */
  void end() {
    waiting.add(END);
  }

  /** Answers requests on the current thread until told to end, which alone ends it. */
  @SuppressWarnings("ReferenceEquality") // the identity of END is its meaning
  void run(Work work) {
    while (true) {
      try {
        Message request = next(work.pause());
        if (request == END) {
          return;
        }
        replies.surround(request, () -> answer(request, work));
      } catch (OutOfMemoryError e) {
        Heap.release(); // the lane outlives it, and what follows has the reserve
      } catch (InterruptedException e) {
        Log.warn("an interrupt came after the cell that it was meant for");
      } catch (RuntimeException | Error e) {
        Log.warn("a request broke through", e);
      }
    }
  }

  private Message next(Runnable pause) throws InterruptedException {
    Message next = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    if (next != null) {
      return next;
    }
    pause.run();
    return waiting.take();
  }

  private void answer(Message request, Work work) {
    switch (request.type()) {
      case "execute_request" -> execute(request, work.execution());
      case "comm_open", "comm_msg", "comm_close" -> within(request, work.comms());
      default -> assist(request, work.assistance());
    }
  }

  private void assist(Message request, BiFunction<String, JsonObject, JsonObject> assistance) {
    JsonObject reply;
    try {
      reply = assistance.apply(request.type(), request.content());
    } catch (RuntimeException | Error e) { // javac's AssertionError among them
      if (e instanceof OutOfMemoryError) {
        Heap.release();
      }
      Log.warn("could not answer " + request.type(), e);
      reply = Replies.error("InternalError", String.valueOf(e));
    }
    replies.reply(Channel.SHELL, request, reply);
  }

  /** What a comm's listener prints and displays is its message's, and it can be interrupted. */
  private void within(Message message, KernelComms comms) {
    Cell cell = new Cell(message, ExecuteRequest.cell(""), count.get());
    cell.beginAside();
    try {
      comms.receive(message, cell);
    } finally {
      cell.end();
    }
    iopub.flush();
  }

  private void execute(Message message, Execution execution) {
    ExecuteRequest request = ExecuteRequest.fromJson(message.content());
    int number = request.storeHistory() ? count.incrementAndGet() : count.get();
    Cell cell = new Cell(message, request, number);
    JsonObject reply;
    cell.begin();
    try {
      reply = execution.run(cell);
    } catch (RuntimeException | Error e) {
      Heap.release();
      Log.warn("a cell broke through", e);
      Failure failure = new Failure(e.getClass().getName(), String.valueOf(e), List.of("" + e));
      iopub.publishNow(cell, "error", failure.toJson());
      reply = Replies.error(failure.name(), failure.message());
    } finally {
      cell.end();
    }
    iopub.flush();
    replies.reply(Channel.SHELL, message, reply);
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
        aborted.addProperty("execution_count", count.get());
        replies.answer(Channel.SHELL, message, aborted);
      } else {
        waiting.add(message);
      }
    }
  }
}
