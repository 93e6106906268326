package org.mesascope.display;

/** Renders values of a type that cannot implement {@link Displayable} itself. */
@FunctionalInterface
public interface Renderer<T> {

  /** Renders one value, which is never null. */
  MimeBundle render(T value);
}
