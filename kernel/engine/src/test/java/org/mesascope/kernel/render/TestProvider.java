package org.mesascope.kernel.render;

import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;

/** Found by ServiceLoader in the tests. */
public final class TestProvider implements RendererProvider {

  record Token(String name) {}

  private int registered;

  @Override
  public void register(Registry registry) {
    int load = ++registered;
    registry.add(Token.class, token -> MimeBundle.text("token " + token.name() + ", load " + load));
  }
}
