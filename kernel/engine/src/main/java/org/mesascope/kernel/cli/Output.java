package org.mesascope.kernel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err how it gets on, and what went wrong
 */
record Output(PrintWriter out, PrintWriter err) {

  static Output ofThisProcess() {
    return new Output(utf8(System.out), utf8(System.err));
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }

  /** Says how work gets on, at once. */
  void say(String line) {
    err.println(line);
    err.flush();
  }
}
