package org.mesascope.numeric;

import java.lang.reflect.InvocationTargetException;

/** Whether this JVM was started with {@code --add-modules jdk.incubator.vector}. */
final class VectorModule {

  private VectorModule() {}

  static boolean isPresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  static Loops loops() {
    return start("org.mesascope.numeric.VectorLoops", Loops.class);
  }

  static ParticleLoops particleLoops() {
    return start("org.mesascope.numeric.VectorParticleLoops", ParticleLoops.class);
  }

  /** By name, because only a JVM with the module can link the class. */
  private static <T> T start(String name, Class<T> type) {
    try {
      return Class.forName(name).asSubclass(type).getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(name + " does not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " is missing from this build", e);
    }
  }
}
