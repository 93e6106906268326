package org.mesascope.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code %classpath patterns…}: adds jars and class folders; one word may hold several, separated
 * as on a command line. Without patterns it prints what was added so far.
 */
final class ClasspathMagic implements LineMagic {

  @Override
  public List<String> run(Session session, Arguments arguments) throws IOException {
    if (arguments.words().isEmpty()) {
      List<String> entries = session.classpath().stream().map(Path::toString).toList();
      entries.forEach(System.out::println);
      return entries;
    }
    List<Path> entries = new ArrayList<>();
    for (String word : arguments.words()) {
      for (String pattern : word.split(File.pathSeparator, -1)) {
        entries.addAll(Globs.matching(session.workingDirectory(), pattern));
      }
    }
    session.addToClasspath(entries);
    return entries.stream().map(Path::toString).toList();
  }
}
