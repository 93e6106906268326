package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What every notebook has imported: the JDK's everyday packages, and whatever jars on the class
 * path name in {@code META-INF/mesascope/imports}: one import a line, without the word {@code
 * import} or with it; {@code #} starts a comment.
 */
final class Imports {

  static final String RESOURCE = "META-INF/mesascope/imports";

  private static final List<String> EVERYDAY =
      List.of(
          "static " + Input.class.getName() + ".*",
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.prefs.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "org.mesascope.kernel.comm.*");

  private Imports() {}

  /** The everyday imports and those named by the jars a loader sees, as declarations. */
  static List<String> seenBy(ClassLoader loader) {
    Set<String> imports = new LinkedHashSet<>();
    EVERYDAY.forEach(name -> imports.add(declaration(name)));
    try {
      for (URL resource : Collections.list(loader.getResources(RESOURCE))) {
        imports.addAll(read(resource));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read for " + RESOURCE, e);
    }
    return List.copyOf(imports);
  }

  private static List<String> read(URL resource) throws IOException {
    List<String> imports = new ArrayList<>();
    try (var stream = resource.openStream()) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\\R", -1)) {
        String code = line.replaceFirst("#.*", "").strip();
        if (!code.isEmpty()) {
          imports.add(declaration(code));
        }
      }
    }
    return imports;
  }

  private static String declaration(String line) {
    String name = line.startsWith("import ") ? line.substring("import ".length()) : line;
    return "import " + name.strip() + (name.endsWith(";") ? "" : ";");
  }
}
