package org.mesascope.kernel.render;

import java.util.List;
import org.mesascope.display.MimeBundle;

/** Text as text; on request, as whatever its author says it is. */
final class TextRenderer implements RequestRenderer<CharSequence> {

  @Override
  public MimeBundle render(CharSequence text) {
    return MimeBundle.text(PlainText.of(text));
  }

  @Override
  public MimeBundle render(CharSequence text, List<String> mimeTypes) {
    MimeBundle bundle = render(text);
    for (String type : mimeTypes) {
      bundle = bundle.with(type, text.toString());
    }
    return bundle;
  }
}
