package org.mesascope.kernel.java;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of the heap after a cell ran out of it. */
final class Heap {

  private static final int RESERVE_BYTES = 8 << 20;
  private static final double FULL = 0.8;
  private static final int MEGABYTE = 1 << 20;

  @SuppressWarnings("UnusedVariable") // it is there to be given up
  private static byte @Nullable [] reserve;

  private Heap() {}

  /**
   * Holds memory back, so that there is room to speak of a full heap, and to compile the cell that
   * mends it. Call it early.
   */
  static synchronized void reserve() {
    reserve = new byte[RESERVE_BYTES];
  }

  /** Holds memory back again if it was given up and there is plenty. */
  static synchronized void renewReserve() {
    Runtime runtime = Runtime.getRuntime();
    long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (reserve == null && left > 8L * RESERVE_BYTES) {
      reserve();
    }
  }

  /** Gives the reserve up. */
  static synchronized void release() {
    reserve = null;
  }

  /**
   * What to tell where the heap is still full once all is collected that nothing holds; empty, and
   * the reserve renewed, where it is not.
   */
  static synchronized Optional<String> exhausted() {
    release();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    if (used < FULL * runtime.maxMemory()) {
      reserve();
      return Optional.empty();
    }
    // No formatter: it would load the data of a locale, for which there is no room now.
    StringBuilder text = new StringBuilder("the heap stays full (");
    text.append(used / MEGABYTE).append(" of ").append(runtime.maxMemory() / MEGABYTE);
    text.append(" MB): set what holds it to null, or restart the kernel");
    return Optional.of(text.toString());
  }
}
