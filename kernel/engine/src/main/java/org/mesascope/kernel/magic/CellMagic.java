package org.mesascope.kernel.magic;

import org.jspecify.annotations.Nullable;

/** A command that takes the rest of its cell: {@code %%name arguments}, then the body. */
@FunctionalInterface
public interface CellMagic {

  /**
   * Runs the command.
   *
   * @param body the lines of the cell below the command
   * @return the cell's value, or null
   */
  @Nullable Object run(Session session, Arguments arguments, String body) throws Exception;

  /** Whether the value shows as the cell's result. */
  default boolean showsValue() {
    return false;
  }
}
