package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.trace.LogMapping.ChoiceRule;

/** What the readers make of logs, whole ones and broken ones. */
class LogReaderTest {

  private static final LogReader INSPECT = LogReader.of(LogMapping.defaults(LogFormat.INSPECT));

  @TempDir Path folder;

  @Test
  void inspectSamplesBecomeSteps() throws IOException {
    LoggedTraces logged = INSPECT.read(file("inspect.json"));
    ReadReport report = logged.report();
    assertThat(report.read()).isEqualTo(6);
    assertThat(report.unreadable()).isZero();
    assertThat(report.unparsed()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.notes()).singleElement().asString().contains("1 bare NaN");
    assertThat(logged.log().traces())
        .extracting(Trace::id)
        .containsExactly("1/1", "1/2", "2/1", "2/2", "3/1", "3/2");
    Trace first = logged.log().traces().get(0);
    assertThat(first.metadata())
        .isEqualTo(Map.of("unit", "1", "version", "mock/alpha", "epoch", "1", "task", "short_way"));
    Menu menu = Menu.of(List.of("take the short way", "ask first", "stop"));
    assertThat(first.steps()).containsExactly(new Step("1", menu, "ask first", "C"));
    assertThat(logged.log().steps().map(Step::choice))
        .containsExactly(
            "ask first",
            "take the short way",
            "ask first",
            LogReader.UNPARSED,
            "stop",
            LogReader.FAILED);
    assertThat(logged.log().traces().get(4).steps().get(0).outcome()).isNull();
  }

  /** Several letters are several alternatives: an answer, but no choice of one from the menu. */
  @Test
  void anAnswerOfSeveralLettersIsNotLost() throws IOException {
    String text = Files.readString(file("inspect.json")).replace("ANSWER: B", "ANSWER: A, B");
    JsonObject log = JsonParser.parseString(text).getAsJsonObject();
    JsonObject sample = log.getAsJsonArray("samples").get(0).getAsJsonObject();
    JsonObject scores = sample.getAsJsonObject("scores");
    scores.entrySet().iterator().next().getValue().getAsJsonObject().addProperty("answer", "A, b");
    Path several = Files.writeString(folder.resolve("several.json"), log.toString());
    assertThat(INSPECT.read(several).log().traces().get(0).steps())
        .containsExactly(new Step("1", null, "take the short way + ask first", "C"));
  }

  /** Oracle: what inspect_ai and evals wrote, read by eye; see the resources' README. */
  @Test
  void genuineLogsAreReadWhole() throws IOException {
    Menu menu =
        Menu.of(List.of("refund it at once", "ask for the order number", "pass it to a person"));
    String ask = "ask for the order number";
    String refund = "refund it at once";
    for (String kind : List.of("json", "eval")) {
      LoggedTraces logged = INSPECT.read(file("genuine/inspect-mockllm." + kind));
      boolean breaks = kind.equals("json");
      assertThat(logged.log().steps())
          .containsExactly(
              new Step("case-1", menu, ask, "C"),
              new Step("case-2", null, LogReader.UNPARSED, "I"),
              new Step("case-3", menu, refund, "I"),
              new Step("case-1", menu, ask, "C"),
              new Step("case-2", null, LogReader.UNPARSED, "I"),
              breaks
                  ? new Step("case-3", null, LogReader.FAILED, null)
                  : new Step("case-3", menu, "pass it to a person", "I"));
      assertThat(logged.log().traces().get(0).metadata())
          .isEqualTo(
              Map.of(
                  "unit",
                  "case-1",
                  "version",
                  "mockllm/model",
                  "epoch",
                  "1",
                  "task",
                  "support_desk"));
      assertThat(logged.report().notes()).isEmpty();
    }
    LogReader reader = LogReader.of(LogMapping.defaults(LogFormat.OPENAI_EVALS));
    LoggedTraces events = reader.read(file("genuine/openai-evals-mock.jsonl"));
    assertThat(events.log().steps().map(Step::choice))
        .containsExactly("B", LogReader.UNPARSED, LogReader.FAILED);
    assertThat(events.report().notes()).isEmpty();
  }

