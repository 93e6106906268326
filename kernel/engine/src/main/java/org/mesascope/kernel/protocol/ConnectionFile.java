package org.mesascope.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a kernel listens and the secret it shares with its front ends.
 *
 * @param transport {@code tcp}
 * @param ip address to bind or connect to
 * @param key secret for signatures; empty where messages are not signed
 * @param signatureScheme such as {@code hmac-sha256}
 */
public record ConnectionFile(
    String transport,
    String ip,
    int shellPort,
    int iopubPort,
    int stdinPort,
    int controlPort,
    int heartbeatPort,
    String key,
    String signatureScheme) {

  private static final int LOWEST_PORT = 10_000;
  private static final int EPHEMERAL_PORT = 32_768;
  private static final int PORT_ATTEMPTS = 1_000;

  /** Refuses transports and ports that cannot be served. */
  public ConnectionFile {
    if (!transport.equals("tcp")) {
      throw new IllegalArgumentException(
          "expected transport tcp, got '" + transport + "'" + remedy(transport));
    }
    for (int port : new int[] {shellPort, iopubPort, stdinPort, controlPort, heartbeatPort}) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("expected ports from 1 to 65535, got " + port);
      }
    }
  }

  /**
   * Five ports of this machine that are free now, and a new key.
   *
   * <p>They lie below the range from which systems take the near ends of outgoing connections: a
   * client that knocks before the kernel listens would else, now and then, be given the very port
   * it knocks at, and talk to itself.
   */
  public static ConnectionFile onFreePorts() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      for (int i = 0; i < 5; i++) {
        held.add(listening(loopback));
      }
      int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new ConnectionFile(
          "tcp",
          "127.0.0.1",
          ports[0],
          ports[1],
          ports[2],
          ports[3],
          ports[4],
          UUID.randomUUID().toString(),
          "hmac-sha256");
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static ServerSocket listening(InetAddress address) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, EPHEMERAL_PORT);
      try {
        return new ServerSocket(port, 1, address);
      } catch (BindException e) {
        if (attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Reads a connection file.
   *
   * @throws IOException naming the file and the field, if it cannot be read or does not say enough
   */
  public static ConnectionFile read(Path file) throws IOException {
    try {
      JsonObject json = Json.parseObject(Files.readString(file));
      return new ConnectionFile(
          Json.string(json, "transport", "tcp"),
          Json.string(json, "ip", "127.0.0.1"),
          port(json, "shell_port"),
          port(json, "iopub_port"),
          port(json, "stdin_port"),
          port(json, "control_port"),
          port(json, "hb_port"),
          Json.string(json, "key", ""),
          Json.string(json, "signature_scheme", "hmac-sha256"));
    } catch (MalformedMessageException | IllegalArgumentException e) {
      throw new IOException("connection file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes this file so that its owner alone can read it, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("transport", transport);
    json.addProperty("ip", ip);
    json.addProperty("shell_port", shellPort);
    json.addProperty("iopub_port", iopubPort);
    json.addProperty("stdin_port", stdinPort);
    json.addProperty("control_port", controlPort);
    json.addProperty("hb_port", heartbeatPort);
    json.addProperty("key", key);
    json.addProperty("signature_scheme", signatureScheme);
    json.addProperty("kernel_name", "mesascope");
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, "connection", ".tmp", ownerOnly(file));
    try {
      Files.writeString(temporary, json.toString());
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The key stays out of logs. */
  @Override
  public String toString() {
    return "ConnectionFile[" + transport + "://" + ip + ", shell " + shellPort + "]";
  }

  String address(int port) {
    return transport + "://" + ip + ":" + port;
  }

  /** JeroMQ's ipc is TCP under a port hashed from the name: nobody else would find it. */
  private static String remedy(String transport) {
    return transport.equals("ipc")
        ? ": this kernel's ZeroMQ has no Unix domain sockets that other programs understand."
            + " Start the front end with --KernelManager.transport=tcp (in a configuration file:"
            + " c.KernelManager.transport = 'tcp')"
        : "";
  }

  private static int port(JsonObject json, String name) {
    int port = Json.integer(json, name, 0);
    if (port == 0) {
      throw new IllegalArgumentException("expected a port number in the field " + name);
    }
    return port;
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
