package org.mesascope.kernel.render;

import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;

/** Found by ServiceLoader in the tests. */
public final class TestProvider implements RendererProvider {

  record Token(String name) {}

  @Override
  public void register(Registry registry) {
    registry.add(Token.class, token -> MimeBundle.text("token " + token.name()));
  }
}
