package org.mesascope.kernel.magic.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves dependencies and what they need at run time, as {@code mvn} would with the user's
 * settings. Repositories are those of the settings' active profiles, those added, and Maven
 * Central.
 *
 * <p>Safe to use from several threads: one resolution runs at a time, and files come into the local
 * repository by renaming, so that other processes may use it too. The settings are read, and the
 * resolver started, on the first use.
 */
final class MavenResolver {

  private static final RemoteRepository CENTRAL =
      new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2")
          .build();

  /**
   * What to resolve.
   *
   * @param dependencies the roots
   * @param managed versions and exclusions that hold wherever the artifact turns up
   * @param repositories repositories beside the ones known, which come first
   * @param from the ids of the repositories to use; empty for all
   * @param offline whether to use the local repository alone
   */
  record Request(
      List<Dependency> dependencies,
      List<Dependency> managed,
      List<RemoteRepository> repositories,
      Set<String> from,
      boolean offline) {}

  private final MavenLocations locations;
  private final Map<String, RemoteRepository> added = new LinkedHashMap<>();
  private @Nullable RepositorySystem system;

  MavenResolver(MavenLocations locations) {
    this.locations = locations;
  }

  /** Adds a repository, or replaces the one of that id. */
  synchronized void addRepository(String id, String url) {
    added.put(id, new RemoteRepository.Builder(id, "default", url).build());
  }

  /** The user's settings as they are now. */
  MavenSettings settings() {
    return MavenSettings.read(locations);
  }

  /** A session of the resolver's under those settings. */
  DefaultRepositorySystemSession open(MavenSettings settings) {
    return MavenSession.open(system(), settings, locations);
  }

  synchronized RepositorySystem system() {
    if (system == null) {
      system = new RepositorySystemSupplier().get();
    }
    return system;
  }

  /** A repository as a POM declares it. */
  static RemoteRepository remote(org.apache.maven.model.Repository repository) {
    return ArtifactDescriptorUtils.toRemoteRepository(repository);
  }

  /**
   * Resolves a request.
   *
   * @return the artifacts with their files, roots first; those without classes (such as {@code
   *     pom}) are left out
   * @throws MavenException where anything is missing
   */
  synchronized List<Artifact> resolve(Request request) {
    MavenSettings settings = settings();
    DefaultRepositorySystemSession session = open(settings);
    session.setOffline(session.isOffline() || request.offline());
    List<RemoteRepository> repositories = repositories(session, settings, request);
    CollectRequest collect =
        new CollectRequest()
            .setDependencies(request.dependencies())
            .setManagedDependencies(request.managed())
            .setRepositories(repositories);
    try (TransferLine line = new TransferLine()) {
      session.setTransferListener(line);
      return system()
          .resolveDependencies(session, new DependencyRequest(collect, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .filter(artifact -> !artifact.getExtension().equals("pom"))
          .toList();
    } catch (DependencyResolutionException e) {
      throw Unresolved.explained(e, request.dependencies(), repositories, session.isOffline());
    }
  }

  /** The repositories a request goes to, mirrors, proxies and credentials applied. */
  synchronized List<RemoteRepository> repositories(
      RepositorySystemSession session, MavenSettings settings, Request request) {
    Map<String, RemoteRepository> byId = new LinkedHashMap<>();
    request.repositories().forEach(each -> byId.put(each.getId(), each));
    settings.repositories().forEach(each -> byId.put(each.getId(), each));
    byId.putAll(added);
    byId.putIfAbsent(CENTRAL.getId(), CENTRAL);
    Set<String> from = request.from();
    if (!byId.keySet().containsAll(from)) {
      throw new IllegalArgumentException(
          "--from names a repository that is not among "
              + String.join(", ", byId.keySet())
              + ": got "
              + from.stream().sorted().collect(Collectors.joining(", ")));
    }
    List<RemoteRepository> used = new ArrayList<>(byId.values());
    used.removeIf(each -> !from.isEmpty() && !from.contains(each.getId()));
    return system().newResolutionRepositories(session, used);
  }
}
