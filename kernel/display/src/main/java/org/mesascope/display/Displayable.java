package org.mesascope.display;

/** A value that says itself what it looks like in a notebook. */
public interface Displayable {
  /**
   * Renders this value. The bundle always holds {@code text/plain}.
   *
   * @return every form a front end may choose from
   */
  MimeBundle toMimeBundle();
}
