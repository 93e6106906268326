package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A jar of a class path. It is opened when one of its classes is asked for, and stays open. */
final class ClassPathJar implements ClassPathEntry {

  private final Path path;
  private final URI uri;
  private final List<Path> brings;
  private final Set<String> packages;
  private final Set<String> resources;
  private @Nullable ZipFile opened;
  private final Map<String, List<String>> files = new HashMap<>();

  /**
   * @param brings what its manifest adds to the class path
   * @param packages those it has classes of, with dots
   * @param resources its files under {@link ClassPathEntry#RESOURCES}
   */
  ClassPathJar(Path path, List<Path> brings, Set<String> packages, Set<String> resources) {
    this.path = path;
    this.uri = path.toUri();
    this.brings = List.copyOf(brings);
    this.packages = packages;
    this.resources = resources;
  }

  /** Reads a jar's table of contents; one that cannot be read is empty. */
  static ClassPathJar read(Path path) {
    Set<String> packages = new LinkedHashSet<>();
    Set<String> resources = new LinkedHashSet<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (var all = zip.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.startsWith("META-INF/")) {
          if (!name.endsWith("/") && RESOURCES.stream().anyMatch(name::startsWith)) {
            resources.add(name);
          }
        } else if (name.endsWith(ClassFile.ENDING)) {
          packages.add(packageOf(name));
        }
      }
      return new ClassPathJar(path, named(path, zip), packages, resources);
    } catch (IOException | IllegalArgumentException e) {
      return new ClassPathJar(path, List.of(), Set.of(), Set.of());
    }
  }

  private static List<Path> named(Path path, ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
    if (entry == null) {
      return List.of();
    }
    String value;
    try (InputStream stream = zip.getInputStream(entry)) {
      value = new Manifest(stream).getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    }
    if (value == null) {
      return List.of();
    }
    URI base = path.toUri();
    return Stream.of(value.trim().split(" +", -1))
        .filter(each -> !each.isEmpty())
        .flatMap(each -> file(base, each).stream())
        .toList();
  }

  /** What a manifest names; none for what is no file, such as an address of the web. */
  private static Optional<Path> file(URI base, String named) {
    try {
      return Optional.of(Path.of(base.resolve(named)).toAbsolutePath().normalize());
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty(); // The JDK, too, ignores what it cannot find.
    }
  }

  private static String packageOf(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/'))).replace('/', '.');
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<Path> brings() {
    return brings;
  }

  Set<String> packages() {
    return packages;
  }

  Set<String> resources() {
    return resources;
  }

  @Override
  public boolean has(String packageName) {
    return packages.contains(packageName);
  }

  @Override
  public synchronized List<ClassFile> classesOf(String packageName) throws IOException {
    ZipFile zip = open();
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    List<ClassFile> classes = new ArrayList<>();
    for (String name : files.getOrDefault(packageName, List.of())) {
      classes.add(new ClassFile(uri, packageName, name, () -> bytes(zip, folder + name)));
    }
    return classes;
  }

  @Override
  public synchronized List<ClassFile> typesNamed(String simple) throws IOException {
    ZipFile zip = open();
    String file = simple + ClassFile.ENDING;
    return packages.stream()
        .filter(each -> !each.isEmpty() && zip.getEntry(fileIn(each, file)) != null)
        .map(each -> new ClassFile(uri, each, file, () -> bytes(zip, fileIn(each, file))))
        .toList();
  }

  private static String fileIn(String packageName, String file) {
    return packageName.replace('.', '/') + "/" + file;
  }

  @Override
  public @Nullable URL resource(String name) throws IOException {
    return resources.contains(name)
        ? URI.create("jar:" + uri + "!/" + encoded(name)).toURL()
        : null;
  }

  /** A name as it stands in a URL. */
  static String encoded(String name) {
    try {
      return new URI(null, null, "/" + name, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("expected the name of a file, got " + name, e);
    }
  }

  private InputStream bytes(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is no longer in " + path);
    }
    return zip.getInputStream(entry);
  }

  private ZipFile open() throws IOException {
    ZipFile zip = opened;
    if (zip == null) {
      zip = new ZipFile(path.toFile());
      for (var all = zip.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.endsWith(ClassFile.ENDING) && !name.startsWith("META-INF/")) {
          files
              .computeIfAbsent(packageOf(name), each -> new ArrayList<>())
              .add(name.substring(name.lastIndexOf('/') + 1));
        }
      }
      opened = zip;
    }
    return zip;
  }
}
