package org.mesascope.kernel.java;

/** What a cell gets that tries to end the Java process, and with it every variable. */
public final class ExitRefusedError extends Error {
  private static final long serialVersionUID = 1L;

  ExitRefusedError(int status) {
    super(
        "exit("
            + status
            + ") would end the kernel and lose its variables;"
            + " shut it down or restart it from the notebook's menu instead");
  }
}
