package org.mesascope.kernel.magic.maven;

import java.nio.file.Path;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;

/** Opens resolver sessions that honour the user's settings. */
final class MavenSession {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 60_000;

  private MavenSession() {}

  static DefaultRepositorySystemSession open(
      RepositorySystem system, MavenSettings settings, MavenLocations locations) {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(
            session, new LocalRepository(localRepository(settings, locations).toFile())));
    session.setOffline(settings.settings().isOffline());
    session.setMirrorSelector(mirrors(settings));
    session.setProxySelector(proxies(settings));
    session.setAuthenticationSelector(credentials(settings));
    session.setSystemProperties(System.getProperties());
    session.setConfigProperty(ConfigurationProperties.CONNECT_TIMEOUT, CONNECT_MILLIS);
    session.setConfigProperty(ConfigurationProperties.REQUEST_TIMEOUT, SILENCE_MILLIS);
    session.setConfigProperty(ConfigurationProperties.USER_AGENT, "mesascope-kernel");
    return session;
  }

  static Path localRepository(MavenSettings settings, MavenLocations locations) {
    Path forced = locations.forcedRepository();
    String named = settings.settings().getLocalRepository();
    if (forced != null) {
      return forced;
    }
    return named == null || named.isBlank() ? locations.localRepository() : Path.of(named);
  }

  private static DefaultMirrorSelector mirrors(MavenSettings settings) {
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (Mirror mirror : settings.settings().getMirrors()) {
      mirrors.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    return mirrors;
  }

  private static DefaultProxySelector proxies(MavenSettings settings) {
    DefaultProxySelector proxies = new DefaultProxySelector();
    for (Proxy proxy : settings.secrets().getProxies()) {
      if (proxy.isActive()) {
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                credentials(proxy.getUsername(), proxy.getPassword())),
            proxy.getNonProxyHosts());
      }
    }
    return proxies;
  }

  private static DefaultAuthenticationSelector credentials(MavenSettings settings) {
    DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
    for (Server server : settings.secrets().getServers()) {
      selector.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build());
    }
    return selector;
  }

  private static @Nullable Authentication credentials(
      @Nullable String name, @Nullable String password) {
    return name == null
        ? null
        : new AuthenticationBuilder().addUsername(name).addPassword(password).build();
  }
}
