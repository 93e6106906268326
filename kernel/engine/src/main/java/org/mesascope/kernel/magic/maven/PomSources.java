package org.mesascope.kernel.magic.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Finds the parents and imports of a POM in the repositories known and those it names. */
final class PomSources implements ModelResolver {

  private final MavenResolver resolver;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> named;

  PomSources(MavenResolver resolver, RepositorySystemSession session) {
    this(resolver, session, List.of());
  }

  private PomSources(
      MavenResolver resolver, RepositorySystemSession session, List<RemoteRepository> named) {
    this.resolver = resolver;
    this.session = session;
    this.named = new ArrayList<>(named);
  }

  @Override
  public FileModelSource resolveModel(String groupId, String artifactId, String version)
      throws UnresolvableModelException {
    var request =
        new MavenResolver.Request(List.of(), List.of(), named, Set.of(), session.isOffline());
    List<RemoteRepository> repositories =
        resolver.repositories(session, resolver.settings(), request);
    var pom = new DefaultArtifact(groupId, artifactId, "", "pom", version);
    try {
      var result =
          resolver.system().resolveArtifact(session, new ArtifactRequest(pom, repositories, null));
      return new FileModelSource(result.getArtifact().getFile());
    } catch (ArtifactResolutionException e) {
      throw new UnresolvableModelException(e.getMessage(), groupId, artifactId, version, e);
    }
  }

  @Override
  public FileModelSource resolveModel(Parent parent) throws UnresolvableModelException {
    return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
  }

  @Override
  public FileModelSource resolveModel(Dependency dependency) throws UnresolvableModelException {
    return resolveModel(
        dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
  }

  @Override
  public void addRepository(Repository repository) {
    addRepository(repository, false);
  }

  @Override
  public void addRepository(Repository repository, boolean replace) {
    RemoteRepository remote = MavenResolver.remote(repository);
    boolean known = named.stream().anyMatch(each -> each.getId().equals(remote.getId()));
    if (replace) {
      named.removeIf(each -> each.getId().equals(remote.getId()));
    }
    if (replace || !known) {
      named.add(remote);
    }
  }

  @Override
  public ModelResolver newCopy() {
    return new PomSources(resolver, session, named);
  }
}
