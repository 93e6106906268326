package org.mesascope.kernel.render;

import org.mesascope.display.RendererProvider;

/** Found by ServiceLoader in the tests, and of no use. */
public final class FailingProvider implements RendererProvider {
  @Override
  public void register(Registry registry) {
    throw new IllegalStateException("FailingProvider has nothing to give");
  }
}
