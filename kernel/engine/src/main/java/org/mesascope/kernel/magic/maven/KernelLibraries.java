package org.mesascope.kernel.magic.maven;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;

/**
 * The libraries the JVM was started with, known by the names of their jars. Their classes are found
 * before any that a notebook adds: a notebook that asks for another version has to be told.
 */
final class KernelLibraries {

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/\\\\]*)\\.jar");

  private final Map<String, String> versions = new HashMap<>();

  /** The libraries on a class path, written as on a command line. */
  KernelLibraries(String classPath) {
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Matcher jar = JAR.matcher(new File(entry).getName());
      if (jar.matches()) {
        versions.putIfAbsent(jar.group(1), jar.group(2));
      }
    }
  }

  /** What to say of an artifact that is there in another version; empty where it is not. */
  Optional<String> note(Artifact artifact) {
    String present = versions.get(artifact.getArtifactId());
    return present == null || present.equals(artifact.getVersion())
        ? Optional.empty()
        : Optional.of(
            "%s is wanted, but the kernel comes with %s %s, which is used"
                .formatted(Unresolved.name(artifact), artifact.getArtifactId(), present));
  }
}
