package org.mesascope.kernel.compat;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** An extension made for another kernel. */
public final class FailingExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    throw new NoClassDefFoundError("org/dflib/jjava/kernel/JavaKernel");
  }
}
