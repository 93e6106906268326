package org.mesascope.kernel.render;

import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;

/** The renderers of the JDK's own types. */
final class BuiltIn implements RendererProvider {

  private static final List<Class<?>> ARRAYS =
      List.of(
          boolean[].class,
          byte[].class,
          short[].class,
          char[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          Object[].class);

  private final Renderers renderers;

  BuiltIn(Renderers renderers) {
    this.renderers = renderers;
  }

  @Override
  public void register(Registry registry) {
    ARRAYS.forEach(type -> registry.add(type, Tables::array));
    registry.add(CharSequence.class, new TextRenderer());
    registry.add(Collection.class, Tables::collection);
    registry.add(Map.class, Tables::map);
    registry.add(Record.class, Tables::row);
    registry.add(Optional.class, this::optional);
    registry.add(BufferedImage.class, new ImageRenderer());
  }

  /** An optional shows as its content does, with text that says that it is one. */
  private MimeBundle optional(Optional<?> optional) {
    String text = PlainText.of(optional);
    return optional
        .map(content -> renderers.render(content).with(MimeBundle.TEXT, text))
        .orElseGet(() -> MimeBundle.text(text));
  }
}
