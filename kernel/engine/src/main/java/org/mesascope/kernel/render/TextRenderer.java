package org.mesascope.kernel.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mesascope.display.MimeBundle;

/**
 * Text as text; on request, as whatever its author says it is. A drawing in SVG is an HTML image
 * too: nbconvert strips the paths from bare SVG.
 */
final class TextRenderer implements RequestRenderer<CharSequence> {

  /** Its text is escaped already. */
  private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<\"]+)</title>");

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
    return mimeTypes.contains(MimeBundle.SVG) && !mimeTypes.contains(MimeBundle.HTML)
        ? drawing(bundle, text.toString())
        : bundle;
  }

  private static MimeBundle drawing(MimeBundle bundle, String svg) {
    Matcher title = TITLE.matcher(svg);
    String alt = title.find() ? title.group(1).strip() : "drawing";
    String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    return bundle
        .with(MimeBundle.TEXT, alt)
        .withHtml("<img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">".formatted(alt, data))
        .withMetadata(MimeBundle.SVG, Map.of("alt", alt));
  }
}
