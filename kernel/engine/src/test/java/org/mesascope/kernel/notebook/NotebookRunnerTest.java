package org.mesascope.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.notebook.NotebookRun.Cause;
import org.mesascope.kernel.notebook.NotebookRun.Parameter;

/** Runs against real kernels in processes of their own. */
class NotebookRunnerTest {
  @TempDir private Path folder;

  private NotebookRun run(RunOptions options, Cell... cells)
      throws IOException, InterruptedException {
    Notebook notebook = new Notebook(Arrays.asList(cells), new JsonObject());
    return NotebookRunner.run(notebook, folder, options, RunListener.silent());
  }

  private static Cell code(String source, String... tags) {
    JsonArray names = new JsonArray();
    Stream.of(tags).forEach(names::add);
    JsonObject metadata = new JsonObject();
    metadata.add("tags", names);
    return Cell.code("", source).withMetadata(metadata);
  }

  private static List<String> shown(NotebookRun run, int cell) {
    List<String> shown = new ArrayList<>();
    for (JsonObject output : run.notebook().cells().get(cell).outputs()) {
      switch (output.get("output_type").getAsString()) {
        case "stream" -> shown.add(output.get("text").getAsString());
        case "error" -> shown.add(output.get("ename").getAsString());
        default -> shown.add(output.getAsJsonObject("data").get("text/plain").getAsString());
      }
    }
    return shown;
  }

