package org.mesascope.kernel.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * What {@link CellWeaver} makes cells call. Public only because cells live in a loader of their
 * own.
 *
 * <p>A check costs next to nothing while no cell is being cancelled: it reads a call site whose
 * target the compiler takes for a constant, and recompiles when the target changes.
 */
public final class CancelChecks {

  private static final MethodHandle NOTHING =
      MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle STOP = stop();
  private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
  private static final MethodHandle CHECK = SITE.dynamicInvoker();

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

  static void arm() {
    point(STOP);
  }

  static void disarm() {
    if (SITE.getTarget() != NOTHING) {
      point(NOTHING);
    }
  }

  private static void point(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
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
