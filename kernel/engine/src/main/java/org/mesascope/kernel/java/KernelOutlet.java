package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Outlet;
import org.mesascope.kernel.protocol.Json;

/** Shows what code displays in the cell that the displaying thread works for. */
final class KernelOutlet implements Outlet {

  private final Iopub iopub;

  KernelOutlet(Iopub iopub) {
    this.iopub = iopub;
  }

  @Override
  public void display(MimeBundle bundle, String id) {
    iopub.publish(Cell.current(), "display_data", content(bundle, id));
  }

  @Override
  public void update(MimeBundle bundle, String id) {
    iopub.publish(Cell.current(), "update_display_data", content(bundle, id));
  }

  @Override
  public void clear(boolean wait) {
    JsonObject content = new JsonObject();
    content.addProperty("wait", wait);
    iopub.publish(Cell.current(), "clear_output", content);
  }

  @Override
  public Object scope() {
    Cell cell = Cell.current();
    return cell == null ? this : cell;
  }

  private static JsonObject content(MimeBundle bundle, String id) {
    JsonObject content = content(bundle);
    JsonObject transientData = new JsonObject();
    transientData.addProperty("display_id", id);
    content.add("transient", transientData);
    return content;
  }

  /** The fields {@code data} and {@code metadata} of anything shown. */
  static JsonObject content(MimeBundle bundle) {
    JsonObject content = new JsonObject();
    content.add("data", Json.of(bundle.data()));
    content.add("metadata", Json.of(bundle.metadata()));
    return content;
  }
}
