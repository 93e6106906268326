package org.mesascope.display;

/**
 * Adds renderers for other people's types. Found by {@link java.util.ServiceLoader}: name the
 * implementation in {@code META-INF/services/org.mesascope.display.RendererProvider}.
 */
public interface RendererProvider {

  /** Where renderers are added. The most specific type wins; among equals, the one added last. */
  interface Registry {
    <T> void add(Class<T> type, Renderer<? super T> renderer);
  }

  /** Adds this provider's renderers. */
  void register(Registry registry);
}
