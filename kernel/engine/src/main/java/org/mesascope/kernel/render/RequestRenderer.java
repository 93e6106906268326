package org.mesascope.kernel.render;

import java.util.List;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Renderer;

/** A renderer that can make forms on request which it does not make unasked. */
public interface RequestRenderer<T> extends Renderer<T> {

  /** Renders a value in the MIME types asked for, beside {@code text/plain}. */
  MimeBundle render(T value, List<String> mimeTypes);
}
