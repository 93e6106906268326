package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.LineMagic;
import org.mesascope.kernel.magic.Session;
import org.mesascope.kernel.protocol.Json;

/** {@code %doc Math.max}: shows what an inspection of the name would, in the front end's pager. */
final class DocMagic implements LineMagic {

  private final Assistance assistance;

  DocMagic(Assistance assistance) {
    this.assistance = assistance;
  }

  @Override
  public @Nullable Object run(Session session, Arguments arguments) {
    String name = arguments.raw();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("expected a name, such as Math.max");
    }
    JsonObject found = assistance.describe(name);
    if (!Json.bool(found, "found", false)) {
      throw new IllegalArgumentException("nothing is known of '" + name + "'");
    }
    Cell cell = Cell.current();
    if (cell != null) {
      cell.page(Json.object(found, "data"));
    }
    return null;
  }
}
