package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.MimeBundle;
import org.mesascope.kernel.java.Outcome.Done;
import org.mesascope.kernel.java.Outcome.Failed;
import org.mesascope.kernel.protocol.ExecuteRequest;

/** Runs one cell: publishes its input, result or error, and says how it ended. */
final class Execution {

  private static final String TYPE = "%type ";
  private static final int CAUSES = 20;

  private final JavaSession session;
  private final Iopub iopub;
  private final History history;

  Execution(JavaSession session, Iopub iopub, History history) {
    this.session = session;
    this.iopub = iopub;
    this.history = history;
  }

  /** Runs a cell on the current thread; returns the content of its {@code execute_reply}. */
  JsonObject run(Cell cell) {
    ExecuteRequest request = cell.request();
    if (request.storeHistory()) {
      history.add(cell.number(), request.code());
    }
    JsonObject input = new JsonObject();
    input.addProperty("code", request.code());
    input.addProperty("execution_count", cell.number());
    iopub.publishNow(cell, "execute_input", input);
    JsonObject reply = new JsonObject();
    Outcome outcome = outcome(cell);
    if (outcome instanceof Failed failed) {
      Failure failure = explained(failed, cell);
      iopub.publishNow(cell, "error", failure.toJson());
      reply = failure.toJson();
      reply.addProperty("status", "error");
    } else {
      reply.addProperty("status", "ok");
      JsonObject answers = new JsonObject();
      request
          .userExpressions()
          .forEach((name, expression) -> answers.add(name, answer(cell, expression)));
      reply.add("user_expressions", answers);
    }
    reply.addProperty("execution_count", cell.number());
    reply.add("payload", cell.pages());
    return reply;
  }

  /** Says why a cell was stopped, and whether the heap stays full, beside what it failed with. */
  private static Failure explained(Failed failed, Cell cell) {
    Failure failure = failed.failure();
    if (!failure.message().equals(cell.cancelledBecause()) && cell.isCancelled()) {
      failure = failure.withLine(cell.cancelledBecause());
    }
    return isOfMemory(failed.thrown())
        ? Heap.exhausted().map(failure::withLine).orElse(failure)
        : failure;
  }

  /** Causes may form a ring: only so many are looked at. */
  private static boolean isOfMemory(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < CAUSES; i++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private Outcome outcome(Cell cell) {
    Outcome outcome = session.run(cell.request().code(), "cell " + cell.number());
    if (outcome instanceof Done done && done.shows()) {
      try {
        MimeBundle bundle = render(cell, done.value());
        JsonObject result = KernelOutlet.content(bundle);
        result.addProperty("execution_count", cell.number());
        iopub.publish(cell, "execute_result", result);
        history.result(cell.number(), bundle.text());
      } catch (CellInterruptedError | RuntimeException e) {
        String message = "the result could not be shown: " + e;
        return new Failed(new Failure(e.getClass().getName(), message, List.of(message)), e);
      }
    }
    return outcome;
  }

  /** Rendering calls the user's {@code toString()}: it may be interrupted as the cell may. */
  private MimeBundle render(Cell cell, @Nullable Object value) {
    cell.enterUserCode();
    try {
      return session.renderers().render(value);
    } finally {
      cell.leaveUserCode();
    }
  }

  private JsonObject answer(Cell cell, String expression) {
    if (expression.startsWith(TYPE)) {
      String name = expression.substring(TYPE.length()).strip();
      Optional<String> type = session.declaredType(name);
      return type.map(known -> ok(MimeBundle.text(known)))
          .orElseGet(
              () -> error(new Failure("NameError", "there is no variable " + name, List.of())));
    }
    Outcome outcome = session.run(expression, "expression");
    return outcome instanceof Done done
        ? ok(render(cell, done.value()))
        : error(((Failed) outcome).failure());
  }

  private static JsonObject ok(MimeBundle bundle) {
    JsonObject answer = KernelOutlet.content(bundle);
    answer.addProperty("status", "ok");
    return answer;
  }

  private static JsonObject error(Failure failure) {
    JsonObject answer = failure.toJson();
    answer.addProperty("status", "error");
    return answer;
  }
}
