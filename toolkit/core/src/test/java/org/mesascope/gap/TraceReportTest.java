package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.gap.Misalignment.Kind;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.LogQuestions;
import org.mesascope.trace.LogReader;

/** From a log file to a page, JSON and LaTeX, as a person does it. */
class TraceReportTest {

  private static final String MAPPING =
      """
      reader: jsonl
      trace: id
      unit: person
      situation: scene
      version: model
      shift: {path: condition, training: plain}
      choice: {path: said, pattern: 'ANSWER: (\\w+)'}
      outcome: result
      menu: {alternatives: options, name: name, features: [cost, help]}
      """;

  private static final Path DATASETS = Path.of("../../datasets");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aLogBecomesAPage() throws IOException {
    Path log = Files.writeString(folder.resolve("agent.jsonl"), planted(400) + "{\"id\": \"cut");
    Path map = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    Path report = folder.resolve("report");
    assertThat(run(log.toString(), "--map", map.toString(), "--out", report.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(report.resolve("index.html").toString());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("read 800 of 801 rows, 800 traces; 1 unreadable")
        .contains("line 801: cut off:");
    String page = Files.readString(report.resolve("index.html"));
    assertThat(page)
        .contains("800 of 801 rows could be read")
        .contains("prefers-color-scheme: dark")
        .contains("data:image/svg+xml;base64,")
        .contains("evaluation-conditional behaviour")
        .doesNotContain("<script")
        .doesNotContain("http://");
    assertThat(Files.readString(report.resolve("tables.tex")))
        .contains("\\toprule")
        .contains("\\caption{Choices by version}");
    assertThat(report.resolve("behaviour-1.tex")).exists();
    JsonObject json =
        JsonParser.parseString(Files.readString(report.resolve("report.json"))).getAsJsonObject();
    assertThat(json.get("evidence").getAsString()).isEqualTo("behaviour");
    // Planted: alpha's choices follow −1 · cost + 2 · help; beta's follow nothing.
    JsonArray alpha = rows(json, "objective", 0);
    assertThat(holds(alpha.get(0).getAsJsonObject().getAsJsonObject("estimate"), -1)).isTrue();
    assertThat(holds(alpha.get(1).getAsJsonObject().getAsJsonObject("estimate"), 2)).isTrue();
    JsonArray beta = rows(json, "objective", 2);
    assertThat(holds(beta.get(1).getAsJsonObject().getAsJsonObject("estimate"), 0)).isTrue();
    assertThat(holds(beta.get(1).getAsJsonObject().getAsJsonObject("estimate"), 2)).isFalse();
    // Planted: one answer in ten of alpha holds no choice.
    JsonArray shares = rows(json, "behaviour", 0);
    boolean seen = false;
    for (var row : shares) {
      JsonObject cells = row.getAsJsonObject();
      if (cells.get("choice").getAsString().equals("(no choice found)")
          && cells.get("version").getAsString().equals("alpha")) {
        assertThat(cells.get("rows").getAsInt()).isEqualTo(40);
        assertThat(cells.get("units").getAsInt()).isEqualTo(50);
        seen = true;
      }
    }
    assertThat(seen).isTrue();
  }

  /** Oracle: what desk-log.py put there; see datasets/desk-log.md. */
  @Test
  void aLogCarriesTheWholeChain() throws IOException {
    LogMapping mapping = LogMapping.read(DATASETS.resolve("desk-log.yaml"));
    TraceReport report =
        TraceReport.of(
            LogReader.of(mapping).read(DATASETS.resolve("desk-log.jsonl")),
            TraceReportOptions.defaults().asking(mapping.questions()),
            Seed.of(1));
    assertThat(report.evidence()).isEqualTo("behaviour");
    MesaReport aligned = report.versions().get("desk-1");
    assertThat(aligned.verdict())
        .startsWith("None of these: proxy alignment, approximate alignment, evaluation");
    assertThat(aligned.found().parameter("resolves").interval().contains(1.6)).isTrue();
    assertThat(aligned.found().parameter("confident").interval().contains(0)).isTrue();
    MesaReport proxy = report.versions().get("desk-2");
    assertThat(proxy.verdict())
        .startsWith("Found: proxy alignment, evaluation-conditional behaviour.");
    assertThat(proxy.misalignment(Kind.PROXY).estimate("misdirection").n())
        .as("units, not rows")
        .isEqualTo(60);
    assertThat(proxy.misalignment(Kind.SUBOPTIMALITY).because()).startsWith("Needs the same");
    assertThat(report.versions().values())
        .allSatisfy(one -> assertThat(one.controls()).allMatch(ControlCheck::passed));
    for (String text : new String[] {report.toHtml(), report.toJson(), report.toString()}) {
      assertThat(text.toLowerCase(Locale.ROOT))
          .doesNotContain("decepti", "deceiv", "mesa-objective", " nan");
    }
  }

  /** The same log in which nothing is asked: each part says what it lacks. */
  @Test
  void whatALogCannotCarryIsNamed() throws IOException {
    Path log = Files.writeString(folder.resolve("log.jsonl"), planted(100));
    Path map = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    LogMapping mapping = LogMapping.read(map);
    TraceReport asked = report(log, mapping);
    assertThat(asked.toString())
        .contains("nobody said what was intended. Map intended: {feature: weight}")
        .contains("Needs what was intended: map intended: {feature: weight}; a suspected proxy")
        .contains("map watched: {path, watched, unwatched, behaviour, capability}")
        .contains("need a world that can be changed: moved starts");
    TraceReport bare = report(log, mapping.withMenu(new LogMapping.MenuRule.None()));
    assertThat(bare.versions()).isEmpty();
    assertThat(bare.evidence()).isEqualTo("none");
    assertThat(bare.toHtml()).contains("Map menu.features to get one");
    Path few = Files.writeString(folder.resolve("few.jsonl"), planted(3));
    assertThat(report(few, mapping).toString()).contains("at least 4 units");
    assertThatThrownBy(
            () ->
                report(log, mapping.asking(LogQuestions.none().withIntended(Map.of("hlep", 1.0)))))
        .hasMessageContaining("the feature \"hlep\", which no menu of the log has")
        .hasMessageContaining("[cost, help]");
  }

  /** Genuine logs of the tools that own the formats; see the resources' README. */
  @Test
  void genuineLogsHaveTheirReport() throws IOException {
    for (String[] one :
        new String[][] {
          {"inspect-mockllm.json", "inspect", "6"},
          {"inspect-mockllm.eval", "inspect", "6"},
          {"openai-evals-mock.jsonl", "openai-evals", "3"}
        }) {
      Path map = Files.writeString(folder.resolve("map.yaml"), "reader: " + one[1] + "\n");
      Path log = Path.of("src/test/resources/org/mesascope/trace/genuine").resolve(one[0]);
      Path out = folder.resolve(one[0]);
      assertThat(run(log.toString(), "--map", map.toString(), "--out", out.toString())).isZero();
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("read %s of %s rows".formatted(one[2], one[2]));
      assertThat(Files.readString(out.resolve("index.html"))).contains("(no choice found)");
      err.reset();
    }
  }

  private static TraceReport report(Path log, LogMapping mapping) throws IOException {
    return TraceReport.of(
        LogReader.of(mapping).read(log),
        TraceReportOptions.defaults().asking(mapping.questions()),
        Seed.of(1));
  }

  @Test
  void wrongUseIsExplained() throws IOException {
    Path log = Files.writeString(folder.resolve("log.jsonl"), planted(2));
    Path map = Files.writeString(folder.resolve("mapping.yaml"), MAPPING + "colour: red\n");
    refused("expects --map FILE. See mesascope report --help", log.toString());
    refused("expects a log.", "--map", map.toString());
    refused("there is no option --mpa", log.toString(), "--mpa", "x");
    refused(
        "--seed expects a whole number", log.toString(), "--map", map.toString(), "--seed", "x");
    refused("there is no file", log.toString(), "--map", folder.resolve("none").toString());
    refused("key \"colour\" is not a key here", log.toString(), "--map", map.toString());
    Files.writeString(map, MAPPING);
    refused("there is no file", folder.resolve("no.jsonl").toString(), "--map", map.toString());
    refused(
        "--out expects a folder", log.toString(), "--map", map.toString(), "--out", log.toString());
    assertThat(folder.resolve("report")).doesNotExist();
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: mesascope report LOG --map");
  }

  @Test
  void aLogOfNothingReadableStillHasItsReport() throws IOException {
    Path log = Files.writeString(folder.resolve("log.jsonl"), "{\"other\": 1}\n{\"other\": 2}\n");
    Path map = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    Path report = folder.resolve("out");
    assertThat(run(log.toString(), "--map", map.toString(), "--out", report.toString()))
        .isEqualTo(ReportCommand.NOTHING_READ);
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("0 of 2 rows could be read")
        .contains("nothing at &quot;id&quot;");
  }

  private void refused(String problem, String... args) {
    err.reset();
    assertThat(run(args)).isEqualTo(ReportCommand.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(problem);
  }

  private int run(String... args) {
    out.reset();
    return new ReportCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(args);
  }

  private static JsonArray rows(JsonObject report, String section, int table) {
    for (var one : report.getAsJsonArray("sections")) {
      JsonObject part = one.getAsJsonObject();
      if (part.get("name").getAsString().equals(section)) {
        return part.getAsJsonArray("tables").get(table).getAsJsonObject().getAsJsonArray("rows");
      }
    }
    throw new AssertionError("no section " + section);
  }

  private static boolean holds(JsonObject estimate, double value) {
    return estimate.get("low").getAsDouble() <= value
        && value <= estimate.get("high").getAsDouble();
  }

  /** Two models, 50 people each with 8 choices; one goes for low cost and help, one for nothing. */
  static String planted(int each) {
    RandomGenerator random = Seed.of(17).split("planted").random();
    StringBuilder text = new StringBuilder();
    for (String model : new String[] {"alpha", "beta"}) {
      for (int i = 0; i < each; i++) {
        double[] utility = new double[3];
        StringBuilder options = new StringBuilder();
        for (int j = 0; j < 3; j++) {
          double cost = Math.rint(random.nextDouble(0, 3) * 100) / 100;
          double help = random.nextInt(2);
          double gumbel = -Math.log(-Math.log(random.nextDouble(1e-12, 1)));
          utility[j] = (model.equals("alpha") ? -cost + 2 * help : 0) + gumbel;
          options.append(
              String.format(
                  Locale.ROOT,
                  "%s{\"name\": \"%s\", \"cost\": %s, \"help\": %s}",
                  j == 0 ? "" : ", ",
                  new String[] {"wait", "act", "ask"}[j],
                  cost,
                  help));
        }
        int best = 0;
        for (int j = 1; j < 3; j++) {
          best = utility[j] > utility[best] ? j : best;
        }
        boolean none = model.equals("alpha") && i % 10 == 3;
        String said = none ? "Hm." : "ANSWER: " + new String[] {"wait", "act", "ask"}[best];
        text.append(
            """
            {"id": "%s-%d", "person": "p%d", "scene": "s%d", "model": "%s", "condition": "%s", "said": "%s", "result": "%s", "options": [%s]}
            """
                .formatted(
                    model,
                    i,
                    i % 50,
                    i % 4,
                    model,
                    i % 2 == 0 ? "plain" : "watched",
                    said,
                    none ? "lost" : "done",
                    options));
      }
    }
    return text.toString();
  }
}
