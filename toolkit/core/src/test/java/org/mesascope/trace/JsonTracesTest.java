package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTracesTest {

  @TempDir Path folder;

  @Test
  void everythingReadsBack() throws IOException {
    double[] hard = {
      -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1.0 / 3, .1, 1e22, Math.nextUp(1.0), -1e-5
    };
    Menu menu = new Menu(IntStream.range(0, 8).mapToObj(i -> "a" + i).toList(), List.of("x"), hard);
    Step step = new Step("\u2028 \"quoted\" \\ \t 🙂", menu, "a3", "");
    TraceLog log =
        TraceTestData.choices()
            .and(TraceTestData.walk())
            .and(TraceLog.of(List.of(new Trace("", List.of(step), Map.of("", "é")))))
            .and(TraceLog.of(List.of(new Trace("none", List.of(), Map.of()))))
            .and(
                TraceLog.of(
                    List.of(
                        new Trace(
                            "bare",
                            List.of(new Step("s", Menu.of(List.of("a", "b")), "b", null)),
                            Map.of()))));
    for (String name : List.of("log.jsonl", "log.jsonl.gz")) {
      Path file = folder.resolve(name);
      TraceWriter.jsonl().write(file, log);
      assertThat(TraceReader.jsonl().read(file)).isEqualTo(log);
    }
  }

  /** The schema that the package's description promises. */
  @Test
  void aLineIsATrace() throws IOException {
    Path file = folder.resolve("golden.jsonl");
    Menu menu = new Menu(List.of("air", "car"), List.of("cost"), new double[] {70, 30});
    TraceWriter.jsonl()
        .write(
            file,
            Stream.of(
                new Trace(
                    "7", List.of(new Step("7", menu, "car", "arrived")), Map.of("income", "35")),
                new Trace("8", List.of(new Step("s", null, "up", null)), Map.of())));
    assertThat(file)
        .hasContent(
            """
            {"id":"7","metadata":{"income":"35"},"steps":[{"situation":"7","menu":{"alternatives":["air","car"],"features":["cost"],"values":[[70.0],[30.0]]},"choice":"car","outcome":"arrived"}]}
            {"id":"8","metadata":{},"steps":[{"situation":"s","choice":"up"}]}
            """);
  }

  @Test
  void flatObjectsAreReadByAMapping() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"who": 1, "mode": "air", "chosen": false, "cost": 7.5, "tags": ["x"]}
            {"who": 1, "mode": "car", "chosen": true, "cost": 3, "note": null}
            """);
    TraceMapping mapping = TraceMapping.perAlternative("who", "mode", "chosen", "cost");
    Menu menu = new Menu(List.of("air", "car"), List.of("cost"), new double[] {7.5, 3});
    assertThat(TraceReader.jsonRows(mapping).read(file).steps())
        .containsExactly(new Step("1", menu, "car", null));
    Files.writeString(file, "{\"who\": 1, \"mode\": \"car\", \"chosen\": true}");
    TraceFormatException e =
        catchThrowableOfType(
            TraceFormatException.class, () -> TraceReader.jsonRows(mapping).read(file));
    assertThat(e).hasMessageContaining("is missing; the fields are [chosen, mode, who]");
    assertThat(e.column()).isEqualTo("cost");
    Files.writeString(file, "{\"who\": 1, \"mode\": \"car\", \"chosen\": true, \"cost\": NaN}");
    assertThatThrownBy(() -> TraceReader.jsonRows(mapping).read(file))
        .hasMessageContaining("line 1: expects a JSON object by RFC 8259 (NaN");
  }

  @Test
  void errorsSayWhereAndWhat() throws IOException {
    String good = "{\"id\":\"a\",\"steps\":[]}\n";
    fails("", 0, null, "is empty");
    fails("\n\n", 0, null, "blank lines alone");
    fails(good + "{\"id\":\"b\",\"steps\":[{\"situ", 2, null, "the file was cut off");
    fails(good + "{\"id\":\"b\",\"steps\":[]", 2, null, "the line ends early");
    fails(good + good, 2, "id", "expects an id once, got \"a\" again");
    fails("{\"id\":\"a\",\"steps\":[]} {}", 1, null, "expects");
    fails("[1]", 1, null, "expects a JSON object");
    fails("{\"id\":\"a\"}", 1, "steps", "is missing");
    fails("{\"id\":7,\"steps\":[]}", 1, "id", "expects a text in quotes, got \"7\"");
    fails("{\"id\":\"a\",\"id\":\"b\",\"steps\":[]}", 1, "id", "twice");
    fails("{\"id\":\"a\",\"stepz\":[]}", 1, "stepz", "is not a field of a trace, which has id");
    fails("{\"id\":\"a\",\"steps\":[{\"situation\":\"s\"}]}", 1, "steps[0].choice", "is missing");
    String menu =
        "{\"id\":\"a\",\"steps\":[{\"situation\":\"s\",\"menu\":{\"alternatives\":[\"x\"],"
            + "\"features\":[\"f\"],\"values\":[[%s]]},\"choice\":\"%s\"}]}";
    fails(menu.formatted("1", "y"), 1, "steps[0].choice", "choice \"y\" is not in its menu [x]");
    fails(menu.formatted("1,2", "x"), 1, "steps[0].menu", "expects 1 values, got 2");
    fails(menu.formatted("\"1\"", "x"), 1, "steps[0].menu.values[0][0]", "expects a number");
    fails(menu.formatted("NaN", "x"), 1, null, "NaN and Infinity are none of its numbers");
    fails(menu.formatted("1e999", "x"), 1, null, "expects a JSON object by RFC 8259");
  }

  @Test
  void aFailingStreamLeavesNothing() throws IOException {
    Path file = folder.resolve("new.jsonl");
    Trace trace = TraceTestData.walk().traces().get(0);
    assertThatThrownBy(() -> TraceWriter.jsonl().write(file, Stream.of(trace, trace)))
        .hasMessageContaining("\"e0\" comes twice");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private void fails(String text, long line, String column, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.jsonl"), text);
    TraceFormatException e =
        catchThrowableOfType(TraceFormatException.class, () -> TraceReader.jsonl().read(file));
    assertThat(e).as(text).isNotNull().hasMessageContaining(problem);
    assertThat(e.line()).as(text).isEqualTo(line);
    assertThat(e.column()).as(text).isEqualTo(column);
  }
}
