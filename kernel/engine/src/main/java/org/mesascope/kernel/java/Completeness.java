package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Whether a console should run what was typed, or let its user go on. */
final class Completeness {

  private static final String STEP = "    ";

  private Completeness() {}

  /** The content of an {@code is_complete_reply}. */
  static JsonObject of(String code, SourceCodeAnalysis analysis) {
    JsonObject reply = new JsonObject();
    String status;
    if (code.stripLeading().startsWith("%%")) {
      status = code.matches("(?s).*\\n\\s*") ? "complete" : "incomplete"; // an empty line ends it
    } else {
      status = code.stripLeading().startsWith("%") ? "complete" : status(code, analysis);
    }
    reply.addProperty("status", status);
    if (status.equals("incomplete")) {
      reply.addProperty("indent", indent(code));
    }
    return reply;
  }

  private static String status(String code, SourceCodeAnalysis analysis) {
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      switch (info.completeness()) {
        case COMPLETE, COMPLETE_WITH_SEMI -> rest = info.remaining();
        case DEFINITELY_INCOMPLETE -> {
          return "incomplete";
        }
        case UNKNOWN -> {
          return "invalid";
        }
        case CONSIDERED_INCOMPLETE, EMPTY -> {
          return "complete";
        }
      }
    }
    return "complete";
  }

  /** The last line's indentation, and a step more where it opens something. */
  private static String indent(String code) {
    String line = code.substring(code.stripTrailing().lastIndexOf('\n') + 1);
    String stripped = line.strip();
    String own = line.substring(0, line.length() - line.stripLeading().length());
    boolean opens = stripped.endsWith("{") || stripped.endsWith("(") || stripped.endsWith("[");
    return opens ? own + STEP : own;
  }
}
