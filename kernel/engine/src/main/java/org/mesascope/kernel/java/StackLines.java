package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.spi.SPIResolutionException;
import org.mesascope.kernel.java.Places.Line;
import org.mesascope.kernel.render.CellNames;

/**
 * Writes an exception's trace for a person: places are cells and lines, the kernel's own frames are
 * left out, causes are kept, and a long trace keeps both its ends.
 */
final class StackLines {

  private static final List<String> HIDDEN =
      List.of(
          "org.mesascope.kernel.", "jdk.jshell.", "jdk.internal.reflect.", "java.lang.reflect.");
  private static final int LONGEST = 50;
  private static final int HEAD = 30;
  private static final int CAUSES = 20;

  /** Causes and suppressed exceptions may form rings: nobody reads on for so many lines. */
  private static final int ENOUGH = 10_000;

  private final Places places;

  StackLines(Places places) {
    this.places = places;
  }

  /** The failure of code that threw. */
  Failure describe(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    append(lines, thrown, new StackTraceElement[0], "", CAUSES);
    return new Failure(name(thrown), message(thrown), shortened(lines));
  }

  private void append(
      List<String> lines, Throwable thrown, StackTraceElement[] outer, String prefix, int causes) {
    String message = message(thrown);
    boolean known = !(thrown instanceof SPIResolutionException); // JShell throws it for a method
    lines.add(prefix + name(thrown) + (message.isEmpty() ? "" : ": " + message));
    StackTraceElement[] frames = thrown.getStackTrace();
    int end = frames.length;
    while (end > 0 && !Places.isOfCell(frames[end - 1].getClassName())) {
      end--; // below the cell there is the kernel alone
    }
    frames = end == 0 ? frames : Arrays.copyOf(frames, end);
    int own = frames.length;
    for (int o = outer.length; own > 0 && o > 0 && frames[own - 1].equals(outer[o - 1]); o--) {
      own--;
    }
    Arrays.stream(frames)
        .limit(Math.max(own, Math.min(1, frames.length)))
        .filter(frame -> known || places.line(frame) != null)
        .forEach(f -> append(lines, f));
    if (causes > 0 && lines.size() < ENOUGH) {
      for (Throwable suppressed : thrown.getSuppressed()) {
        append(lines, suppressed, frames, "Suppressed: ", causes - 1);
      }
    }
    if (thrown.getCause() != null && causes > 0 && lines.size() < ENOUGH) {
      append(lines, thrown.getCause(), frames, "Caused by: ", causes - 1);
    }
  }

  private void append(List<String> lines, StackTraceElement frame) {
    String owner = CellNames.readable(frame.getClassName());
    Line line = places.line(frame);
    if (line != null) {
      String method = method(owner, frame.getMethodName());
      String where = line.place().line(line.number());
      lines.add(
          "    at "
              + (method.isEmpty() ? where : method + " (" + where + ")")
              + ": "
              + line.place().text(line.number()));
    } else if (Places.isOfCell(frame.getClassName())) {
      if (frame.getLineNumber() > 1 && !frame.getMethodName().startsWith(UnitSource.METHOD)) {
        lines.add("    at evaluated code");
      }
    } else if (HIDDEN.stream().noneMatch(owner::startsWith)) {
      lines.add("    at " + frame);
    }
  }

  private static String method(String owner, String name) {
    String method =
        name.startsWith("lambda$") ? "lambda" : name.startsWith(UnitSource.METHOD) ? "" : name;
    boolean bare = owner.isEmpty() || method.isEmpty() || owner.startsWith("REPL.");
    return bare ? method : owner + "." + method;
  }

  private static String name(Throwable thrown) {
    return thrown instanceof SPIResolutionException
        ? "UnresolvedReferenceException"
        : CellNames.readable(thrown.getClass().getName());
  }

  private String message(Throwable thrown) {
    if (thrown instanceof SPIResolutionException unresolved) {
      return places.unresolved(unresolved.id());
    }
    try {
      String message = thrown.getMessage();
      return message == null ? "" : CellNames.readable(message);
    } catch (RuntimeException | StackOverflowError e) {
      return "(its getMessage() failed: " + e + ")";
    }
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
