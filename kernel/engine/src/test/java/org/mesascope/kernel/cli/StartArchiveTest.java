package org.mesascope.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.notebook.KernelCommand;

class StartArchiveTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** A program with nothing to load but itself. */
  public static final class Nothing {
    private Nothing() {}

    public static void main(String[] args) {
      System.exit(args.length);
    }
  }

  @TempDir private Path folder;

  /** A Java that ends before it is a kernel. */
  private KernelCommand broken() {
    return new KernelCommand(Path.of("/bin/false"), List.of(), List.of(folder.resolve("a.jar")));
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("nothing.jar");
    String name = Nothing.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        var bytes = Nothing.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new ZipEntry(name));
      bytes.transferTo(out);
    }
    return jar;
  }

  @Test
  void isNamedByTheBuildOfJavaAndAsksForWhatThatJavaKnows() {
    KernelCommand kernel = broken();
    List<String> on17 = new StartArchive(folder, 17, "Vendor_17.0.1_2").quietly(kernel).flags();
    assertThat(on17)
        .contains("-XX:SharedArchiveFile=" + folder.resolve("start-Vendor_17.0.1_2.jsa"))
        .contains("-Xshare:auto", "-Xlog:disable")
        .noneMatch(flag -> flag.contains("AOT"));
    List<String> on25 = new StartArchive(folder, 25, "Vendor_25_3").quietly(kernel).flags();
    assertThat(on25)
        .contains("-XX:AOTCache=" + folder.resolve("start-Vendor_25_3.aot"), "-XX:AOTMode=auto")
        .noneMatch(flag -> flag.contains("Shared"));
    assertThat(StartArchive.in(folder).file().getFileName().toString())
        .startsWith("start-")
        .contains(Runtime.version().toString().replaceAll("[^\\w.]+", "_"))
        .matches("[\\w.-]+");
  }

  @Test
  void isUsedUntilAJarChanges() throws Exception {
    Path jar = jar();
    Path archive = folder.resolve("nothing.jsa");
    List<String> line =
        new ArrayList<>(
            List.of(
                JAVA.toString(),
                "-XX:SharedArchiveFile=" + archive,
                "-Xshare:auto",
                "-Xlog:disable",
                "-cp",
                jar.toString(),
                Nothing.class.getName()));
    assertThat(StartArchive.isUsedBy(line)).as("missing").isFalse();
    List<String> training = new ArrayList<>(line);
    training.set(1, "-XX:ArchiveClassesAtExit=" + archive);
    assertThat(new ProcessBuilder(training).inheritIO().start().waitFor()).isZero();
    assertThat(StartArchive.isUsedBy(line)).as("made").isTrue();

    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    assertThat(StartArchive.isUsedBy(line)).as("stale").isFalse();
    Process without = new ProcessBuilder(line).redirectErrorStream(true).start();
    assertThat(without.getInputStream().readAllBytes()).as("nothing said").isEmpty();
    assertThat(without.waitFor()).as("starts without it").isZero();

    Files.writeString(archive, "cut off");
    assertThat(StartArchive.isUsedBy(line)).as("damaged").isFalse();
  }

  @Test
  void aSessionThatDiesLeavesTheArchiveThatWasThere() throws Exception {
    StartArchive archive = StartArchive.in(folder);
    Files.writeString(archive.file(), "before");
    assertThat(archive.make(broken())).isFalse();
    assertThat(archive.file()).hasContent("before");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(archive.file(), archive.index());
    }
  }

  @Test
  void removesTheDraftsOfProcessesThatWereKilledAndNoOthers() throws Exception {
    StartArchive archive = StartArchive.in(folder);
    Process other = new ProcessBuilder("sleep", "600").start();
    Process killed = new ProcessBuilder("sleep", "600").start();
    try {
      Path cutOff = draftOf(archive, killed);
      Path atWork = draftOf(archive, other);
      killed.destroyForcibly().waitFor();
      archive.make(broken());
      assertThat(cutOff).doesNotExist();
      assertThat(atWork).exists();
    } finally {
      other.destroyForcibly();
    }
  }

  private static Path draftOf(StartArchive archive, Process process) throws IOException {
    String name = "." + archive.file().getFileName() + "." + process.pid() + ".draft";
    return Files.writeString(archive.folder().resolve(name), "half");
  }

  @Test
  void saysSoWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThatThrownBy(() -> StartArchive.in(file.resolve("jars")).make(broken()))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("no folder");
  }
}
