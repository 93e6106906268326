package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.List;
import org.mesascope.kernel.protocol.Json;

/** Answers what a person asks while writing: completion, inspection, completeness, history. */
final class Assistance {

  private final JavaSession session;
  private final Completion completion;
  private final Inspection inspection;
  private final History history;

  Assistance(JavaSession session, History history) {
    this.session = session;
    this.history = history;
    completion = new Completion(session);
    inspection = new Inspection(session);
  }

  /** The content of the reply to a request of a type other than {@code execute_request}. */
  JsonObject answer(String type, JsonObject request) {
    Turn.take();
    try {
      return answerInTurn(type, request);
    } finally {
      Turn.end();
    }
  }

  /** What is known of the last name in an expression: an {@code inspect_reply}'s content. */
  JsonObject describe(String expression) {
    Turn.take();
    try {
      return inspection.inspect(expression, expression.length());
    } finally {
      Turn.end();
    }
  }

  private JsonObject answerInTurn(String type, JsonObject request) {
    String code = Json.string(request, "code", "");
    return switch (type) {
      case "complete_request" -> completion(code, request);
      case "inspect_request" -> inspection.inspect(code, caret(code, request));
      case "is_complete_request" -> Completeness.of(code, session.syntax());
      case "history_request" -> history.reply(request);
      default -> Replies.unknown(type);
    };
  }

  /** The protocol counts code points; Java counts UTF-16 units. */
  private JsonObject completion(String code, JsonObject request) {
    JsonObject reply = completion.complete(code, caret(code, request));
    for (String field : List.of("cursor_start", "cursor_end")) {
      reply.addProperty(field, code.codePointCount(0, Json.integer(reply, field, 0)));
    }
    return reply;
  }

  private static int caret(String code, JsonObject request) {
    int points = code.codePointCount(0, code.length());
    int caret = Json.integer(request, "cursor_pos", points);
    return code.offsetByCodePoints(0, Math.max(0, Math.min(points, caret)));
  }
}
