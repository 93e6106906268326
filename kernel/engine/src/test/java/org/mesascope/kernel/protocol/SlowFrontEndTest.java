package org.mesascope.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A front end that does not read holds up whoever makes output, and loses nothing of it. */
class SlowFrontEndTest {

  private static final int MEGABYTE = 1 << 20;
  private static final int SENT = 100;

  private static Message stream(int number) {
    JsonObject content = new JsonObject();
    content.addProperty("text", number + ":" + "x".repeat(MEGABYTE));
    return Message.broadcast(Header.now("s", "kernel", "stream"), null, content);
  }

  @Test
  void outputWaitsForItInBoundedMemoryAndComesWhole() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    try (KernelServer server = KernelServer.bind(file, "slow");
        ZContext context = new ZContext()) {
      server.start((channel, message) -> {});
      ZMQ.Socket slow = context.createSocket(SocketType.SUB);
      slow.setHWM(1);
      slow.setReceiveBufferSize(MEGABYTE);
      slow.setReceiveTimeOut(60_000);
      slow.setHandshakeIvl(1_000); // as KernelClient does, and says why
      slow.subscribe(new byte[0]);
      slow.connect("tcp://127.0.0.1:" + file.iopubPort());
      assertThat(text(slow)).as("the welcome").isEmpty();

      int ahead = 0;
      while (ahead < SENT && server.awaitRoom(500)) {
        server.send(Channel.IOPUB, stream(ahead++));
      }
      assertThat(ahead).as("MB made while nobody reads").isBetween(32, 90);
      for (int i = 0; i < SENT; i++) {
        assertThat(text(slow)).isEqualTo(String.valueOf(i));
        if (ahead < SENT && server.awaitRoom(1)) {
          server.send(Channel.IOPUB, stream(ahead++));
        }
      }
      assertThat(ahead).isEqualTo(SENT);
    }
  }

  /** The number at the start of the next message's text; empty where it has none. */
  private static String text(ZMQ.Socket socket) throws MalformedMessageException {
    String content = "";
    int frame = 0;
    do {
      byte[] bytes = socket.recv();
      assertThat(bytes).as("a frame in time").isNotNull();
      if (frame++ == 6) {
        content = new String(bytes, StandardCharsets.UTF_8);
      }
    } while (socket.hasReceiveMore());
    String text = Json.string(Json.parseObject(content), "text", "");
    return text.substring(0, Math.max(0, text.indexOf(':')));
  }
}
