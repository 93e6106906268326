package org.mesascope.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout of its own, with programs that tell how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../../mesascope");

  @TempDir private Path folder;
  private Path checkout;
  private Path jdk;
  private final Map<String, String> environment = new TreeMap<>();

  /** What came of calling the launcher. */
  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a check out"));
    Files.copy(LAUNCHER, checkout.resolve("mesascope"));
    checkout.resolve("mesascope").toFile().setExecutable(true);
    for (String each : List.of("pom.xml", "kernel/pom.xml", "toolkit/core/src/main/A.java")) {
      Path file = checkout.resolve(each);
      Files.createDirectories(file.getParent());
      Files.writeString(file, each);
      age(file, 100);
    }
    jdk = folder.resolve("jdk");
    java("17");
    script(jdk.resolve("bin/javac"), "");
    script(
        folder.resolve("bin/mvn"),
        """
        echo "mvn $*" >> "%s/calls"
        [ ! -f "%s/broken" ] || { echo '[ERROR] A.java:[1,2] no such symbol'; exit 1; }
        echo '[INFO] Building Mesascope kernel: engine 0.1.0-SNAPSHOT     [4/8]'
        sleep 0.3
        mkdir -p "%s/toolkit/runtime/target/mesascope"
        : > "%s/toolkit/runtime/target/mesascope/mesascope.jar"
        """
            .replace("%s/calls", folder + "/calls")
            .replace("%s/broken", folder + "/broken")
            .replace("%s/toolkit", checkout + "/toolkit"));
    environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", jdk.toString());
  }

  private void java(String version) throws IOException {
    script(
        jdk.resolve("bin/java"),
        """
        case $1 in -XshowSettings*)
          echo '    java.home = %s' >&2
          echo '    java.specification.version = %s' >&2
          exit 0 ;;
        esac
        echo "java $*"
        """
            .formatted(jdk, version));
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body);
    file.toFile().setExecutable(true);
  }

  private static void age(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Outcome outcome(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }

  private Outcome mesascope(String... arguments) throws IOException, InterruptedException {
    return outcome(start(checkout.resolve("mesascope"), arguments));
  }

  private List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void buildsOnceShowsItAndPassesArgumentsOn() throws Exception {
    Outcome first = mesascope("run", "my notebook.ipynb", "-p", "a=b c");
    assertThat(first.status()).isZero();
    assertThat(first.err()).isEqualTo("building 4/8: Mesascope kernel: engine\n");
    assertThat(first.out())
        .contains("-jar " + checkout + "/toolkit/runtime/target/mesascope/mesascope.jar run my")
        .endsWith("my notebook.ipynb -p a=b c\n");
    assertThat(checkout.resolve("target/build.log")).content().contains("Building Mesascope");

    Outcome second = mesascope("doctor");
    assertThat(second.err()).isEmpty();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceChangedOrWent() throws Exception {
    mesascope("doctor");
    Path source = checkout.resolve("toolkit/core/src/main/B.java");
    Files.writeString(source, "new");
    age(source, -2);
    age(source.getParent(), 100);
    mesascope("doctor");
    assertThat(calls()).as("a new source").hasSize(2);
    age(source, 100);
    mesascope("doctor");
    assertThat(calls()).as("nothing new").hasSize(2);
    Files.delete(source);
    age(source.getParent(), -2);
    mesascope("doctor");
    assertThat(calls()).as("a source less").hasSize(3);
  }

  @Test
  void aBuildThatFailsSaysWhyAndStartsNothing() throws Exception {
    Files.writeString(folder.resolve("broken"), "");
    Outcome outcome = mesascope("doctor");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("A.java:[1,2] no such symbol")
        .contains("the build failed. Its whole log is " + checkout + "/target/build.log");
    Files.delete(folder.resolve("broken"));
    assertThat(mesascope("doctor").status()).isZero();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process one = start(checkout.resolve("mesascope"), "doctor");
    Process two = start(checkout.resolve("mesascope"), "doctor");
    assertThat(outcome(one).status()).isZero();
    assertThat(outcome(two).status()).isZero();
    assertThat(calls()).hasSize(1);
    assertThat(checkout.resolve(".mesascope").toFile().list()).isEmpty();
  }

  @Test
  void takesOverTheLockOfABuildThatIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(checkout.resolve(".mesascope"));
    Files.createSymbolicLink(
        checkout.resolve(".mesascope/lock"), Path.of(String.valueOf(gone.pid())));
    assertThat(mesascope("doctor").status()).isZero();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    Path link = folder.resolve("bin/meso");
    Files.createSymbolicLink(link, Path.of("../a check out/mesascope"));
    assertThat(outcome(start(link, "doctor")).out()).contains("-Dmesascope.home=" + checkout);
  }

  /** Reports are the toolkit's, so the launcher names their class itself. */
  @Test
  void aReportIsTheToolkitsOwn() throws Exception {
    Outcome outcome = mesascope("report", "my log.jsonl", "--map", "m.yaml");
    String call = outcome.out().strip();
    assertThat(call)
        .contains("-cp " + checkout + "/toolkit/runtime/target/mesascope/mesascope.jar ")
        .endsWith(" my log.jsonl --map m.yaml");
    String name = call.replaceAll(".*mesascope\\.jar (\\S+).*", "$1");
    assertThat(Class.forName(name, false, LauncherTest.class.getClassLoader())).isNotNull();
  }

  @Test
  void testIsMavenVerify() throws Exception {
    assertThat(mesascope("test", "-pl", "kernel/engine").status()).isZero();
    assertThat(calls())
        .containsExactly("mvn -B -f " + checkout + "/pom.xml verify -pl kernel/engine");
    Files.writeString(folder.resolve("broken"), "");
    assertThat(mesascope("test").status()).isEqualTo(1);
  }

  @Test
  void saysWhichJavaIsMissing() throws Exception {
    java("11");
    assertThat(mesascope("doctor"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "mesascope: '%s/bin/java' is Java 11, and Mesascope needs 17 or newer. Set JAVA_HOME to a newer JDK.\n"
                    .formatted(jdk)));
    java("1.8");
    assertThat(mesascope("doctor").err()).contains("is Java 1.8, and Mesascope needs 17");
    java("21");
    Files.delete(jdk.resolve("bin/javac"));
    assertThat(mesascope("doctor").err()).contains("it is a runtime (JRE)");
    environment.put("JAVA_HOME", "/nowhere");
    assertThat(mesascope("doctor").err()).contains("JAVA_HOME is '/nowhere'");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(folder.resolve("bin/mvn"));
    Path tools = folder.resolve("tools");
    for (String tool : List.of("sh", "dirname", "readlink", "sed", "find", "head", "mkdir", "ln")) {
      script(tools.resolve(tool), "exec " + which(tool) + " \"$@\"\n");
    }
    environment.put("PATH", tools.toString());
    Outcome outcome = mesascope("doctor");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("mesascope: there is no Maven, which builds Mesascope.");
  }

  private static Path which(String tool) {
    Path usual = Path.of("/usr/bin", tool);
    return Files.exists(usual) ? usual : Path.of("/bin", tool);
  }
}
