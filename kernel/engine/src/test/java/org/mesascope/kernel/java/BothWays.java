package org.mesascope.kernel.java;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Notebook;

/** Two notebooks that are given the same cells: one compiles a cell as a whole, one by pieces. */
final class BothWays implements AutoCloseable {

  /** All that can be seen of one way a cell went. */
  record Seen(String outcome, String printed, String variables) {}

  private final JavaSession together = new JavaSession(true);
  private final JavaSession apart = new JavaSession(false);
  private final Set<String> names = new TreeSet<>();
  private int cells;

  /** Runs a cell in both notebooks; its words are looked for among the variables from now on. */
  Seen[] run(String cell) {
    names.addAll(Part.words(cell));
    cells++;
    return new Seen[] {run(together, cell), run(apart, cell)};
  }

  private Seen run(JavaSession session, String cell) {
    Notebook.install(session);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    String outcome;
    try {
      outcome = text(session.run(cell, "cell " + cells));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    List<String> mentioned = new ArrayList<>();
    StringBuilder types = new StringBuilder();
    for (String name : names) {
      Optional<String> type = session.declaredType(name);
      type.ifPresent(known -> types.append(known).append(' ').append(name).append("; "));
      if (type.isPresent() && Part.words(cell).contains(name)) {
        mentioned.add(name);
      }
    }
    return new Seen(
        outcome,
        plain(printed.toString(StandardCharsets.UTF_8)),
        types + values(session, mentioned));
  }

  private static String values(JavaSession session, List<String> names) {
    try {
      return names.isEmpty()
          ? ""
          : text(session.evaluate("new Object[] {" + String.join(", ", names) + "}"));
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.shows() ? "shows " + text(done.value()) : "done";
    }
    Failure failure = ((Outcome.Failed) outcome).failure();
    return plain(
        failure.name() + "\n" + failure.message() + "\n" + String.join("\n", failure.trace()));
  }

  private static String text(@Nullable Object value) {
    if (value != null && value.getClass().isArray()) {
      Object[] boxed = new Object[Array.getLength(value)];
      Arrays.setAll(boxed, i -> Array.get(value, i));
      return plain(Arrays.deepToString(boxed));
    }
    return plain(String.valueOf(value));
  }

  /** Without what differs between two runs of the same code: addresses and class numbers. */
  private static String plain(String text) {
    return text.replaceAll("REPL\\.\\$JShell\\$\\w+", "REPL")
        .replaceAll("\\$\\$Lambda[/$\\w]*", "Lambda")
        .replaceAll("@[0-9a-f]{4,}", "@");
  }

  @Override
  public void close() {
    together.close();
    apart.close();
  }
}
