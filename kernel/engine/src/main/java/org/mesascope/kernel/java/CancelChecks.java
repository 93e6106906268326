package org.mesascope.kernel.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CellWeaver} makes cells call. Public only because cells live in a loader of their
 * own.
 *
 * <p>A check costs next to nothing while no cell is being cancelled: it reads a call site whose
 * target the compiler takes for a constant, and recompiles when the target changes. Checks stay
 * armed for ten seconds after a cell was cancelled, and for as long as it runs: a thread that it
 * left may sleep while the next cells run, and is to stop when it wakes.
 */
public final class CancelChecks {

  private static final MethodHandle NOTHING =
      MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle STOP = stop();
  private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
  private static final MethodHandle CHECK = SITE.dynamicInvoker();
  private static final long ARMED_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_AGAIN_MILLIS = 500;

  private static long armedAt;
  private static @Nullable Thread disarming;

  private CancelChecks() {}

  /** Stands at every backward jump and at the start of every method of a cell. */
  public static void check() throws Throwable {
    CHECK.invokeExact();
  }

  /** Stands where a cell says {@code System.exit} or {@code Runtime.halt}. */
  @SuppressWarnings("DoNotCallSuggester") // woven calls are its purpose
  public static void exit(int status) {
    throw new ExitRefusedError(status);
  }

  /** Stands where a cell says {@code runtime.exit} or {@code runtime.halt}. */
  @SuppressWarnings("DoNotCallSuggester") // as above
  public static void exit(Runtime runtime, int status) {
    throw new ExitRefusedError(status);
  }

  /** Makes checks look whether their cell is cancelled. */
  static synchronized void arm() {
    armedAt = System.nanoTime();
    point(STOP);
    if (disarming == null) {
      Thread thread = new Thread(null, CancelChecks::disarm, "mesascope-checks", 0, false);
      thread.setDaemon(true);
      thread.start();
      disarming = thread;
    }
  }

  private static void disarm() {
    try {
      while (!disarmed()) {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Disarms if it is time: as long as {@link #arm} waits for this, no cancelled cell is missed. */
  private static synchronized boolean disarmed() {
    if (System.nanoTime() - armedAt < ARMED_NANOS
        || Cell.running().stream().anyMatch(Cell::isCancelled)) {
      return false;
    }
    point(NOTHING);
    disarming = null;
    return true;
  }

  private static void point(MethodHandle target) {
    if (SITE.getTarget() != target) {
      SITE.setTarget(target);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }

  @SuppressWarnings("UnusedMethod") // called through STOP
  private static void stopIfCancelled() {
    Cell cell = Cell.current();
    if (cell != null) {
      cell.stopIfCancelled();
    }
  }

  private static MethodHandle stop() {
    try {
      return MethodHandles.lookup()
          .findStatic(CancelChecks.class, "stopIfCancelled", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
