package org.mesascope.kernel.comm;

/** Takes the comms that front ends open under a name. */
@FunctionalInterface
public interface CommTarget {

  /** A front end opened a comm; {@code opening} is what it said with it. */
  void opened(Comm comm, CommMessage opening);
}