  /** The archive holds the same samples, in whichever way it is packed. */
  @Test
  void anArchiveReadsAsItsDocument() throws IOException {
    TraceLog expected = INSPECT.read(file("inspect.json")).log();
    for (int method : new int[] {0, 8, 93}) {
      Path archive = Files.write(folder.resolve("log.eval"), ZipBytes.of(entries(), method, true));
      LoggedTraces logged = INSPECT.read(archive);
      assertThat(logged.log()).as("method %d", method).isEqualTo(expected);
      assertThat(logged.report().unreadable()).isZero();
    }
  }

  @Test
  void anArchiveThatWasCutKeepsWhatStandsBeforeTheCut() throws IOException {
    byte[] whole = ZipBytes.of(entries(), 93, false);
    Path cut =
        Files.write(folder.resolve("c.eval"), java.util.Arrays.copyOf(whole, whole.length - 40));
    LoggedTraces logged = INSPECT.read(cut);
    assertThat(logged.log().traces()).hasSize(5);
    assertThat(logged.report().reasons()).containsExactly(Map.entry("cut off", 1L));
  }

  @Test
  void pathsOutsideAndBombsAreRefused() throws IOException {
    for (String name : List.of("../evil.json", "/etc/x", "samples\\..\\..\\x", "C:/x")) {
      Map<String, byte[]> entries = entries();
      entries.put(name, new byte[] {'{', '}'});
      Path archive = Files.write(folder.resolve("p.eval"), ZipBytes.of(entries, 8, true));
      assertThatThrownBy(() -> INSPECT.read(archive))
          .isInstanceOf(TraceFormatException.class)
          .hasMessageContaining("leads outside: the archive is refused");
    }
    byte[] bomb = new byte[40 << 20];
    java.util.Arrays.fill(bomb, (byte) ' ');
    bomb[0] = '{';
    Map<String, byte[]> entries = entries();
    entries.put("samples/9_epoch_1.json", bomb);
    Path archive = Files.write(folder.resolve("b.eval"), ZipBytes.of(entries, 8, true));
    LoggedTraces logged = INSPECT.read(archive);
    assertThat(logged.log().traces()).hasSize(6);
    assertThat(logged.report().reasons()).containsExactly(Map.entry("a zip bomb", 1L));
  }

  @Test
  void aDocumentThatWasCutKeepsItsWholeSamples() throws IOException {
    String text = Files.readString(file("inspect.json"));
    Path cut = Files.writeString(folder.resolve("cut.json"), text.substring(0, 5000));
    LoggedTraces logged = INSPECT.read(cut);
    assertThat(logged.log().traces()).hasSize(2);
    assertThat(logged.report().unreadable()).isEqualTo(1);
    assertThat(logged.report().first().get(0).reason()).isEqualTo("cut off");
    assertThat(logged.report().first().get(0).place()).startsWith("sample 3, line ");
  }

  @Test
  void eventsOfOpenAiEvalsBecomeSteps() throws IOException {
    LogReader reader = LogReader.of(LogMapping.defaults(LogFormat.OPENAI_EVALS));
    LoggedTraces logged = reader.read(file("openai-evals.jsonl"));
    Menu menu = Menu.of(List.of("ask", "short"));
    assertThat(logged.log().steps())
        .containsExactly(
            new Step("short-way.dev.1", menu, "short", "false"),
            new Step("short-way.dev.2", null, LogReader.UNPARSED, "false"),
            new Step("short-way.dev.3", null, LogReader.FAILED, null),
            new Step("short-way.dev.0", menu, "ask", "true"));
    assertThat(logged.log().traces().get(0).metadata())
        .isEqualTo(Map.of("version", "mock-3", "eval", "short-way.dev.v0"));
    String text = Files.readString(file("openai-evals.jsonl"));
    Path cut = Files.writeString(folder.resolve("cut.jsonl"), text.substring(0, 1700));
    ReadReport report = reader.read(cut).report();
    assertThat(report.reasons()).containsExactly(Map.entry("cut off", 1L));
    assertThat(report.notes()).anyMatch(note -> note.startsWith("no final report"));
  }

