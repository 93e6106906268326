package org.mesascope.kernel.java;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what JShell compiled, on the calling thread, and keeps the value or the exception itself
 * where JShell keeps text.
 */
final class CellControl extends DirectExecutionControl {

  private final CellLoader loader;
  private @Nullable Object value;
  private @Nullable Throwable thrown;
  private boolean declaring;

  CellControl(CellLoader loader) {
    super(loader);
    this.loader = loader;
  }

  @Override
  public String invoke(String className, String methodName) throws RunException, InternalException {
    if (declaring) {
      return "";
    }
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
    } catch (CellInterruptedError | OutOfMemoryError e) {
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
    } catch (OutOfMemoryError e) { // even wrapping the cell's own needs memory
      Heap.release();
      throw e;
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

  /**
   * Lets JShell declare variables under a name whose field lives in another class, and keeps its
   * value.
   *
   * @param home the class that has the field
   */
  <T> T naming(String name, String home, Supplier<T> declaration) {
    loader.nameFields(name, home);
    declaring = true;
    try {
      return declaration.get();
    } finally {
      declaring = false;
      loader.nameFields(null, null);
    }
  }

  /** JShell need only learn that it failed: the exception itself is taken from here. */
  private RunException asRunException(Throwable cause) {
    thrown = cause;
    if (cause instanceof OutOfMemoryError) {
      Heap.release();
    }
    return cause instanceof SPIResolutionException unresolved
        ? new ResolutionException(unresolved.id(), new StackTraceElement[0])
        : new UserException("", cause.getClass().getName(), new StackTraceElement[0]);
  }
}
