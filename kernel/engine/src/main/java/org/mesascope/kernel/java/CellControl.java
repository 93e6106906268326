package org.mesascope.kernel.java;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what JShell compiled, on the calling thread, and keeps the value or the exception itself
 * where JShell keeps text.
 */
final class CellControl extends DirectExecutionControl {

  private static final int CAUSES = 20;

  private final CellLoader loader;
  private @Nullable Object value;
  private @Nullable Throwable thrown;

  CellControl(CellLoader loader) {
    super(loader);
    this.loader = loader;
  }

  @Override
  public String invoke(String className, String methodName) throws RunException, InternalException {
    value = null;
    thrown = null;
    Cell cell = Cell.current();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Method method = findClass(className).getDeclaredMethod(methodName);
      method.setAccessible(true);
      value = called(method, cell);
      thrown = null;
      return "";
    } catch (InvocationTargetException e) {
      throw asRunException(e.getCause() == null ? e : e.getCause());
    } catch (CellInterruptedError e) {
      throw asRunException(e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new InternalException(e.toString());
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static @Nullable Object called(Method method, @Nullable Cell cell)
      throws ReflectiveOperationException {
    if (cell == null) {
      return method.invoke(null);
    }
    cell.enterUserCode();
    try {
      return method.invoke(null);
    } finally {
      cell.leaveUserCode();
    }
  }

  /** The value of the last invocation; forgotten once taken. */
  @Nullable Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** What the last invocation threw, or null; forgotten once taken. */
  @Nullable Throwable takeThrown() {
    Throwable taken = thrown;
    thrown = null;
    return taken;
  }

  private RunException asRunException(Throwable cause) {
    thrown = cause;
    return converted(cause, CAUSES);
  }

  private static RunException converted(Throwable cause, int depth) {
    if (cause instanceof SPIResolutionException unresolved) {
      return new ResolutionException(unresolved.id(), unresolved.getStackTrace());
    }
    UserException converted =
        new UserException(message(cause), cause.getClass().getName(), cause.getStackTrace());
    Throwable next = cause.getCause();
    if (next != null && depth > 0) {
      converted.initCause(converted(next, depth - 1));
    }
    return converted;
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      return "(its getMessage() failed: " + e + ")";
    }
  }
}
