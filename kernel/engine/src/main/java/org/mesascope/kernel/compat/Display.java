package org.mesascope.kernel.compat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Outlet;
import org.mesascope.kernel.magic.Notebook;

/** {@code display}, {@code render} and {@code updateDisplay}, as cells call them. */
public class Display {

  /** For the class under IJava's name alone. */
  protected Display() {}

  /** What a value shows as. As a cell's last expression it becomes the cell's result. */
  public static MimeBundle render(@Nullable Object value) {
    return Notebook.session().renderers().render(value);
  }

  /**
   * What a value shows as in the MIME types asked for, beside {@code text/plain}. A string is taken
   * to be in those types already; a type that another value has no form for is left out.
   */
  public static MimeBundle render(@Nullable Object value, String... mimeTypes) {
    return Notebook.session().renderers().render(value, mimeTypes);
  }

  /**
   * Shows a value.
   *
   * @return the id by which {@link #updateDisplay} finds it again
   */
  public static String display(@Nullable Object value) {
    return show(render(value));
  }

  /** Shows a value in the MIME types asked for; see {@link #render(Object, String...)}. */
  public static String display(@Nullable Object value, String... mimeTypes) {
    return show(render(value, mimeTypes));
  }

  /** Replaces what was shown under an id. */
  public static void updateDisplay(String id, @Nullable Object value) {
    Outlet.current().update(render(value), id);
  }

  /** Replaces what was shown under an id, in the MIME types asked for. */
  public static void updateDisplay(String id, @Nullable Object value, String... mimeTypes) {
    Outlet.current().update(render(value, mimeTypes), id);
  }

  /** Takes back all that the cell has shown. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /** Takes back all that the cell has shown; where {@code wait}, once it shows something new. */
  public static void clearOutput(boolean wait) {
    Outlet.current().clear(wait);
  }

  private static String show(MimeBundle bundle) {
    String id = UUID.randomUUID().toString();
    Outlet.current().display(bundle, id);
    return id;
  }
}
