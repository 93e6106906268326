package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.List;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.KernelServer;
import org.mesascope.kernel.protocol.Message;

/** Answers requests, each framed by {@code busy} and {@code idle}. */
final class Replies {

  private final KernelServer server;
  private final Iopub iopub;
  private final String id;

  /**
   * @param id the session named in the headers
   */
  Replies(KernelServer server, Iopub iopub, String id) {
    this.server = server;
    this.iopub = iopub;
    this.id = id;
  }

  /** Answers a request that needs no work. */
  void answer(Channel channel, Message request, JsonObject content) {
    surround(request, () -> reply(channel, request, content));
  }

  /** Does the work of a request between {@code busy} and {@code idle}. */
  void surround(Message request, Runnable work) {
    iopub.status(request.header(), "busy");
    try {
      work.run();
    } finally {
      iopub.status(request.header(), "idle");
    }
  }

  void reply(Channel channel, Message request, JsonObject content) {
    String type = request.type().replaceFirst("_request$", "_reply");
    server.send(channel, request.reply(Header.now(id, "kernel", type), content));
  }

  static JsonObject ok() {
    JsonObject content = new JsonObject();
    content.addProperty("status", "ok");
    return content;
  }

  static JsonObject error(String name, String message) {
    JsonObject content = new Failure(name, message, List.of(message)).toJson();
    content.addProperty("status", "error");
    return content;
  }

  static JsonObject unknown(String type) {
    String debugger =
        type.equals("debug_request") ? ": the debugger has a kernelspec of its own" : "";
    return error("NotSupported", "this kernel does not answer " + type + debugger);
  }
}
