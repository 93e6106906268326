package org.mesascope.numeric;

import java.lang.reflect.InvocationTargetException;

/** Whether this JVM was started with {@code --add-modules jdk.incubator.vector}. */
final class VectorModule {

  private VectorModule() {}

  static boolean isPresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** By name, because only a JVM with the module can link the class. */
  static Loops loops() {
    try {
      return Class.forName("org.mesascope.numeric.VectorLoops")
          .asSubclass(Loops.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the vector loops do not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the vector loops are missing from this build", e);
    }
  }
}
