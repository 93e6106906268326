package org.mesascope.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.render.Renderers;

/** What magics need of the running notebook. The session in force is {@link Notebook#session()}. */
public interface Session {

  /**
   * Adds jars and class folders to what cells see, from the next statement on. Entries that are
   * there already are left alone. Renderers and extensions that the new entries bring are loaded
   * before this returns.
   */
  void addToClasspath(List<Path> entries);

  /** The entries added so far, in order. */
  List<Path> classpath();

  /** The loader that sees what cells see, added entries included. */
  ClassLoader classLoader();

  /**
   * Runs code in the scope of the cells, magics included, and may be called while a cell runs.
   *
   * @return the value of the last expression, or null where there is none
   * @throws Exception what the code threw, or a description of why it does not compile
   */
  @Nullable Object evaluate(String code) throws Exception;

  /** The folder that relative paths start from. */
  Path workingDirectory();

  Renderers renderers();

  Magics magics();
}
