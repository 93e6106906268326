package org.mesascope.kernel.compat;

import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommFactory;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;

/** Says that extensions cannot open comms, where JJava would fail on a missing channel. */
final class NoComms extends CommManager {
  @Override
  public <T extends Comm> T openComm(String target, CommFactory<T> factory) {
    throw new UnsupportedOperationException(
        "extensions cannot open comms here; the target was '" + target + "'");
  }
}
