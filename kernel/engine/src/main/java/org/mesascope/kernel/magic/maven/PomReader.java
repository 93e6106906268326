package org.mesascope.kernel.magic.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.model.building.ModelSource2;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** Reads from a POM what a notebook needs of it: dependencies, managed versions, repositories. */
final class PomReader {

  /** The scopes a class path needs. */
  static final Set<String> RUNTIME = Set.of("compile", "runtime", "system");

  /**
   * What a POM asks for.
   *
   * @param request the dependencies to resolve
   * @param files those of scope {@code system}, which name their file
   */
  record Asked(MavenResolver.Request request, List<Path> files) {}

  private final MavenResolver resolver;

  PomReader(MavenResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Reads a POM with its parents and imports.
   *
   * @param source the POM
   * @param scopes the scopes of the dependencies wanted
   * @throws MavenException where it is not a valid POM, with the problems found
   */
  Asked read(ModelSource2 source, Set<String> scopes, boolean offline) {
    DefaultRepositorySystemSession session = resolver.open(resolver.settings());
    session.setOffline(session.isOffline() || offline);
    Model model = model(source, new PomSources(resolver, session));
    ArtifactTypeRegistry types = session.getArtifactTypeRegistry();
    List<org.eclipse.aether.graph.Dependency> wanted = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Set<String> accepted = new HashSet<>(scopes);
    for (Dependency dependency : model.getDependencies()) {
      String scope = dependency.getScope() == null ? "compile" : dependency.getScope();
      if (accepted.contains(scope) && scope.equals("system")) {
        files.add(Path.of(dependency.getSystemPath()));
      } else if (accepted.contains(scope)) {
        wanted.add(converted(dependency, scope, types));
      }
    }
    List<RemoteRepository> repositories =
        model.getRepositories().stream().map(MavenResolver::remote).toList();
    var request =
        new MavenResolver.Request(wanted, managed(model, types), repositories, Set.of(), offline);
    return new Asked(request, files);
  }

  private static List<org.eclipse.aether.graph.Dependency> managed(
      Model model, ArtifactTypeRegistry types) {
    DependencyManagement management = model.getDependencyManagement();
    return management == null
        ? List.of()
        : management.getDependencies().stream()
            .map(each -> converted(each, each.getScope(), types))
            .toList();
  }

  private static Model model(ModelSource2 source, PomSources sources) {
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    var request =
        new DefaultModelBuildingRequest()
            .setModelSource(source)
            .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL)
            .setProcessPlugins(false)
            .setSystemProperties(properties)
            .setModelResolver(sources);
    try {
      return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
    } catch (ModelBuildingException e) {
      String problems =
          e.getProblems().stream()
              .filter(problem -> problem.getSeverity() != ModelProblem.Severity.WARNING)
              .map(PomReader::line)
              .collect(Collectors.joining("\n  "));
      throw new MavenException(
          source.getLocation() + " is not a POM that can be used:\n  " + problems, e);
    }
  }

  private static String line(ModelProblem problem) {
    return problem.getLineNumber() > 0
        ? "line " + problem.getLineNumber() + ": " + problem.getMessage()
        : problem.getMessage();
  }

  private static org.eclipse.aether.graph.Dependency converted(
      Dependency dependency, @Nullable String scope, ArtifactTypeRegistry types) {
    Artifact artifact =
        Coordinates.artifact(
            dependency.getGroupId(),
            dependency.getArtifactId(),
            dependency.getType() == null ? "jar" : dependency.getType(),
            dependency.getClassifier() == null ? "" : dependency.getClassifier(),
            dependency.getVersion(),
            types);
    List<Exclusion> exclusions =
        dependency.getExclusions().stream()
            .map(each -> new Exclusion(each.getGroupId(), each.getArtifactId(), "*", "*"))
            .toList();
    Boolean optional = dependency.getOptional() == null ? null : dependency.isOptional();
    return new org.eclipse.aether.graph.Dependency(artifact, scope, optional, exclusions);
  }
}
