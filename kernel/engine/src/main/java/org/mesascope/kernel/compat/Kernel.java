package org.mesascope.kernel.compat;

import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Notebook;

/** The running kernel, as cells reach it. */
public class Kernel {

  /** For the class under IJava's name alone. */
  protected Kernel() {}

  /** The running kernel, for its renderer, magics and class path; as IJava names it. */
  public static JJavaKernel getKernelInstance() {
    return JJavaKernel.of(Notebook.session());
  }

  /** The running kernel; as JJava names it. */
  public static JJavaKernel kernel() {
    return getKernelInstance();
  }

  /** {@link java.io.PrintStream#printf} on the cell's output. */
  public static void printf(String format, @Nullable Object... args) {
    System.out.printf(format, args);
  }

  /** Runs code in the scope of the cells, magics included, and returns its value. */
  public static @Nullable Object eval(String code) throws Exception {
    return Notebook.session().evaluate(code);
  }
}
