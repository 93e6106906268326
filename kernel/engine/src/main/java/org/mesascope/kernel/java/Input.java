package org.mesascope.kernel.java;

/** Asks whoever runs the notebook, from a cell. */
public final class Input {

  private Input() {}

  /**
   * Asks for a line.
   *
   * @throws InputNotAllowedException where nobody is there to answer, as in a headless run
   */
  public static String readLine(String prompt) {
    return Stdin.installed().ask(prompt, false);
  }

  /** Asks for a line that is not shown while it is typed; see {@link #readLine}. */
  public static String readPassword(String prompt) {
    return Stdin.installed().ask(prompt, true);
  }
}
