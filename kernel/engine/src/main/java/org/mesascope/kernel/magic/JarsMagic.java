package org.mesascope.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code %jars patterns…}: adds jars; a folder stands for the jars in it. */
final class JarsMagic implements LineMagic {

  @Override
  public List<String> run(Session session, Arguments arguments) throws IOException {
    if (arguments.words().isEmpty()) {
      throw new IllegalArgumentException("%jars expects paths or patterns, such as lib/*.jar");
    }
    List<Path> jars = new ArrayList<>();
    for (String pattern : arguments.words()) {
      for (Path path : Globs.matching(session.workingDirectory(), pattern)) {
        if (Files.isDirectory(path)) {
          jars.addAll(Globs.matching(path, "*.jar"));
        } else {
          jars.add(path);
        }
      }
    }
    session.addToClasspath(jars);
    return jars.stream().map(Path::toString).toList();
  }
}
