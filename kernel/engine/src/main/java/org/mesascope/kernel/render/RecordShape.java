package org.mesascope.kernel.render;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class, read by their accessors.
 *
 * @param names component names in order
 * @param accessors their accessors
 * @param isWritten whether its {@code toString} is surely its author's: javac makes those that it
 *     generates final, which hardly anybody writes in a class that is final
 */
record RecordShape(List<String> names, List<Method> accessors, boolean isWritten) {

  static RecordShape of(Class<?> type) {
    List<String> names = new ArrayList<>();
    List<Method> accessors = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      // A record of a JDK module that is not open shows by its own toString.
      if (accessor.trySetAccessible()) {
        names.add(component.getName());
        accessors.add(accessor);
      }
    }
    return new RecordShape(List.copyOf(names), List.copyOf(accessors), isWritten(type));
  }

  private static boolean isWritten(Class<?> type) {
    try {
      return !Modifier.isFinal(type.getMethod("toString").getModifiers());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has a toString", e);
    }
  }

  @Nullable Object get(Record row, int component) {
    try {
      return accessors.get(component).invoke(row);
    } catch (InvocationTargetException e) {
      return "(" + names.get(component) + "() failed: " + e.getCause() + ")";
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(names.get(component) + " was made accessible", e);
    }
  }
}
