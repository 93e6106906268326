package io.github.spencerpark.ijava.runtime;

/** The running kernel, where IJava has it: see {@link org.mesascope.kernel.compat.Kernel}. */
public final class Kernel extends org.mesascope.kernel.compat.Kernel {
  private Kernel() {}
}
