package org.mesascope.kernel.magic;

import org.mesascope.kernel.magic.maven.MavenLocations;
import org.mesascope.kernel.magic.maven.MavenMagics;

/** The magics that every notebook has. */
public final class StandardMagics {
  private StandardMagics() {}

  /** A registry with all of them, whose dependencies come by these Maven places. */
  public static Magics with(MavenLocations maven) {
    Magics magics = new Magics();
    TimeMagic time = new TimeMagic();
    magics
        .line("jars", new JarsMagic())
        .line("classpath", new ClasspathMagic())
        .line("load", new LoadMagic())
        .line("lsmagic", new ListMagic())
        .line("time", time)
        .cell("time", time);
    new MavenMagics(maven).register(magics);
    return magics;
  }
}
