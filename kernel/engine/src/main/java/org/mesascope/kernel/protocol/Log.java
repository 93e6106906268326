package org.mesascope.kernel.protocol;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The kernel's own log: the process's standard error, past whatever {@code System.err} was set to.
 */
public final class Log {

  private static final PrintStream STDERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private Log() {}

  /** One line, for whoever runs the kernel. */
  public static void warn(String line) {
    STDERR.println("[mesascope] " + line);
  }

  /** One line and where it came from. */
  public static void warn(String line, Throwable cause) {
    synchronized (STDERR) {
      warn(line);
      cause.printStackTrace(STDERR);
    }
  }
}
