package org.mesascope.kernel.compat;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagic;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagic;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Magics;

/** Registers magics that are annotated methods, as IJava does. */
public final class AnnotatedMagics {

  private final Magics magics;

  AnnotatedMagics(Magics magics) {
    this.magics = magics;
  }

  /** Registers the annotated static methods of a class. */
  public void registerMagics(Class<?> type) {
    register(type, null);
  }

  /** Registers the annotated methods of an object. */
  public void registerMagics(Object object) {
    register(object.getClass(), object);
  }

  private void register(Class<?> type, @Nullable Object object) {
    for (Method method : type.getMethods()) {
      if (object == null && !Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      LineMagic line = method.getAnnotation(LineMagic.class);
      if (line != null) {
        for (String name : names(line.value(), line.aliases(), method)) {
          magics.line(name, (session, args) -> called(method, object, args.words()));
        }
      }
      CellMagic cell = method.getAnnotation(CellMagic.class);
      if (cell != null) {
        for (String name : names(cell.value(), cell.aliases(), method)) {
          magics.cell(name, (session, args, body) -> called(method, object, args.words(), body));
        }
      }
    }
  }

  private static List<String> names(String name, String[] aliases, Method method) {
    List<String> names = new ArrayList<>(List.of(aliases));
    names.add(name.isEmpty() ? method.getName() : name);
    return names;
  }

  private static @Nullable Object called(
      Method method, @Nullable Object object, Object... arguments) throws Exception {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
