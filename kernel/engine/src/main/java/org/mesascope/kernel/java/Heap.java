package org.mesascope.kernel.java;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the heap after a cell ran out of it: a reserve, given up to speak of a full heap
 * and to compile the cell that mends it.
 *
 * <p>The reserve grows with the heap, because not all that is given up can be used. The serial
 * collector packs what lives into the old generation, then into eden, and the rest into a survivor
 * space, in which nothing can be allocated (JDK 25); what becomes free empties that space first. A
 * survivor space is a thirtieth of the heap: a tenth of the young generation, which is a third.
 */
final class Heap {

  private static final int ROOM_BYTES = 8 << 20;
  private static final int SURVIVORS = 30;
  private static final int PLENTY = 4;
  private static final long PAUSE_MILLIS = 500;
  private static final double FULL = 0.8;
  private static final int MEGABYTE = 1 << 20;

  private static final ReferenceQueue<Object> collections = new ReferenceQueue<>();

  /** Enqueued by the next collection, as nothing holds what it refers to. */
  @SuppressWarnings("UnusedVariable")
  private static @Nullable PhantomReference<Object> nextCollection;

  private static final List<byte[]> reserve = new ArrayList<>(64);
  private static long held;
  private static boolean released;

  private Heap() {}

  /** Holds memory back, from now on and as the heap grows. Call it early and once. */
  static void guard() {
    fit();
    Thread thread = new Thread(Heap::follow, "heap reserve");
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets the reserve follow the heap, which grows and empties only when something is collected. */
  private static void follow() {
    while (true) {
      try {
        nextCollection = new PhantomReference<>(new Object(), collections);
        collections.remove();
        fit();
      } catch (OutOfMemoryError e) {
        pause(); // a cell fills the heap: it will be told, and has what was held back before
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds as much back as the heap's size asks for, unless it was given up and is still needed. */
  private static synchronized void fit() {
    Runtime runtime = Runtime.getRuntime();
    long wanted = ROOM_BYTES + runtime.totalMemory() / SURVIVORS;
    long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    released &= left < PLENTY * wanted;
    if (held > 2 * wanted) {
      drop();
    }
    if (!released && wanted - held > MEGABYTE) {
      byte[] block = new byte[(int) Math.min(wanted - held, Integer.MAX_VALUE / 2)];
      reserve.add(block);
      held += block.length;
    }
  }

  private static void drop() {
    reserve.clear();
    held = 0;
  }

  /** Gives the reserve up. */
  static synchronized void release() {
    released = true;
    drop();
  }

  /**
   * What to tell where the heap is still full once all is collected that nothing holds; empty where
   * it is not.
   */
  static synchronized Optional<String> exhausted() {
    release();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    if (used < FULL * runtime.maxMemory()) {
      fit();
      return Optional.empty();
    }
    // No formatter: it would load the data of a locale, for which there is no room now.
    StringBuilder text = new StringBuilder("the heap stays full (");
    text.append(used / MEGABYTE).append(" of ").append(runtime.maxMemory() / MEGABYTE);
    text.append(" MB): set what holds it to null, or restart the kernel");
    return Optional.of(text.toString());
  }
}