  @Test
  void storesWhatCellsShowAndUpdatesItInPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("beside.txt"), "found");
    NotebookRun run =
        run(
            RunOptions.defaults(),
            Cell.markdown("", "# Text"),
            code("System.out.print(\"a\"); System.out.println(\"b\"); 6 * 7"),
            code("String id = display(\"before\", \"text/plain\");"),
            code("updateDisplay(id, \"after\", \"text/plain\");"),
            code("throw new java.io.IOException(\"expected\");", "raises-exception"),
            code("java.nio.file.Files.readString(java.nio.file.Path.of(\"beside.txt\"))"));
    assertThat(run.failure()).isNull();
    assertThat(run.status()).isEqualTo("ok");
    assertThat(run.notebook().metadata().getAsJsonObject("language_info").get("name").getAsString())
        .isEqualTo("java");
    assertThat(shown(run, 1)).containsExactly("ab\n", "42");
    assertThat(shown(run, 2)).containsExactly("after");
    assertThat(shown(run, 3)).isEmpty();
    assertThat(shown(run, 4)).containsExactly("java.io.IOException");
    assertThat(shown(run, 5)).as("the kernel works in %s", file.getParent()).hasSize(1);
    assertThat(shown(run, 5).get(0)).contains("found");
    assertThat(run.cells()).extracting(NotebookRun.CellRun::number).containsExactly(1, 2, 3, 4, 5);
    Cell first = run.notebook().cells().get(1);
    assertThat(first.executionCount()).isEqualTo(1);
    assertThat(first.metadata().getAsJsonObject("execution").keySet())
        .contains("iopub.status.busy", "iopub.status.idle", "shell.execute_reply");
  }

  @Test
  void stopsAtAFailingCellAndKeepsWhatRan() throws Exception {
    NotebookRun run =
        run(
            RunOptions.defaults(),
            code("System.out.println(\"before\");"),
            Cell.markdown("", "between"),
            code("int zero = 0;\nSystem.out.println(\"here\");\n1 / zero"),
            code("\"never\""));
    assertThat(run.failure())
        .isEqualTo(
            new NotebookRun.Failure(Cause.ERROR, 2, 3, "java.lang.ArithmeticException: / by zero"));
    assertThat(run.failure().headline()).isEqualTo("cell 2, line 3 failed");
    assertThat(shown(run, 0)).containsExactly("before\n");
    assertThat(shown(run, 2)).containsExactly("here\n", "java.lang.ArithmeticException");
    assertThat(run.notebook().cells().get(3).outputs()).isEmpty();
    assertThat(run.notebook().cells().get(3).executionCount()).isNull();
  }

  @Test
  void pointsAtTheFailedCellsOwnLineWhereAnEarlierOneDefinedWhatThrew() throws Exception {
    NotebookRun run =
        run(
            RunOptions.defaults(),
            code("int inverse(int n) {\n  return 1 / n;\n}"),
            code("int zero = 0;\n\n\ninverse(zero)"));
    assertThat(run.failure().headline()).isEqualTo("cell 2, line 4 failed");
  }

  @Test
  void stopsACellThatGoesOverItsTime() throws Exception {
    NotebookRun run =
        run(
            RunOptions.defaults().withCellLimit(Duration.ofSeconds(8)),
            code("long pid = ProcessHandle.current().pid();\npid"),
            code("System.out.println(\"spins\");\nwhile (true) { }"),
            code("\"never\""));
    assertThat(run.failure().cause()).isEqualTo(Cause.TIMEOUT);
    assertThat(run.failure().headline()).isEqualTo("cell 2 went over its time");
    assertThat(shown(run, 1)).startsWith("spins\n");
    long pid = Long.parseLong(shown(run, 0).get(0));
    assertThat(ProcessHandle.of(pid)).as("the kernel's process").isEmpty();
  }

  @Test
  void reportsAKernelThatDies() throws Exception {
    NotebookRun run =
        run(
            RunOptions.defaults(),
            code("System.out.println(\"alive\");"),
            code(
                "new ProcessBuilder(\"kill\", \"-9\", \"\" + ProcessHandle.current().pid())"
                    + ".start().waitFor();\nThread.sleep(60_000);"),
            code("\"never\""));
    assertThat(run.failure().cause()).isEqualTo(Cause.KERNEL_DIED);
    assertThat(run.failure().cell()).isEqualTo(2);
    assertThat(run.failure().reason()).contains("ended by signal 9");
    assertThat(shown(run, 0)).containsExactly("alive\n");
  }

  @Test
  void reportsAKernelThatDoesNotStartInItsOwnWords() throws Exception {
    KernelCommand kernel = KernelCommand.likeThisProcess().withFlags(List.of("--no-such-flag"));
    NotebookRun run = run(RunOptions.defaults().withKernel(kernel), code("1"));
    assertThat(run.failure().headline()).isEqualTo("the kernel did not start");
    assertThat(run.failure().reason()).contains("exited with 1").contains("--no-such-flag");
  }

  @Test
  void injectsParametersAndTellsWhatTheyWere() throws Exception {
    NotebookRun run =
        run(
            RunOptions.defaults().withParameters(Parameters.parse(List.of("seed=7", "rate=2"))),
            code("int seed = 1;\nvar rate = 0.5;\nString name = \"n\";", "parameters"),
            code("seed * rate + name"));
    assertThat(run.failure()).isNull();
    assertThat(run.notebook().cells()).hasSize(3);
    assertThat(run.notebook().cells().get(1).source())
        .isEqualTo("// Parameters of this run\nint seed = 7;\ndouble rate = 2.0;");
    assertThat(shown(run, 2)).containsExactly("14.0n");
    assertThat(run.parameters())
        .isEqualTo(
            Map.of(
                "seed", new Parameter("int", "7", true),
                "rate", new Parameter("double", "2.0", true),
                "name", new Parameter("String", "n", false)));
  }

  @Test
  void refusesParametersBeforeAnythingRuns() {
    RunOptions seed = RunOptions.defaults().withParameters(Parameters.parse(List.of("seed=abc")));
    assertThatThrownBy(() -> run(seed, code("int seed = 1;", "parameters")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("`seed` expects int, got 'abc'");
    assertThatThrownBy(() -> run(seed, code("int seed = 1;")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Tag the cell that declares them `parameters`");
  }
}
