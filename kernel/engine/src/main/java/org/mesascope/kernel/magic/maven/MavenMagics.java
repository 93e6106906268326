package org.mesascope.kernel.magic.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelSource2;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.Magics;
import org.mesascope.kernel.magic.Options;
import org.mesascope.kernel.magic.Session;

/**
 * {@code %maven}, {@code %mavenRepo} and {@code %%pom}, under IJava's names too. An artifact that
 * is on the class path in another version stays in that version, which a line on the error stream
 * says: a running JVM cannot change it.
 */
public final class MavenMagics {

  private static final Set<String> VERBOSE = Set.of("-v", "--verbose", "--offline");

  private final MavenLocations locations;
  private @Nullable MavenResolver resolver;
  private final Map<String, Artifact> loaded = new HashMap<>();

  /** Magics that resolve with the settings and the local repository of these places. */
  public MavenMagics(MavenLocations locations) {
    this.locations = locations;
  }

  /** Registers the magics. */
  public void register(Magics magics) {
    for (String name : List.of("maven", "addMavenDependency", "addMavenDependencies")) {
      magics.line(name, this::maven);
    }
    for (String name : List.of("mavenRepo", "addMavenRepo")) {
      magics.line(name, this::repository);
    }
    for (String name : List.of("pom", "loadFromPOM")) {
      magics.line(name, this::pomFile);
      magics.cell(name, this::pomCell);
    }
  }

  /** Made on first use: a kernel starts without it. */
  private synchronized MavenResolver resolver() {
    if (resolver == null) {
      resolver = new MavenResolver(locations);
    }
    return resolver;
  }

  private List<String> maven(Session session, Arguments arguments) {
    Options options = Options.parse(arguments, Set.of("--from", "--exclude"), VERBOSE);
    if (options.words().isEmpty()) {
      throw new IllegalArgumentException(
          "%maven expects coordinates, such as %maven org.apache.commons:commons-csv:1.11.0");
    }
    ArtifactTypeRegistry types = resolver().open(resolver().settings()).getArtifactTypeRegistry();
    List<Exclusion> exclusions =
        options.all("--exclude").stream().map(Coordinates::exclusion).toList();
    List<Dependency> dependencies =
        options.words().stream()
            .map(text -> Coordinates.parse(text, types))
            .map(artifact -> new Dependency(artifact, "runtime", false, exclusions))
            .toList();
    Set<String> from = new HashSet<>(options.all("--from"));
    boolean offline = options.flags().contains("--offline");
    return load(
        session,
        new MavenResolver.Request(dependencies, List.of(), List.of(), from, offline),
        List.of(),
        isVerbose(options));
  }

  private Object repository(Session session, Arguments arguments) {
    List<String> words = arguments.words();
    if (words.size() != 2) {
      throw new IllegalArgumentException(
          "%mavenRepo expects an id and a URL, got '" + arguments.raw() + "'");
    }
    resolver().addRepository(words.get(0), words.get(1));
    return words.get(1);
  }

  private List<String> pomFile(Session session, Arguments arguments) {
    Options options = Options.parse(arguments, Set.of(), VERBOSE);
    if (options.words().isEmpty()) {
      throw new IllegalArgumentException("%loadFromPOM expects the path of a POM");
    }
    Path pom = session.workingDirectory().resolve(options.words().get(0));
    if (!Files.isRegularFile(pom)) {
      throw new IllegalArgumentException("%loadFromPOM expects the path of a POM; no file " + pom);
    }
    List<String> scopes = options.words().subList(1, options.words().size());
    return pom(session, new FileModelSource(pom.toFile()), scopes, options);
  }

  private List<String> pomCell(Session session, Arguments arguments, String body) throws Exception {
    Options options = Options.parse(arguments, Set.of(), VERBOSE);
    return pom(session, PomText.complete(body), options.words(), options);
  }

  private List<String> pom(
      Session session, ModelSource2 source, List<String> scopes, Options options) {
    Set<String> wanted = scopes.isEmpty() ? PomReader.RUNTIME : Set.copyOf(scopes);
    boolean offline = options.flags().contains("--offline");
    PomReader.Asked asked = new PomReader(resolver()).read(source, wanted, offline);
    return load(session, asked.request(), asked.files(), isVerbose(options));
  }

  private static boolean isVerbose(Options options) {
    return options.flags().contains("-v") || options.flags().contains("--verbose");
  }

  private synchronized List<String> load(
      Session session, MavenResolver.Request request, List<Path> files, boolean verbose) {
    KernelLibraries libraries = new KernelLibraries(System.getProperty("java.class.path"));
    List<Path> paths = new ArrayList<>(files);
    for (Artifact artifact : resolver().resolve(request)) {
      String key =
          artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getClassifier();
      Artifact present = loaded.putIfAbsent(key, artifact);
      if (present != null && !present.getVersion().equals(artifact.getVersion())) {
        System.err.printf(
            "%s stays: %s is wanted now, but a running JVM cannot change versions;"
                + " restart the kernel to use it%n",
            Unresolved.name(present), artifact.getVersion());
      } else {
        libraries.note(artifact).ifPresent(System.err::println);
        paths.add(artifact.getFile().toPath());
      }
    }
    session.addToClasspath(paths);
    List<String> names = paths.stream().map(Path::toString).toList();
    if (verbose) {
      names.forEach(System.out::println);
    }
    return names;
  }
}
