package org.mesascope.kernel.javadoc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Finds Javadoc in the {@code -sources} or {@code -javadoc} jar beside the jar of a class. */
public final class JarDocs {

  private static final String JAR = ".jar";

  private final ClassLoader loader;
  private final Function<String, List<String>> qualifier;

  /**
   * @param loader sees the classes
   * @param qualifier the qualified names that a simple name may stand for
   */
  public JarDocs(ClassLoader loader, Function<String, List<String>> qualifier) {
    this.loader = loader;
    this.qualifier = qualifier;
  }

  /** The HTML of the Javadoc of what a signature names, if there is any. Cost: one file's parse. */
  public Optional<String> of(String signature) {
    Signature wanted = Signature.parse(signature);
    Class<?> type = type(wanted.owner());
    Path jar = type == null ? null : jarOf(type);
    if (type == null || jar == null) {
      return Optional.empty();
    }
    Class<?> outer = outermost(type);
    String path = outer.getName().replace('.', '/');
    return read(jar, "-sources", path + ".java", source -> SourceDocs.find(source, type, wanted))
        .or(
            () ->
                read(
                    jar,
                    "-javadoc",
                    path(type) + ".html",
                    page -> PageDocs.find(page, type, wanted)));
  }

  /** The class that what a signature names is in, or is. Cost: a look into each package. */
  public Optional<Class<?>> owner(String signature) {
    return Optional.ofNullable(type(Signature.parse(signature).owner()));
  }

  private static Class<?> outermost(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }

  /** Where a javadoc jar keeps a type's page: {@code java/util/Map.Entry}. */
  private static String path(Class<?> type) {
    String name = String.valueOf(type.getCanonicalName());
    String inPackage =
        type.getPackageName().isEmpty() ? name : name.substring(type.getPackageName().length() + 1);
    return (type.getPackageName() + ".").replace('.', '/') + inPackage;
  }

  private @Nullable Class<?> type(String owner) {
    String first = owner.contains(".") ? owner.substring(0, owner.indexOf('.')) : owner;
    return loaded(owner)
        .or(
            () ->
                qualifier.apply(first).stream()
                    .map(name -> name + owner.substring(first.length()))
                    .map(this::loaded)
                    .flatMap(Optional::stream)
                    .findFirst())
        .orElse(null);
  }

  /** A nested type's dots become dollars from the right, until there is such a class. */
  private Optional<Class<?>> loaded(String name) {
    String tried = name;
    while (true) {
      try {
        return Optional.of(Class.forName(tried, false, loader));
      } catch (ClassNotFoundException | LinkageError e) {
        int dot = tried.lastIndexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        tried = tried.substring(0, dot) + "$" + tried.substring(dot + 1);
      }
    }
  }

  private @Nullable Path jarOf(Class<?> type) {
    URL url = loader.getResource(type.getName().replace('.', '/') + ".class");
    if (url == null || !url.getProtocol().equals("jar")) {
      return null;
    }
    try {
      URLConnection connection = url.openConnection();
      return connection instanceof JarURLConnection jar
          ? Path.of(URI.create(jar.getJarFileURL().toString()))
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> read(
      Path jar, String kind, String entry, Function<String, Optional<String>> search) {
    String name = String.valueOf(jar.getFileName());
    String stem = name.endsWith(JAR) ? name.substring(0, name.length() - JAR.length()) : name;
    Path beside = jar.resolveSibling(stem + kind + JAR);
    if (!Files.isRegularFile(beside)) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(beside.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      return found == null
          ? Optional.empty()
          : search.apply(
              new String(zip.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty(); // a broken jar beside another costs its documentation alone
    }
  }
}
