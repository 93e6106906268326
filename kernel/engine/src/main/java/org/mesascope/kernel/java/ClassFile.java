package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A compiled class, as the compiler takes it. */
final class ClassFile extends SimpleJavaFileObject {

  static final String ENDING = ".class";

  /** Opens the bytes of a class. */
  interface Source {
    InputStream open() throws IOException;
  }

  private final String name;
  private final String binaryName;
  private final Source source;

  /**
   * @param container the jar or folder it is in
   * @param packageName with dots
   * @param file its name in the package, such as {@code X.class}
   */
  ClassFile(URI container, String packageName, String file, Source source) {
    super(container, Kind.CLASS);
    String simple = file.substring(0, file.length() - ENDING.length());
    this.binaryName = packageName.isEmpty() ? simple : packageName + "." + simple;
    this.name = binaryName.replace('.', '/') + ENDING;
    this.source = source;
  }

  /** A class in a file of its own. */
  static ClassFile in(Path folder, String packageName, Path file) {
    String name = String.valueOf(file.getFileName());
    return new ClassFile(folder.toUri(), packageName, name, () -> Files.newInputStream(file));
  }

  String binaryName() {
    return binaryName;
  }

  /** Made when asked for: a package may have hundreds of classes, of which few are read. */
  @Override
  public URI toUri() {
    boolean jar = !uri.getPath().endsWith("/");
    return jar
        ? URI.create("jar:" + uri + "!/" + ClassPathJar.encoded(name))
        : uri.resolve(ClassPathJar.encoded(name));
  }

  @Override
  public String getName() {
    return uri.getPath() + "(" + name + ")";
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.CLASS
        && binaryName.substring(binaryName.lastIndexOf('.') + 1).equals(simpleName);
  }

  @Override
  public InputStream openInputStream() throws IOException {
    return source.open();
  }
}
