package org.mesascope.kernel.java;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.mesascope.kernel.magic.Notebook;

/** A notebook in this process, without sockets. */
final class OneNotebook implements AutoCloseable {

  private final JavaSession session;
  private int cells;

  /**
   * @param together whether cells are compiled as one, or by pieces
   */
  OneNotebook(boolean together) {
    session = new JavaSession(together);
    Notebook.install(session);
  }

  /** What a cell printed on either stream, and below that the trace of its failure. */
  String run(String... lines) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      cells++;
      if (session.run(String.join("\n", lines), "cell " + cells) instanceof Outcome.Failed failed) {
        both.println(String.join("\n", failed.failure().trace()));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** The text of the last cell's value. */
  String shown(String code) {
    return session.run(code, "cell " + ++cells) instanceof Outcome.Done done
        ? session.renderers().render(done.value()).text()
        : "";
  }

  @Override
  public void close() {
    session.close();
  }
}
