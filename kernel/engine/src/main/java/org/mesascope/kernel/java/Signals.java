package org.mesascope.kernel.java;

import java.lang.reflect.Proxy;
import org.mesascope.kernel.protocol.Log;

/** Turns SIGINT, which would end the process, into an interrupt of the running cell. */
final class Signals {

  private Signals() {}

  /**
   * Handles SIGINT. The JDK's class for it is not in the Java API, so it is reached by reflection;
   * where it is missing, the signal keeps its meaning.
   */
  static void onInterrupt(JavaKernel kernel) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  kernel.interrupt();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handlerType)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    } catch (ReflectiveOperationException e) {
      Log.warn("SIGINT will end this kernel: " + e);
    }
  }
}
