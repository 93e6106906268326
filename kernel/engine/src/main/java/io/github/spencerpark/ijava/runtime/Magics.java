package io.github.spencerpark.ijava.runtime;

/** Magics by method call, where IJava has it: see {@link org.mesascope.kernel.compat.Magics}. */
public final class Magics extends org.mesascope.kernel.compat.Magics {
  private Magics() {}
}