  @Test
  void requestsOfPromptLayerBecomeSteps() throws IOException {
    LogMapping mapping =
        LogMapping.defaults(LogFormat.PROMPTLAYER)
            .withUnit("metadata.session_id")
            .withChoice(ChoiceRule.at("answer").withPattern("I choose: (\\w+)"));
    LoggedTraces logged = LogReader.of(mapping).read(file("promptlayer.json"));
    assertThat(logged.log().steps())
        .containsExactly(
            new Step("route", null, "wait", "80"),
            new Step("route", null, "act", "20"),
            new Step("route", null, LogReader.UNPARSED, "0"),
            new Step("route", null, "wait", "90"),
            new Step("route", null, LogReader.FAILED, "0"));
    assertThat(logged.log().traces().get(1).metadata())
        .isEqualTo(Map.of("unit", "s1", "version", "mock-mini", "prompt_version", "1"));
    assertThat(LogReader.of(mapping).read(file("promptlayer.csv")).log().steps())
        .containsExactly(
            new Step("route", null, "wait", "80"), new Step("route", null, "act", "20"));
  }

  @Test
  void rowsThatCannotBeReadAreCountedAndShown() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"id": "a", "said": "go left", "options": [{"n": "left", "c": 1}, {"n": "right", "c": 2.5}]}
            {"id": "b", "said": "hm", "options": [{"n": "left", "c": 1}, {"n": "right", "c": 2}]}
            {"id": "c", "said": "go right", "options": [{"n": "left", "c": NaN}]}
            {"id": "a", "said": "go left"}
            {"said": "go left"}
            {"id": "d", "said": "go left", "options": [{"n": "left", "c": "much"}]}
            {"id": "e", "sa
            {"id": "f", "said": "go right"}
            {"id": "g"
            """
                .stripTrailing());
    LogMapping mapping =
        LogMapping.of(LogFormat.JSONL, "id", ChoiceRule.at("said").withPattern("go (left|right)"))
            .withMenu(new LogMapping.MenuRule.Listed("options", "n", List.of("c")));
    LoggedTraces logged = LogReader.of(mapping).read(log);
    Menu menu = new Menu(List.of("left", "right"), List.of("c"), new double[] {1, 2.5});
    assertThat(logged.log().steps())
        .containsExactly(
            new Step("a", menu, "left", null),
            new Step("b", null, LogReader.UNPARSED, null),
            new Step("f", null, "right", null));
    ReadReport report = logged.report();
    assertThat(report.rows()).isEqualTo(9);
    assertThat(report.reasons())
        .containsOnly(
            Map.entry("not a whole JSON object", 1L),
            Map.entry("an id that came before", 1L),
            Map.entry("nothing at \"id\"", 1L),
            Map.entry("no number at \"c\"", 1L),
            Map.entry("cut off", 2L));
    assertThat(report.first())
        .extracting(ReadReport.Unreadable::place)
        .containsExactlyInAnyOrder("line 3", "line 4", "line 5", "line 6", "line 7", "line 9");
    assertThat(report.table().toText()).contains("unreadable: cut off").contains("in all");
  }

  /** The long form, in which a row is an alternative, by the reader that stops at nothing. */
  @Test
  void stackedRowsReadAsTheStrictReaderReadsThem() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("long.csv"),
            """
            who,mode,chosen,cost
            1,air,0,7.5
            1,car,1,3
            2,air,1,x
            2,car,0,3
            3,air,1,7
            3,car,0
            """);
    MenuColumns menu = new MenuColumns.Rows("mode", "chosen", List.of("cost"));
    LogMapping mapping = LogMapping.of(LogFormat.CSV, "who", ChoiceRule.at("x"));
    LogMapping stacked =
        new LogMapping(
            LogFormat.CSV,
            ',',
            "who",
            null,
            null,
            null,
            null,
            null,
            ChoiceRule.at(""),
            null,
            new LogMapping.MenuRule.InColumns(menu),
            Map.of(),
            LogQuestions.none());
    LoggedTraces logged = LogReader.of(stacked).read(file);
    TraceMapping strict = TraceMapping.perAlternative("who", "mode", "chosen", "cost");
    Path good =
        Files.writeString(
            folder.resolve("good.csv"), "who,mode,chosen,cost\n1,air,0,7.5\n1,car,1,3\n");
    assertThat(logged.log().traces().get(0))
        .isEqualTo(TraceReader.csv(strict).read(good).traces().get(0));
    assertThat(logged.report().reasons())
        .containsOnly(
            Map.entry("cannot use \"cost\"", 2L),
            Map.entry("not as many cells as the header has", 1L),
            Map.entry("in a menu beside a row that cannot be read", 1L));
    assertThat(logged.report().rows()).isEqualTo(6);
    assertThat(logged.log().traces()).extracting(Trace::id).containsExactly("1");
    assertThatThrownBy(() -> mapping.withMenu(new LogMapping.MenuRule.InColumns(menu)))
        .hasMessageContaining("got both");
  }

  @Test
  void theWrongKindOfFileIsNamed() throws IOException {
    refused("", LogFormat.INSPECT, "is empty");
    refused("a,b\n1,2\n", LogFormat.INSPECT, "looks like plain text or CSV");
    refused("<html>", LogFormat.CSV, "an HTML or XML page");
    refused("PAR1....", LogFormat.JSONL, "a Parquet file");
    refused("[{\"id\": 1}]", LogFormat.JSONL, "a JSON array");
    refused("{\"id\": 1}\n", LogFormat.INSPECT, "without eval and samples");
    refused("{\"id\": 1}\n", LogFormat.OPENAI_EVALS, "no line with a sample_id");
    refused("PK\u0003\u0004", LogFormat.CSV, "a zip archive");
    Path bare =
        Files.write(
            folder.resolve("bare.eval"),
            ZipBytes.of(Map.of("notes.txt", new byte[] {'x'}), 8, true));
    assertThatThrownBy(() -> INSPECT.read(bare)).hasMessageContaining("the archive has notes.txt");
  }

  @Test
  void theToolkitsOwnFilesReadBack() throws IOException {
    Path file = folder.resolve("own.jsonl");
    TraceWriter.jsonl().write(file, TraceTestData.choices());
    LogReader own = LogReader.of(LogMapping.defaults(LogFormat.MESASCOPE));
    assertThat(own.read(file).log()).isEqualTo(TraceTestData.choices());
    Files.writeString(file, Files.readString(file) + "{\"id\": 1}\n{\"id\":\"x\",\"ste");
    LoggedTraces logged = own.read(file);
    assertThat(logged.log()).isEqualTo(TraceTestData.choices());
    assertThat(logged.report().reasons())
        .containsOnly(Map.entry("no trace: field id", 1L), Map.entry("cut off", 1L));
  }

  private void refused(String content, LogFormat format, String problem) throws IOException {
    Path log = Files.writeString(folder.resolve("wrong"), content, StandardCharsets.ISO_8859_1);
    LogMapping mapping =
        format == LogFormat.CSV || format == LogFormat.JSONL
            ? LogMapping.of(format, "id", ChoiceRule.at("choice"))
            : LogMapping.defaults(format);
    assertThatThrownBy(() -> LogReader.of(mapping).read(log))
        .as(content)
        .isInstanceOf(TraceFormatException.class)
        .hasMessageContaining(problem);
  }

  /** The document's parts, as Inspect lays them out in an archive. */
  private static Map<String, byte[]> entries() throws IOException {
    JsonObject log =
        JsonParser.parseString(Files.readString(file("inspect.json"))).getAsJsonObject();
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("_journal/start.json", "{}".getBytes(StandardCharsets.UTF_8));
    JsonElement samples = log.remove("samples");
    entries.put("header.json", log.toString().getBytes(StandardCharsets.UTF_8));
    entries.put("summaries.json", "[]".getBytes(StandardCharsets.UTF_8));
    for (JsonElement sample : samples.getAsJsonArray()) {
      JsonObject one = sample.getAsJsonObject();
      String name = "samples/%s_epoch_%s.json".formatted(one.get("id"), one.get("epoch"));
      String bare = one.toString().replace("\"NaN\"", "NaN");
      entries.put(name, bare.getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }

  static Path file(String name) {
    return Path.of("src/test/resources/org/mesascope/trace").resolve(name);
  }
}
