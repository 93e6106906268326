package org.mesascope.kernel.compat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Outlet;

/** Keeps what is shown, by id, while it is in force. */
public final class RecordingOutlet implements Outlet, AutoCloseable {

  public final Map<String, MimeBundle> shown = new LinkedHashMap<>();
  private final Outlet before = Outlet.install(this);

  @Override
  public synchronized void display(MimeBundle bundle, String id) {
    shown.put(id, bundle);
  }

  @Override
  public synchronized void update(MimeBundle bundle, String id) {
    if (shown.replace(id, bundle) == null) {
      throw new IllegalStateException("nothing was shown as " + id);
    }
  }

  @Override
  public void close() {
    Outlet.install(before);
  }
}
