package org.mesascope.kernel.compat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.Notebook;

/** Magics by method call, as cells make them. */
public class Magics {

  /** For the class under IJava's name alone. */
  protected Magics() {}

  /** Runs {@code %name args…} and returns its value, whose type is the caller's to know. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // IJava's signature
  public static <T> @Nullable T lineMagic(String name, List<String> args) {
    return Notebook.<T>line(name, Arguments.of(args));
  }

  /** Runs a {@code %%name args…} cell and returns its value, whose type is the caller's to know. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // IJava's signature
  public static <T> @Nullable T cellMagic(String name, List<String> args, String body) {
    return Notebook.<T>cell(name, Arguments.of(args), body);
  }
}
