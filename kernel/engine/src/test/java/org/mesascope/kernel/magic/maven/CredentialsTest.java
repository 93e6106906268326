package org.mesascope.kernel.magic.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.FakeSession;
import org.mesascope.kernel.magic.Magics;
import org.mesascope.kernel.magic.StandardMagics;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;

/** A repository on this machine that asks for a password. */
class CredentialsTest {

  @TempDir Path folder;

  private final FakeSession session = new FakeSession();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    FileRepository repository = new FileRepository(folder.resolve("remote")).add("org.a:a:1");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext(
            "/",
            exchange -> {
              Path file =
                  repository.folder.resolve(exchange.getRequestURI().getPath().substring(1));
              boolean found = Files.isRegularFile(file);
              byte[] content = found ? Files.readAllBytes(file) : new byte[0];
              exchange.sendResponseHeaders(found ? 200 : 404, found ? content.length : -1);
              if (found) {
                exchange.getResponseBody().write(content);
              }
              exchange.close();
            })
        .setAuthenticator(
            new BasicAuthenticator("repository") {
              @Override
              public boolean checkCredentials(String name, String password) {
                return name.equals("ada") && password.equals("secret");
              }
            });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void resolveWith(String password) throws Exception {
    Files.writeString(
        folder.resolve("settings.xml"),
        """
        <settings>
          <mirrors><mirror><id>guarded</id><mirrorOf>*</mirrorOf>
            <url>http://127.0.0.1:%d/</url></mirror></mirrors>
          <servers><server><id>guarded</id><username>ada</username>
            <password>%s</password></server></servers>
        </settings>
        """
            .formatted(server.getAddress().getPort(), password));
    Magics magics =
        StandardMagics.with(
            new MavenLocations(
                folder.resolve("settings.xml"),
                null,
                folder.resolve("settings-security.xml"),
                folder.resolve("local"),
                null));
    magics.runLine(session, "maven", Arguments.parse("org.a:a:1"));
  }

  @Test
  void thePasswordOfTheSettingsOpensTheRepository() throws Exception {
    resolveWith("secret");
    assertThat(session.classpath()).hasSize(1);
  }

  @Test
  void anEncryptedPasswordIsOpenedFirst() throws Exception {
    DefaultPlexusCipher cipher = new DefaultPlexusCipher();
    Files.writeString(
        folder.resolve("settings-security.xml"),
        "<settingsSecurity><master>"
            + cipher.encryptAndDecorate("master", "settings.security")
            + "</master></settingsSecurity>");
    resolveWith(cipher.encryptAndDecorate("secret", "master"));
    assertThat(session.classpath()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsNotTakenForAMissingArtifact() {
    assertThatThrownBy(() -> resolveWith("guess"))
        .hasMessageContaining("guarded could not be read: ")
        .hasMessageContaining("credentials come from settings.xml")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("guess"));
  }
}
