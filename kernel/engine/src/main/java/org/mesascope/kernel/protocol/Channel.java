package org.mesascope.kernel.protocol;

/** The four channels that carry Jupyter messages. The heartbeat carries bytes alone. */
public enum Channel {
  /** Requests that run code or ask about it, answered one after another. */
  SHELL,
  /** Requests that must not wait behind running code: interrupt, shutdown. */
  CONTROL,
  /** What the kernel publishes to every front end: output, results, status. */
  IOPUB,
  /** The kernel asks, the front end answers. */
  STDIN
}
