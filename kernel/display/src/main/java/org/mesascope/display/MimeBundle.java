package org.mesascope.display;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One value in every form a front end may choose from, keyed by MIME type.
 *
 * <p>Text forms are {@link String}s, binary forms are Base64 {@link String}s, JSON forms are trees
 * of {@link Map}, {@link java.util.List}, {@link String}, {@link Number}, {@link Boolean}.
 *
 * @param data MIME type to content, in insertion order; always holds {@code text/plain}
 * @param metadata MIME type to hints (such as {@code width}), empty where there are none
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {

  public static final String TEXT = "text/plain";
  public static final String HTML = "text/html";
  public static final String MARKDOWN = "text/markdown";
  public static final String LATEX = "text/latex";
  public static final String SVG = "image/svg+xml";
  public static final String PNG = "image/png";
  public static final String JPEG = "image/jpeg";
  public static final String JSON = "application/json";

  /** Copies both maps; fails where {@code text/plain} is missing. */
  public MimeBundle {
    if (!(data.get(TEXT) instanceof String)) {
      throw new IllegalArgumentException(
          "a MimeBundle needs a text/plain String beside " + data.keySet());
    }
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A bundle of plain text alone: where every bundle starts. */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of(TEXT, Objects.requireNonNull(text, "text")), Map.of());
  }

  /** This bundle with one form more, or replaced. */
  public MimeBundle with(String mimeType, Object content) {
    Map<String, Object> all = new LinkedHashMap<>(data);
    all.put(mimeType, Objects.requireNonNull(content, mimeType));
    return new MimeBundle(all, metadata);
  }

  public MimeBundle withHtml(String html) {
    return with(HTML, html);
  }

  public MimeBundle withPng(byte[] png) {
    return with(PNG, Base64.getEncoder().encodeToString(png));
  }

  /** This bundle with a hint for one of its forms. */
  public MimeBundle withMetadata(String mimeType, Map<String, ?> hints) {
    Map<String, Object> all = new LinkedHashMap<>(metadata);
    all.put(mimeType, Map.copyOf(hints));
    return new MimeBundle(data, all);
  }

  /** The plain text form. */
  public String text() {
    return String.valueOf(data.get(TEXT));
  }
}
