package io.github.spencerpark.ijava.runtime;

/**
 * {@code display}, {@code render} and {@code updateDisplay}, where IJava has it: see {@link
 * org.mesascope.kernel.compat.Display}.
 */
public final class Display extends org.mesascope.kernel.compat.Display {
  private Display() {}
}
