package org.mesascope.kernel.magic;

import org.jspecify.annotations.Nullable;

/** A command on a line of its own, or to the right of an equals sign: {@code %name arguments}. */
@FunctionalInterface
public interface LineMagic {

  /**
   * Runs the command.
   *
   * @return the value that {@code var x = %name …} assigns, or null
   */
  @Nullable Object run(Session session, Arguments arguments) throws Exception;

  /** Whether the value shows as the cell's result where the command is a line of its own. */
  default boolean showsValue() {
    return false;
  }
}
