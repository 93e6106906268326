package org.mesascope.kernel.magic.maven;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where Maven keeps what is the user's. Files that do not exist count as empty.
 *
 * @param userSettings the user's {@code settings.xml}
 * @param globalSettings the installation's {@code settings.xml}, or null where none is known
 * @param security the user's {@code settings-security.xml}, which opens encrypted passwords
 * @param localRepository the local repository, unless the settings name one
 * @param forcedRepository the local repository, whatever the settings say, or null
 */
public record MavenLocations(
    Path userSettings,
    @Nullable Path globalSettings,
    Path security,
    Path localRepository,
    @Nullable Path forcedRepository) {

  /**
   * As {@code mvn} finds them: {@code ~/.m2}, the folder that {@code MAVEN_HOME} or {@code M2_HOME}
   * names, and {@code -Dmaven.repo.local}.
   */
  public static MavenLocations ofUser() {
    Path folder = Path.of(System.getProperty("user.home"), ".m2");
    String installation = System.getenv("MAVEN_HOME");
    if (installation == null) {
      installation = System.getenv("M2_HOME");
    }
    String forced = System.getProperty("maven.repo.local");
    return new MavenLocations(
        folder.resolve("settings.xml"),
        installation == null ? null : Path.of(installation, "conf", "settings.xml"),
        folder.resolve("settings-security.xml"),
        folder.resolve("repository"),
        forced == null ? null : Path.of(forced));
  }
}
