package org.mesascope.kernel.magic.maven;

import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.graph.Exclusion;

/** Maven coordinates as cells write them: {@code group:artifact[:type[:classifier]]:version}. */
final class Coordinates {

  private static final String FORM = "group:artifact:version or group:artifact:type:classifier:";

  private Coordinates() {}

  /**
   * Reads coordinates.
   *
   * @throws IllegalArgumentException where a part is missing, empty or too much
   */
  static Artifact parse(String text, ArtifactTypeRegistry types) {
    String[] parts = text.split(":", -1);
    boolean empty = List.of(parts).contains("");
    if (parts.length < 3 || parts.length > 5 || empty) {
      throw new IllegalArgumentException(
          "expected " + FORM + "version, got '" + text + "'" + (parts.length == 2 ? VERSION : ""));
    }
    return artifact(
        parts[0],
        parts[1],
        parts.length > 3 ? parts[2] : "jar",
        parts.length > 4 ? parts[3] : "",
        parts[parts.length - 1],
        types);
  }

  private static final String VERSION = ", which has no version";

  /** An artifact of a Maven type, such as {@code test-jar}, whose file may end otherwise. */
  static Artifact artifact(
      String group,
      String name,
      String type,
      String classifier,
      String version,
      ArtifactTypeRegistry types) {
    ArtifactType known = types.get(type);
    ArtifactType used = known == null ? new DefaultArtifactType(type) : known;
    String extension = used.getExtension();
    String marked = classifier.isEmpty() ? used.getClassifier() : classifier;
    return new DefaultArtifact(group, name, marked, extension, version, used);
  }

  /**
   * Reads what to leave out: {@code group:artifact}, where either may be {@code *}.
   *
   * @throws IllegalArgumentException where it is not of that form
   */
  static Exclusion exclusion(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "--exclude expects group:artifact, either of which may be *, got '" + text + "'");
    }
    return new Exclusion(parts[0], parts[1], "*", "*");
  }
}
