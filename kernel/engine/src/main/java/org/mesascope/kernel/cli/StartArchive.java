package org.mesascope.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mesascope.kernel.java.ClassPathIndex;
import org.mesascope.kernel.notebook.AtomicFiles;
import org.mesascope.kernel.notebook.ChildKernel;
import org.mesascope.kernel.notebook.KernelCommand;

/**
 * What a kernel starts faster from: an archive of loaded classes, and an index of its class path.
 *
 * <p>The archive (class-data sharing; an AOT cache from Java 25 on) comes from a real session with
 * a clean end. It fits one build of Java, which its name tells, and one class path, whose folder it
 * is in. Both files are written beside their place and then renamed. Where one is missing or does
 * not fit, the kernel starts without it and says nothing; {@link #isUsedBy} finds out.
 *
 * @param folder the folder of jars it was made from
 * @param feature the version of Java, such as 17
 * @param build the build of Java, as it stands in the names of files
 */
record StartArchive(Path folder, int feature, String build) {
  private static final int AOT_SINCE = 25;

  /** The archive is written while the session ends, which takes its time on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String DRAFT = ".draft";

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
    String build = System.getProperty("java.vm.vendor") + " " + Runtime.version();
    return new StartArchive(folder, Runtime.version().feature(), build.replaceAll("[^\\w.]+", "_"));
  }

  Path file() {
    return folder.resolve("start-" + build + (isAotCache() ? ".aot" : ".jsa"));
  }

  Path index() {
    return folder.resolve("start-" + build + ".index");
  }

  /** The command that starts a kernel with this archive, or without it where it does not fit. */
  KernelCommand quietly(KernelCommand kernel) {
    return kernel.withFlags(
        List.of(
            "-D" + ClassPathIndex.PROPERTY + "=" + index(),
            isAotCache() ? "-XX:AOTCache=" + file() : "-XX:SharedArchiveFile=" + file(),
            isAotCache() ? "-XX:AOTMode=auto" : "-Xshare:auto",
            "-Xlog:disable"));
  }

  /**
   * Makes the archive from a real session with a clean end.
   *
   * @return whether there is one now
   * @throws IOException if the folder cannot be written to
   */
  boolean make(KernelCommand kernel) throws IOException, InterruptedException {
    AtomicFiles.write(index(), ClassPathIndex.of(kernel.joinedClassPath()).text());
    removeAbandonedDrafts();
    Path draft = folder.resolve("." + file().getFileName() + "." + pid() + DRAFT);
    try {
      return train(kernel, draft) && isUsedBy(quietly(kernel));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private boolean train(KernelCommand kernel, Path draft) throws IOException, InterruptedException {
    String record = isAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    KernelCommand trained =
        kernel.withFlags(List.of("-D" + ClassPathIndex.PROPERTY + "=" + index(), record + draft));
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

  /**
   * Whether Java takes the archive that a kernel's command names: it is asked to start with it or
   * not at all.
   */
  static boolean isUsedBy(KernelCommand kernel) throws IOException, InterruptedException {
    return isUsedBy(kernel.line(""));
  }

  /** Whether Java takes the archive that a kernel's command line names, if it names one. */
  static boolean isUsedBy(List<String> line) throws IOException, InterruptedException {
    int classPath = line.indexOf("-cp");
    Optional<Path> archive = named(line);
    if (classPath < 0 || archive.isEmpty() || Files.notExists(archive.get())) {
      return false;
    }
    List<String> strict = new ArrayList<>(line.subList(0, classPath + 2));
    strict.add(line.contains("-XX:AOTMode=auto") ? "-XX:AOTMode=on" : "-Xshare:on");
    strict.add("-version");
    return new ProcessBuilder(strict)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** The archive that a kernel's command line names. */
  static Optional<Path> named(List<String> line) {
    return line.stream()
        .filter(
            flag -> flag.startsWith("-XX:SharedArchiveFile=") || flag.startsWith("-XX:AOTCache="))
        .map(flag -> Path.of(flag.substring(flag.indexOf('=') + 1)))
        .findFirst();
  }

  private boolean isAotCache() {
    return feature >= AOT_SINCE;
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  /** Drafts of processes that are gone were cut off. */
  private void removeAbandonedDrafts() throws IOException {
    Pattern name = Pattern.compile("\\..*\\.(\\d{1,18})" + Pattern.quote(DRAFT));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher matcher = name.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
