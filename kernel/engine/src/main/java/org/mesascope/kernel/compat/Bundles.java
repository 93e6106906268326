package org.mesascope.kernel.compat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.mesascope.display.MimeBundle;

/** Between JJava's display data and ours. */
final class Bundles {

  private static final Gson GSON = new Gson();

  private Bundles() {}

  /** JJava keeps the map to itself, and is made to be written as JSON: so it is read from that. */
  static MimeBundle bundle(DisplayData data) {
    JsonObject json = GSON.toJsonTree(data).getAsJsonObject();
    Map<String, Object> forms = map(json.get("data"));
    forms.putIfAbsent(MimeBundle.TEXT, String.join(", ", forms.keySet()));
    return new MimeBundle(forms, map(json.get("metadata")));
  }

  static DisplayData displayData(MimeBundle bundle) {
    DisplayData data = new DisplayData();
    bundle.data().forEach(data::putData);
    bundle.metadata().forEach(data::putMetaData);
    return data;
  }

  private static Map<String, Object> map(JsonElement object) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (object != null && object.isJsonObject()) {
      object
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> map.put(entry.getKey(), GSON.fromJson(entry.getValue(), Object.class)));
    }
    return map;
  }
}
