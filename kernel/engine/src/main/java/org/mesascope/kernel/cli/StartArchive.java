package org.mesascope.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.mesascope.kernel.notebook.ChildKernel;
import org.mesascope.kernel.notebook.KernelCommand;

/**
 * A class-data archive from which a kernel starts faster. It fits one build of Java and one class
 * path; where it is missing or does not fit, the kernel starts without it and says nothing.
 *
 * @param folder the folder of jars it was made from
 * @param name its file's name, which tells the build of Java it fits
 */
record StartArchive(Path folder, String name) {
  /** The archive is written while the session ends, which takes its time on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a session does first, so that the classes it needs are in the archive. */
  private static final List<String> TRAINING =
      List.of(
          "1 + 1",
          "import java.util.zip.*;",
          "System.out.println(java.util.List.of(1, 2));",
          "record Point(int x, int y) {}\nvar points = java.util.List.of(new Point(1, 2));\npoints",
          "int square(int n) {\n  return n * n;\n}\nsquare(7)",
          "for (int i = 0; i < 3; i++) {\n  if (i > 0) System.out.printf(\"%.2f \" + i + \"%n\", .5);\n}",
          "var lengths = java.util.stream.Stream.of(\"a\", \"b\").map(t -> t.length()).toList();",
          "interface Shape { double area(); }\nclass Disc implements Shape {\n"
              + "  public double area() { try { return Math.PI; } finally { } }\n}\nnew Disc().area()",
          "display(java.util.Map.of(\"a\", 1))",
          "String shown = display(\"<b>1</b>\", \"text/html\"); updateDisplay(shown, 2);",
          "new int[] {1, 2, 3}",
          "new double[][] {{1, 2}, {3, 4}}",
          "%time square(3)",
          "nobody",
          "throw new IllegalStateException(\"training\");");

  /** The archive for this build of Java in a folder of jars. */
  static StartArchive in(Path folder) {
    String build = Runtime.version().toString().replaceAll("[^\\w.]", "_");
    return new StartArchive(folder, "start-" + build + ".jsa");
  }

  Path file() {
    return folder.resolve(name);
  }

  /** The command that starts a kernel with this archive, or without it where it does not fit. */
  KernelCommand quietly(KernelCommand kernel) {
    return kernel.withFlags(
        List.of("-XX:SharedArchiveFile=" + file(), "-Xshare:auto", "-Xlog:disable"));
  }

  /**
   * Makes the archive from a real session with a clean end.
   *
   * @return whether there is one now
   */
  boolean make(KernelCommand kernel) throws IOException, InterruptedException {
    Path draft = folder.resolve("." + name + ".draft");
    Files.deleteIfExists(draft);
    KernelCommand trained = kernel.withFlags(List.of("-XX:ArchiveClassesAtExit=" + draft));
    try (ChildKernel session = ChildKernel.start(trained, folder)) {
      session.rehearse(TRAINING, "System.out.pr");
      session.end(PATIENCE);
    } catch (ChildKernel.DiedException e) {
      return false;
    }
    if (!Files.exists(draft)) {
      return false;
    }
    Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
