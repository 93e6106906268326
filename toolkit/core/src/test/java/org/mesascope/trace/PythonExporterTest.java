package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent trained elsewhere writes, read here. */
class PythonExporterTest {

  @TempDir Path folder;

  @Test
  void whatPythonWritesReadsBack() throws IOException, InterruptedException {
    assertThat(
            python(
                """
            from mesascope_traces import TraceWriter
            with TraceWriter("traces.jsonl") as traces:
                with traces.trace("e\u00e9-0", version="checkpoint-3", seed=7) as trace:
                    trace.step("fork", "left", menu={"left": {"cost": 1}, "right": {"cost": 2.5}})
                    trace.step("door", "open", outcome="through")
                with traces.trace(1) as trace:
                    trace.step("s", "b", menu=["a", "b"])
            """))
        .isEmpty();
    Menu menu = new Menu(List.of("left", "right"), List.of("cost"), new double[] {1, 2.5});
    Path file = folder.resolve("traces.jsonl");
    assertThat(TraceReader.jsonl().read(file))
        .isEqualTo(
            TraceLog.of(
                List.of(
                    new Trace(
                        "e\u00e9-0",
                        List.of(
                            new Step("fork", menu, "left", null),
                            new Step("door", null, "open", "through")),
                        Map.of("version", "checkpoint-3", "seed", "7")),
                    new Trace(
                        "1",
                        List.of(new Step("s", Menu.of(List.of("a", "b")), "b", null)),
                        Map.of()))));
  }

  @Test
  void whatCannotBeReadIsNotWritten() throws IOException, InterruptedException {
    for (String step :
        List.of(
            "trace.step('s', 'c', menu=['a', 'b'])",
            "trace.step('s', 'a', menu={'a': {'x': float('nan')}})",
            "trace.step('s', 'a', menu={'a': {'x': 1}, 'b': {'y': 1}})")) {
      String errors =
          python(
              "from mesascope_traces import TraceWriter\n"
                  + "with TraceWriter('traces.jsonl') as t:\n"
                  + "  with t.trace('a') as trace:\n    "
                  + step);
      assertThat(errors).as(step).contains("ValueError");
      assertThat(folder.resolve("traces.jsonl")).doesNotExist();
      assertThat(folder.resolve("traces.jsonl.tmp")).doesNotExist();
    }
  }

  /** The schema names what the reader takes, no more and no less. */
  @Test
  void theSchemaHasTheReadersFields() throws IOException {
    JsonObject schema = JsonParser.parseString(resource("traces.schema.json")).getAsJsonObject();
    assertThat(schema.getAsJsonObject("properties").keySet())
        .containsExactlyInAnyOrder("id", "metadata", "steps");
    JsonObject parts = schema.getAsJsonObject("$defs");
    assertThat(parts.getAsJsonObject("step").getAsJsonObject("properties").keySet())
        .containsExactlyInAnyOrder("situation", "menu", "choice", "outcome");
    assertThat(parts.getAsJsonObject("menu").getAsJsonObject("properties").keySet())
        .containsExactlyInAnyOrder("alternatives", "features", "values");
  }

  private String python(String program) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("mesascope_traces.py"), resource("mesascope_traces.py"));
    Files.writeString(folder.resolve("agent.py"), program);
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-B", "agent.py")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no python3");
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Trace.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
