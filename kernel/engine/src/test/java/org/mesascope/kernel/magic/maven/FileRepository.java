package org.mesascope.kernel.magic.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A Maven repository in a folder, written by the test. */
public final class FileRepository {

  final Path folder;

  public FileRepository(Path folder) {
    this.folder = folder;
  }

  public String url() {
    return "file://" + folder;
  }

  /** Adds a jar and its POM, which holds these elements below its coordinates. */
  public FileRepository add(String coordinates, String... elements) {
    pom(coordinates, elements);
    return jar(coordinates, "");
  }

  /** Adds a POM alone. */
  public FileRepository pom(String coordinates, String... elements) {
    String[] parts = coordinates.split(":", -1);
    return write(
        coordinates,
        ".pom",
        ("<project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId>"
                + "<artifactId>%s</artifactId><version>%s</version>%s</project>")
            .formatted(parts[0], parts[1], parts[2], String.join("", elements))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a jar alone, which holds {@code name.txt} with its coordinates. */
  public FileRepository jar(String coordinates, String classifier) {
    Path file = file(coordinates, (classifier.isEmpty() ? "" : "-" + classifier) + ".jar");
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file);
          JarOutputStream jar = new JarOutputStream(out)) {
        jar.putNextEntry(new JarEntry("name.txt"));
        jar.write(coordinates.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public static String dependencies(String... dependencies) {
    return "<dependencies>" + String.join("", dependencies) + "</dependencies>";
  }

  /** A dependency of {@code group:artifact:version}, with further elements. */
  public static String dependency(String coordinates, String... elements) {
    String[] parts = coordinates.split(":", -1);
    String version = parts.length > 2 ? "<version>" + parts[2] + "</version>" : "";
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s%s</dependency>"
        .formatted(parts[0], parts[1], version, String.join("", elements));
  }

  private FileRepository write(String coordinates, String ending, byte[] content) {
    Path file = file(coordinates, ending);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private Path file(String coordinates, String ending) {
    String[] parts = coordinates.split(":", -1);
    return folder
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(parts[2])
        .resolve(parts[1] + "-" + parts[2] + ending);
  }
}
