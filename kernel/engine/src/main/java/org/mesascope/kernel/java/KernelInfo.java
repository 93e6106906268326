package org.mesascope.kernel.java;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Json;

/** Who this kernel is. */
final class KernelInfo {

  /** The protocol's optional parts that this kernel has; the debugger is not among them. */
  private static final List<String> FEATURES = List.of("kernel subshells");

  private KernelInfo() {}

  /** The content of a {@code kernel_info_reply}. */
  static JsonObject reply() {
    String implementation = KernelInfo.class.getPackage().getImplementationVersion();
    String version = implementation == null ? "development" : implementation;
    JsonObject reply = new JsonObject();
    reply.addProperty("status", "ok");
    reply.addProperty("protocol_version", Header.PROTOCOL_VERSION);
    reply.addProperty("implementation", "mesascope");
    reply.addProperty("implementation_version", version);
    reply.add("language_info", language());
    reply.addProperty(
        "banner",
        "Mesascope %s: Java %s (%s)"
            .formatted(version, Runtime.version(), System.getProperty("java.vendor")));
    reply.addProperty("debugger", false);
    reply.add("supported_features", Json.of(FEATURES));
    reply.add("help_links", helpLinks());
    return reply;
  }

  private static JsonObject language() {
    JsonObject language = new JsonObject();
    language.addProperty("name", "java");
    language.addProperty("version", Runtime.version().toString());
    language.addProperty("mimetype", "text/x-java-source");
    language.addProperty("file_extension", ".jshell");
    language.addProperty("pygments_lexer", "java");
    language.addProperty("codemirror_mode", "java");
    language.addProperty("nbconvert_exporter", "script");
    return language;
  }

  private static JsonArray helpLinks() {
    int feature = Runtime.version().feature();
    return Json.of(
            List.of(
                Map.of(
                    "text", "Java " + feature + " API",
                    "url", "https://docs.oracle.com/en/java/javase/" + feature + "/docs/api/"),
                Map.of(
                    "text",
                    "Java language",
                    "url",
                    "https://docs.oracle.com/javase/specs/jls/se" + feature + "/html/")))
        .getAsJsonArray();
  }
}
