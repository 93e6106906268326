package org.mesascope.kernel.compat;

import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Notebook;

/** The running kernel, as cells reach it. */
public class Kernel {

  /** For the class under IJava's name alone. */
  protected Kernel() {}

  /** Runs code in the scope of the cells, magics included, and returns its value. */
  public static @Nullable Object eval(String code) throws Exception {
    return Notebook.session().evaluate(code);
  }
}
