package org.mesascope.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are there whole or not at all. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes a text beside its place, then moves it there. Makes the folder where it is missing. */
  public static void write(Path file, String text) throws IOException {
    Path place = file.toAbsolutePath();
    if (place.getParent() != null) {
      Files.createDirectories(place.getParent());
    }
    Path draft =
        place.resolveSibling(
            "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.write(draft, text.getBytes(UTF_8));
      Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
