package io.github.spencerpark.ijava;

import org.mesascope.kernel.compat.JJavaKernel;
import org.mesascope.kernel.compat.Kernel;

/** The running kernel, where IJava has it. */
public final class IJava {
  private IJava() {}

  /** See {@link Kernel#getKernelInstance()}. */
  public static JJavaKernel getKernelInstance() {
    return Kernel.getKernelInstance();
  }
}
