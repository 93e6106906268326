package org.mesascope.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.notebook.KernelCommand;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.KernelClient;

class KernelspecTest {
  @TempDir private Path folder;

  /** A kernel whose class path is one jar, for what needs no kernel to run. */
  private KernelCommand small(String content) throws Exception {
    Path jar = Files.writeString(folder.resolve("a.jar"), content);
    return new KernelCommand(Path.of("/opt/java"), List.of("-Dx=1"), List.of(jar));
  }

  @Test
  void startsFromItsOwnCopyAloneAndEndsWithItsFrontEnd() throws Exception {
    Kernelspec kernelspec = Kernelspec.in(folder.resolve("with space/share/jupyter"));
    kernelspec.install(KernelCommand.likeThisProcess());
    List<String> line = kernelspec.commandLine();
    assertThat(line).contains("--add-modules=jdk.incubator.vector");
    for (String entry : line.get(line.indexOf("-cp") + 1).split(File.pathSeparator, -1)) {
      assertThat(Path.of(entry)).exists().startsWith(kernelspec.folder());
    }

    ConnectionFile connection = ConnectionFile.onFreePorts();
    Path file = folder.resolve("connection.json");
    connection.write(file);
    List<String> command =
        line.stream().map(each -> each.replace("{connection_file}", file.toString())).toList();
    Process frontEnd = new ProcessBuilder("sleep", "600").start();
    ProcessBuilder kernel =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    kernel.environment().put("JPY_PARENT_PID", String.valueOf(frontEnd.pid()));
    Process process = kernel.start();
    try (KernelClient client = KernelClient.connect(connection)) {
      client.awaitReady(Duration.ofSeconds(60));
      StringBuilder seen = new StringBuilder();
      client
          .execute(ExecuteRequest.cell("6 * 7"), message -> seen.append(message.content()))
          .get(60, TimeUnit.SECONDS);
      assertThat(seen).contains("\"text/plain\":\"42\"");
      frontEnd.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends with its front end").isTrue();
    } finally {
      frontEnd.destroyForcibly();
      process.destroyForcibly();
    }
    assertThat(Files.readString(folder.resolve("log")))
        .as("a missing archive says nothing")
        .doesNotContain("archive", "[warning]", "[error]");
  }

  @Test
  void saysWhatJupyterNeedsToKnow() throws Exception {
    Kernelspec kernelspec = Kernelspec.in(folder);
    kernelspec.install(small("1"));
    JsonObject json = JsonParser.parseString(Files.readString(kernelspec.file())).getAsJsonObject();
    assertThat(json.get("display_name").getAsString())
        .isEqualTo("Mesascope (Java " + Runtime.version().feature() + ")");
    assertThat(json.get("language").getAsString()).isEqualTo("java");
    assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
    assertThat(json.getAsJsonObject("env")).hasToString("{\"OMP_NUM_THREADS\":\"1\"}");
    assertThat(kernelspec.commandLine())
        .startsWith("/opt/java", "-Dx=1")
        .endsWith("org.mesascope.kernel.cli.Main", "kernel", "{connection_file}");
    assertThat(kernelspec.folder().resolve("logo-64x64.png")).isNotEmptyFile();
  }

  @Test
  void anInstallationThatIsCutOffLeavesTheOldOne() throws Exception {
    Kernelspec kernelspec = Kernelspec.in(folder);
    kernelspec.install(small("old"));
    String before = Files.readString(kernelspec.file());
    KernelCommand broken =
        new KernelCommand(
            Path.of("/opt/java"),
            List.of(),
            List.of(folder.resolve("a.jar"), folder.resolve("missing.jar")));
    assertThat(catchThrowable(() -> kernelspec.install(broken))).isNotNull();
    assertThat(Files.readString(kernelspec.file())).isEqualTo(before);
    assertThat(kernelspec.isCurrent(small("old"))).isTrue();
  }

  @Test
  void aNewVersionReplacesTheOldOneAndKeepsItForKernelsThatRun() throws Exception {
    Kernelspec kernelspec = Kernelspec.in(folder);
    kernelspec.install(small("old"));
    Path old = kernelspec.jars().orElseThrow();
    assertThat(kernelspec.isCurrent(small("new"))).isFalse();
    kernelspec.install(small("new"));
    assertThat(old.resolve("a.jar")).hasContent("old");
    assertThat(kernelspec.jars().orElseThrow().resolve("a.jar")).hasContent("new");
    assertThat(kernelspec.isCurrent(small("new"))).isTrue();
    kernelspec.install(small("newest"));
    assertThat(old).doesNotExist();
  }

  @Test
  void noticesWhatIsBrokenOrMissing() throws Exception {
    Kernelspec kernelspec = Kernelspec.in(folder);
    kernelspec.install(small("1"));
    assertThat(kernelspec.missing()).isEmpty();
    Path jar = kernelspec.jars().orElseThrow().resolve("a.jar");
    Files.delete(jar);
    assertThat(kernelspec.missing()).containsExactly(jar);
    for (String broken : List.of("", "{", "[]", "{}", "{\"argv\": {}}", "{\"argv\": [1, {}]}")) {
      Files.writeString(kernelspec.file(), broken);
      assertThat(kernelspec.commandLine()).as(broken).isEmpty();
      assertThat(kernelspec.jars()).as(broken).isEmpty();
    }
  }

  @Test
  void knowsWhereJupyterLooks() {
    Path home = Path.of("/home/u");
    assertThat(new JupyterFolders(Map.of(), home, "linux").userData())
        .isEqualTo(Path.of("/home/u/.local/share/jupyter"));
    assertThat(new JupyterFolders(Map.of("XDG_DATA_HOME", "/d"), home, "linux").userData())
        .isEqualTo(Path.of("/d/jupyter"));
    assertThat(new JupyterFolders(Map.of("JUPYTER_DATA_DIR", "/j"), home, "linux").userData())
        .isEqualTo(Path.of("/j"));
    assertThat(new JupyterFolders(Map.of(), home, "mac os x").userData())
        .isEqualTo(Path.of("/home/u/Library/Jupyter"));
    assertThat(new JupyterFolders(Map.of("JUPYTER_PATH", "/a:/b"), home, "linux").allData())
        .startsWith(Path.of("/a"), Path.of("/b"));
  }
}
