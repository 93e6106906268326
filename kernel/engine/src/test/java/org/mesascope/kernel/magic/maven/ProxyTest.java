package org.mesascope.kernel.magic.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.compat.RecordingOutlet;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.FakeSession;
import org.mesascope.kernel.magic.StandardMagics;

/** A proxy on this machine, the only way to a repository whose host has no address. */
class ProxyTest {

  private static final String HOST = "repository.invalid";

  @TempDir Path folder;

  private final FakeSession session = new FakeSession();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private FileRepository repository;
  private HttpServer proxy;

  @BeforeEach
  void serve() throws IOException {
    repository =
        new FileRepository(folder.resolve("remote"))
            .add("org.a:a:1", FileRepository.dependencies(FileRepository.dependency("org.a:b:1")))
            .add("org.a:b:1");
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", this::answer);
    proxy.start();
  }

  @AfterEach
  void stop() {
    proxy.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String word = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
      if (!basic("ada", "secret").equals(word)) {
        exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
        exchange.sendResponseHeaders(407, -1);
        return;
      }
      asked.add(String.valueOf(exchange.getRequestURI().getHost()));
      Path file = repository.folder.resolve(exchange.getRequestURI().getPath().substring(1));
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, Files.size(file));
      Files.copy(file, exchange.getResponseBody());
    }
  }

  private static String basic(String name, String password) {
    String both = name + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private void resolve(String url, String password, String direct) throws Exception {
    Path settings = folder.resolve("settings.xml");
    Files.writeString(
        settings,
        """
        <settings>
          <mirrors><mirror><id>far</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
          <proxies><proxy><id>p</id><active>true</active><protocol>http</protocol>
            <host>127.0.0.1</host><port>%d</port><username>ada</username>
            <password>%s</password><nonProxyHosts>%s</nonProxyHosts></proxy></proxies>
        </settings>
        """
            .formatted(url, proxy.getAddress().getPort(), password, direct));
    var magics =
        StandardMagics.with(
            new MavenLocations(settings, null, settings, folder.resolve("local"), null));
    magics.runLine(session, "maven", Arguments.parse("org.a:a:1"));
  }

  @Test
  void theProxyOfTheSettingsIsAskedWithItsPasswordAndALineSaysWhatCame() throws Exception {
    try (RecordingOutlet outlet = new RecordingOutlet()) {
      resolve("http://" + HOST + "/", "secret", "");
      assertThat(outlet.shown.values())
          .singleElement()
          .satisfies(b -> assertThat(b.text()).startsWith("downloaded 4 files, "));
    }
    assertThat(session.classpath()).hasSize(2);
    assertThat(asked).isNotEmpty().allMatch(HOST::equals);
  }

  @Test
  void hostsThatAreToBeReachedDirectlyAre() throws Exception {
    String url = "http://127.0.0.1:" + proxy.getAddress().getPort() + "/";
    assertThatThrownBy(() -> resolve(url, "secret", "localhost|127.*"))
        .isInstanceOf(MavenException.class)
        .hasMessageContaining("407");
    assertThat(asked).as("a request that the proxy was to pass on").isEmpty();
  }

  @Test
  void aProxyThatRefusesIsSaidSoWithoutThePassword() {
    assertThatThrownBy(() -> resolve("http://" + HOST + "/", "guess", ""))
        .isInstanceOf(MavenException.class)
        .hasMessageContaining("far could not be read: ")
        .hasMessageContaining("407")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("guess"));
  }
}
