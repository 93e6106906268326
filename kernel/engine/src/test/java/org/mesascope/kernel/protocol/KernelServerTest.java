package org.mesascope.kernel.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class KernelServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A kernel that knows one language: it repeats what it is told, as many times as asked. */
  private static final class Parrot implements KernelServer.Requests {
    private final KernelServer server;
    private volatile int repeat = 1;

    Parrot(ConnectionFile file) throws IOException {
      server = KernelServer.bind(file, "parrot");
      server.start(this);
    }

    @Override
    public void receive(Channel channel, Message message) {
      JsonObject content = new JsonObject();
      content.addProperty("status", "ok");
      if (message.type().equals("execute_request")) {
        for (int i = 0; i < repeat; i++) {
          publish(message, "stream", "text", i + message.content().get("code").getAsString());
        }
      }
      if (!message.type().equals("ignored")) {
        String reply = message.type().replace("_request", "_reply");
        server.send(channel, message.reply(Header.now("parrot", "kernel", reply), content));
        publish(message, "status", "execution_state", "idle");
      }
    }

    private void publish(Message cause, String type, String field, String value) {
      JsonObject content = new JsonObject();
      content.addProperty(field, value);
      Header header = Header.now("parrot", "kernel", type);
      server.send(Channel.IOPUB, Message.broadcast(header, cause.header(), content));
    }
  }

  @Test
  void freePortsDifferAndAreNoNearEndsOfConnections() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    assertThat(
            List.of(
                file.shellPort(),
                file.iopubPort(),
                file.stdinPort(),
                file.controlPort(),
                file.heartbeatPort()))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 10_000 && port < 32_768);
  }

  @Test
  void requestsOutputAndHeartbeatsCross() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    try (var client = KernelClient.connect(file)) {
      assertThat(client.isAlive(Duration.ofMillis(100))).as("nobody listens yet").isFalse();
      try (var server = new Parrot(file).server) {
        client.awaitReady(LIMIT);
        List<String> types = Collections.synchronizedList(new ArrayList<>());
        Message reply =
            client
                .execute(ExecuteRequest.cell("hello"), m -> types.add(m.type()))
                .get(10, TimeUnit.SECONDS);
        assertThat(reply.type()).isEqualTo("execute_reply");
        assertThat(types).containsExactly("stream", "status");
        assertThat(client.isAlive(LIMIT)).isTrue();
        assertThat(client.interrupt(LIMIT)).isTrue();
        assertThatThrownBy(
                () ->
                    client.request(
                        Channel.SHELL, "ignored", new JsonObject(), Duration.ofMillis(50)))
            .isInstanceOf(TimeoutException.class)
            .hasMessageContaining("ignored");
        assertThat(server).isNotNull();
      }
    }
  }

  @Test
  void aConnectionThatStaysSilentIsMadeAnew() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    KernelClient client;
    Socket silent;
    try (ServerSocket mute = new ServerSocket()) {
      mute.setReuseAddress(true);
      mute.bind(new InetSocketAddress(file.ip(), file.heartbeatPort()));
      client = KernelClient.connect(file);
      silent = mute.accept();
    }
    try (client;
        silent;
        var server = new Parrot(file).server) {
      assertThat(client.isAlive(LIMIT)).isTrue();
      assertThat(silent.isClosed()).isFalse();
      assertThat(server).isNotNull();
    }
  }

  @Test
  void noOutputIsDroppedAndOrderHolds() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    Parrot parrot = new Parrot(file);
    try (var server = parrot.server;
        var client = KernelClient.connect(file)) {
      client.awaitReady(LIMIT);
      parrot.repeat = 50_000;
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      client
          .execute(
              ExecuteRequest.cell(""),
              m -> {
                if (m.type().equals("stream")) {
                  got.add(m.content().get("text").getAsString());
                }
              })
          .get(60, TimeUnit.SECONDS);
      assertThat(got).hasSize(50_000);
      for (int i = 0; i < got.size(); i++) {
        assertThat(got.get(i)).isEqualTo(String.valueOf(i));
      }
      assertThat(server).isNotNull();
    }
  }

  @Test
  void aClientWithAnotherKeyIsNotHeard() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    ConnectionFile wrong =
        new ConnectionFile(
            file.transport(),
            file.ip(),
            file.shellPort(),
            file.iopubPort(),
            file.stdinPort(),
            file.controlPort(),
            file.heartbeatPort(),
            "another key",
            file.signatureScheme());
    try (var server = new Parrot(file).server;
        var stranger = KernelClient.connect(wrong);
        var client = KernelClient.connect(file)) {
      assertThatThrownBy(() -> stranger.awaitReady(Duration.ofMillis(300)))
          .isInstanceOf(TimeoutException.class);
      client.awaitReady(LIMIT);
      assertThat(server).isNotNull();
    }
  }

  @Test
  void noFramesStopTheServer() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    Random random = new Random(7);
    try (var server = new Parrot(file).server;
        var client = KernelClient.connect(file);
        ZContext context = new ZContext()) {
      client.awaitReady(LIMIT);
      int[] ports = {file.shellPort(), file.controlPort(), file.stdinPort(), file.heartbeatPort()};
      for (int port : ports) {
        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
        socket.connect("tcp://127.0.0.1:" + port);
        for (int i = 0; i < 500; i++) {
          for (int left = random.nextInt(8); left >= 0; left--) {
            byte[] frame = new byte[random.nextInt(60)];
            random.nextBytes(frame);
            byte[] sent = random.nextInt(3) == 0 ? "<IDS|MSG>".getBytes(US_ASCII) : frame;
            socket.send(sent, left > 0 ? ZMQ.SNDMORE : 0);
          }
        }
      }
      assertThat(client.interrupt(LIMIT)).isTrue();
      assertThat(client.isAlive(LIMIT)).isTrue();
      client.request(Channel.SHELL, "kernel_info_request", new JsonObject(), LIMIT);
      assertThat(server).isNotNull();
    }
  }

  @Test
  void aTakenPortAndAMissingKeyAreRefused() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    try (var server = new Parrot(file).server) {
      assertThatThrownBy(() -> new Parrot(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("shell")
          .hasMessageContaining(String.valueOf(file.shellPort()));
      assertThat(server).isNotNull();
    }
    ConnectionFile open = new ConnectionFile("tcp", "127.0.0.1", 1, 2, 3, 4, 5, "", "hmac-sha256");
    assertThatThrownBy(() -> new Parrot(open))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mesascope.unsigned");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
  void itListensAtTheAddressGivenAndNowhereElse() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    int[] ports = {
      file.shellPort(), file.iopubPort(), file.stdinPort(), file.controlPort(), file.heartbeatPort()
    };
    InetAddress given = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    try (var server = new Parrot(file).server) {
      assertThat(server).isNotNull();
      for (int port : ports) {
        new Socket(given, port).close();
        assertThatThrownBy(() -> new Socket(other, port).close())
            .isInstanceOf(ConnectException.class);
      }
    }
  }

  @Test
  void ipcIsRefusedWithARemedy(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("kernel.json");
    Files.writeString(path, "{\"transport\": \"ipc\", \"ip\": \"/tmp/k\", \"shell_port\": 1}");
    assertThatThrownBy(() -> ConnectionFile.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("iopub_port");
    assertThatThrownBy(
            () -> new ConnectionFile("ipc", "/tmp/k", 1, 2, 3, 4, 5, "key", "hmac-sha256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KernelManager.transport=tcp");
  }

  @Test
  void aSubscriberIsWelcomedBeforeAnythingElse() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    Parrot parrot = new Parrot(file);
    try (var server = parrot.server;
        ZContext context = new ZContext()) {
      ZMQ.Socket socket = context.createSocket(SocketType.SUB);
      socket.setReceiveTimeOut(10_000);
      socket.setHandshakeIvl(1_000); // as KernelClient does, and says why
      socket.subscribe("kernel.status");
      socket.connect("tcp://127.0.0.1:" + file.iopubPort());
      List<String> frames = new ArrayList<>();
      do {
        frames.add(socket.recvStr());
      } while (socket.hasReceiveMore());
      assertThat(frames.get(0)).isEqualTo("kernel.status");
      assertThat(frames.get(3)).contains("iopub_welcome");
      assertThat(frames.get(6)).isEqualTo("{\"subscription\":\"kernel.status\"}");
      assertThat(server).isNotNull();
    }
  }

  @Test
  void connectionFilesArePrivateAndReadBack(@TempDir Path folder) throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    Path path = folder.resolve("kernel.json");
    file.write(path);
    assertThat(ConnectionFile.read(path)).isEqualTo(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(file.toString()).doesNotContain(file.key());

    Files.writeString(path, "{\"transport\": \"tcp\", \"shell_port\": 1}");
    assertThatThrownBy(() -> ConnectionFile.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("iopub_port");
  }
}
