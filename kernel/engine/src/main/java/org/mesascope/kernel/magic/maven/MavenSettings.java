package org.mesascope.kernel.magic.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.RepositoryPolicy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** The settings in effect: the user's over the installation's, with passwords opened. */
final class MavenSettings {

  private final Settings settings;
  private final SettingsDecryptionResult secrets;

  private MavenSettings(Settings settings, SettingsDecryptionResult secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * Reads the settings.
   *
   * @throws MavenException for a file that is not a settings file, with the line
   */
  static MavenSettings read(MavenLocations locations) {
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    System.getenv().forEach((name, value) -> properties.setProperty("env." + name, value));
    var request =
        new DefaultSettingsBuildingRequest()
            .setUserSettingsFile(locations.userSettings().toFile())
            .setGlobalSettingsFile(file(locations.globalSettings()))
            .setSystemProperties(properties);
    try {
      Settings settings =
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings();
      return new MavenSettings(settings, decrypted(settings, locations.security()));
    } catch (SettingsBuildingException e) {
      String problems =
          e.getProblems().stream().map(MavenSettings::line).collect(Collectors.joining("; "));
      throw new MavenException("Maven's settings cannot be read: " + problems, e);
    }
  }

  private static @Nullable File file(@Nullable Path path) {
    return path == null ? null : path.toFile();
  }

  private static String line(SettingsProblem problem) {
    return problem.getLocation() + ": " + problem.getMessage();
  }

  private static SettingsDecryptionResult decrypted(Settings settings, Path security) {
    var dispatcher =
        new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), security.toString());
    var result =
        new DefaultSettingsDecrypter(dispatcher)
            .decrypt(new DefaultSettingsDecryptionRequest(settings));
    for (SettingsProblem problem : result.getProblems()) {
      if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
        throw new MavenException(
            "a password in Maven's settings cannot be decrypted with "
                + security
                + ": "
                + problem.getMessage(),
            problem.getException());
      }
    }
    return result;
  }

  Settings settings() {
    return settings;
  }

  /** The servers and proxies with their passwords in the clear. */
  SettingsDecryptionResult secrets() {
    return secrets;
  }

  /** The repositories of the profiles that are active by name or by default. */
  List<RemoteRepository> repositories() {
    List<RemoteRepository> repositories = new ArrayList<>();
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (byDefault || settings.getActiveProfiles().contains(profile.getId())) {
        profile.getRepositories().forEach(each -> repositories.add(remote(each)));
      }
    }
    return repositories;
  }

  private static RemoteRepository remote(Repository repository) {
    return new RemoteRepository.Builder(
            repository.getId(), repository.getLayout(), repository.getUrl())
        .setReleasePolicy(policy(repository.getReleases()))
        .setSnapshotPolicy(policy(repository.getSnapshots()))
        .build();
  }

  private static org.eclipse.aether.repository.RepositoryPolicy policy(
      @Nullable RepositoryPolicy policy) {
    if (policy == null) {
      return new org.eclipse.aether.repository.RepositoryPolicy();
    }
    String update = policy.getUpdatePolicy();
    String checksum = policy.getChecksumPolicy();
    return new org.eclipse.aether.repository.RepositoryPolicy(
        policy.isEnabled(),
        update == null
            ? org.eclipse.aether.repository.RepositoryPolicy.UPDATE_POLICY_DAILY
            : update,
        checksum == null
            ? org.eclipse.aether.repository.RepositoryPolicy.CHECKSUM_POLICY_WARN
            : checksum);
  }
}
