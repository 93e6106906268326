package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.java.Places.Place;

/**
 * Writes an exception's trace for a person: places are cells and lines, the kernel's own frames are
 * left out, causes are kept, and a long trace keeps both its ends.
 */
final class StackLines {

  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?[.$](?=\\w)");
  private static final List<String> HIDDEN =
      List.of(
          "org.mesascope.kernel.", "jdk.jshell.", "jdk.internal.reflect.", "java.lang.reflect.");
  private static final int LONGEST = 50;
  private static final int HEAD = 30;

  private final Places places;

  StackLines(Places places) {
    this.places = places;
  }

  /** The failure of code that threw. */
  Failure describe(JShellException exception) {
    List<String> lines = new ArrayList<>();
    append(lines, exception, new StackTraceElement[0], "");
    return new Failure(name(exception), message(exception), shortened(lines));
  }

  private void append(
      List<String> lines, Throwable exception, StackTraceElement[] outer, String prefix) {
    String message = message(exception);
    lines.add(prefix + name(exception) + (message.isEmpty() ? "" : ": " + message));
    StackTraceElement[] frames = exception.getStackTrace();
    int own = frames.length;
    for (int o = outer.length; own > 0 && o > 0 && frames[own - 1].equals(outer[o - 1]); o--) {
      own--;
    }
    Arrays.stream(frames)
        .limit(Math.max(own, Math.min(1, frames.length)))
        .forEach(f -> append(lines, f));
    if (exception.getCause() != null) {
      append(lines, exception.getCause(), frames, "Caused by: ");
    }
  }

  private void append(List<String> lines, StackTraceElement frame) {
    String owner = readable(frame.getClassName());
    String file = frame.getFileName();
    Place place = file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
    if (place == null) {
      if (HIDDEN.stream().noneMatch(owner::startsWith)) {
        lines.add("    at " + (file != null && file.startsWith("#") ? "evaluated code" : frame));
      }
      return;
    }
    String method = method(owner, frame.getMethodName());
    String where = place.line(frame.getLineNumber());
    lines.add(
        "    at "
            + (method.isEmpty() ? where : method + " (" + where + ")")
            + ": "
            + place.text(frame.getLineNumber()));
  }

  private static String method(String owner, @Nullable String name) {
    String method = name == null ? "" : name.startsWith("lambda$") ? "lambda" : name;
    return owner.isEmpty() || method.isEmpty() ? method : owner + "." + method;
  }

  private static String name(Throwable exception) {
    if (exception instanceof EvalException eval) {
      return readable(eval.getExceptionClassName());
    }
    return exception instanceof UnresolvedReferenceException
        ? "UnresolvedReferenceException"
        : readable(exception.getClass().getName());
  }

  private static String message(Throwable exception) {
    if (exception instanceof UnresolvedReferenceException unresolved) {
      return Definitions.name(unresolved.getSnippet()) + " uses a name that is not defined yet";
    }
    String message = exception.getMessage();
    return message == null ? "" : readable(message);
  }

  /** Names without the classes that JShell wraps around what a cell defines. */
  static String readable(String text) {
    return WRAPPER.matcher(text).replaceAll("");
  }

  private static List<String> shortened(List<String> lines) {
    if (lines.size() <= LONGEST) {
      return lines;
    }
    List<String> ends = new ArrayList<>(lines.subList(0, HEAD));
    int tail = LONGEST - HEAD - 1;
    ends.add("    … " + (lines.size() - HEAD - tail) + " more lines …");
    ends.addAll(lines.subList(lines.size() - tail, lines.size()));
    return ends;
  }
}
