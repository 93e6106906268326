package org.mesascope.kernel.java;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.java.ChildKernel.Ran;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Malformed, wrongly signed, replayed and absurd messages, to every socket of a real kernel. {@code
 * -Dmesascope.fuzz=100000} sends as many; see CONTRIBUTING.
 */
class FuzzTest {

  private static final int MESSAGES = Integer.getInteger("mesascope.fuzz", 3_000);
  private static final List<String> TYPES =
      List.of(
          "kernel_info_request",
          "comm_info_request",
          "comm_open",
          "comm_msg",
          "comm_close",
          "history_request",
          "is_complete_request",
          "execute_request",
          "delete_subshell_request",
          "input_reply",
          "debug_request",
          "no_such_request");
  private static final List<String> VALUES =
      List.of(
          "null",
          "-1",
          "1e999",
          "0.5",
          "\"\"",
          "\"x\\u0000\\ud800\"",
          "[]",
          "{}",
          "[[[[{}]]]]",
          "true",
          "99999999999999999999",
          "{\"code\": {\"code\": 1}}");
  private static final List<String> FIELDS =
      List.of("code", "cursor_pos", "comm_id", "data", "n", "hist_access_type", "user_expressions");

  private final Random random = new Random(11);

  @Test
  void theKernelOutlivesThemAllAndLogsNoKey(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("stderr");
    try (ChildKernel kernel = new ChildKernel(Map.of(ChildKernel.STDERR, log.toString()));
        ZContext context = new ZContext()) {
      kernel.run("int kept = 42;");
      ConnectionFile file = kernel.connection;
      int[] ports = {file.shellPort(), file.controlPort(), file.stdinPort(), file.heartbeatPort()};
      List<ZMQ.Socket> sockets = new ArrayList<>();
      for (int port : ports) {
        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
        socket.setHWM(1_000);
        socket.setLinger(0);
        socket.connect("tcp://127.0.0.1:" + port);
        sockets.add(socket);
      }
      List<byte[]> last = List.of(new byte[0]);
      for (int i = 0; i < MESSAGES; i++) {
        ZMQ.Socket socket = sockets.get(random.nextInt(sockets.size()));
        last = random.nextInt(10) == 0 ? last : message(file.key());
        send(socket, last);
        if (i % 500 == 0) {
          rawBytes(ports[random.nextInt(ports.length)]);
          assertThat(kernel.client.isAlive(ChildKernel.LIMIT)).as("after " + i).isTrue();
        }
      }
      Ran kept = kernel.run("kept");
      while (kept.status().equals("aborted")) { // by the failure of a cell sent before
        kept = kernel.run("kept");
      }
      assertThat(kept.result()).isEqualTo("42");
      assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
      assertThat(kernel.process.isAlive()).isTrue();
      assertThat(Files.readString(log)).contains("dropped message").doesNotContain(file.key());
    }
  }

  private static void send(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  /** What no ZeroMQ peer would say. */
  private void rawBytes(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] bytes = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(bytes);
      socket.getOutputStream().write(bytes);
    } catch (java.net.SocketException e) {
      assertThat(e).as("the kernel hung up, as it may").hasMessageNotContaining("refused");
    }
  }

  private List<byte[]> message(String key) throws Exception {
    return switch (random.nextInt(5)) {
      case 0 -> garbage();
      case 1 -> signed(key, "{", "{}", "{}", "[1]");
      case 2 -> signed("another key", header(), "{}", "{}", content());
      case 3 -> signed(key, header(), VALUES.get(random.nextInt(VALUES.size())), "{}", content());
      default -> signed(key, header(), "{}", "{}", content());
    };
  }

  private List<byte[]> garbage() {
    List<byte[]> frames = new ArrayList<>();
    for (int left = random.nextInt(9); left >= 0; left--) {
      byte[] frame = new byte[random.nextInt(80)];
      random.nextBytes(frame);
      frames.add(random.nextInt(3) == 0 ? "<IDS|MSG>".getBytes(UTF_8) : frame);
    }
    return frames;
  }

  private String header() {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> "{\"msg_type\": \"" + type + "\"}";
      case 1 -> "{\"msg_id\": 7, \"msg_type\": \"" + type + "\"}";
      case 2 ->
          "{\"msg_id\": \"a\", \"msg_type\": \"%s\", \"subshell_id\": \"none\"}".formatted(type);
      default ->
          "{\"msg_id\": \"%d\", \"msg_type\": \"%s\", \"session\": \"s\", \"username\": [], \"x\": 1}"
              .formatted(random.nextLong(), type);
    };
  }

  private String content() {
    if (random.nextInt(40) == 0) {
      int depth = 20_000;
      return "{\"data\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
    }
    StringBuilder content = new StringBuilder("{\"salt\": " + random.nextInt());
    for (String field : FIELDS) {
      if (random.nextBoolean()) {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        content.append(", \"").append(field).append("\": ").append(value);
      }
    }
    return content.append('}').toString();
  }

  private static List<byte[]> signed(String key, String... json) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    List<byte[]> frames = new ArrayList<>(List.of("<IDS|MSG>".getBytes(UTF_8), new byte[0]));
    for (String part : json) {
      mac.update(part.getBytes(UTF_8));
      frames.add(part.getBytes(UTF_8));
    }
    frames.set(1, HexFormat.of().formatHex(mac.doFinal()).getBytes(UTF_8));
    return frames;
  }
}
