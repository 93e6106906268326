package org.mesascope.kernel.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dflib.jjava.jupyter.Extension;

/** A class folder that names services of the test class path, as an extension's jar would. */
final class ServiceFolder {
  private ServiceFolder() {}

  static Path with(Path folder, Class<?>... extensions) throws IOException {
    StringBuilder names = new StringBuilder();
    for (Class<?> extension : extensions) {
      names.append(extension.getName()).append('\n');
    }
    Path file = folder.resolve("META-INF/services").resolve(Extension.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, names);
    return folder;
  }
}
