package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {

  @TempDir Path folder;

  @Test
  void everyKeyIsRead() throws IOException {
    LogMapping mapping =
        read(
            """
            # A log of our own
            reader: jsonl
            trace: run.id
            unit: user
            step: turn
            situation: scenario
            version: model.name
            shift: {path: condition, training: plain}
            choice:
              path: messages[0].text
              pattern: 'ANSWER: *([A-Z])'
              letters: true
              names: {Z: none}
            outcome: score
            menu:
              alternatives: options
              name: title
              features: [cost, time]
            metadata:
              day: meta.day
            """);
    assertThat(mapping.format()).isEqualTo(LogFormat.JSONL);
    assertThat(
            List.of(
                mapping.trace(),
                String.valueOf(mapping.unit()),
                String.valueOf(mapping.step()),
                String.valueOf(mapping.situation()),
                String.valueOf(mapping.version()),
                String.valueOf(mapping.shift()),
                String.valueOf(mapping.questions().training()),
                String.valueOf(mapping.outcome())))
        .containsExactly(
            "run.id", "user", "turn", "scenario", "model.name", "condition", "plain", "score");
    assertThat(mapping.choice().path()).isEqualTo("messages[0].text");
    assertThat(String.valueOf(mapping.choice().pattern())).isEqualTo("ANSWER: *([A-Z])");
    assertThat(mapping.choice().letters()).isTrue();
    assertThat(mapping.choice().names()).isEqualTo(Map.of("Z", "none"));
    assertThat(mapping.menu())
        .isEqualTo(new LogMapping.MenuRule.Listed("options", "title", List.of("cost", "time")));
    assertThat(mapping.metadata()).isEqualTo(Map.of("day", "meta.day"));
  }

  @Test
  void whatIsLeftOutIsAsUsual() throws IOException {
    LogMapping usual = LogMapping.defaults(LogFormat.INSPECT);
    assertThat(read("reader: inspect")).isEqualTo(usual);
    assertThat(read("reader: inspect\nmetadata: [metadata.stakes]"))
        .isEqualTo(usual.keeping(Map.of("metadata.stakes", "metadata.stakes")));
    assertThat(read("reader: inspect\nchoice: {path: completion}").choice().letters()).isTrue();
    assertThat(
            read("reader: csv\nseparator: ';'\ntrace: who\nmenu: {alternative: mode, chosen: choice, features: [gc]}")
                .menu())
        .isEqualTo(
            new LogMapping.MenuRule.InColumns(
                new MenuColumns.Rows("mode", "choice", List.of("gc"))));
    assertThat(
            read("reader: csv\ntrace: t\nchoice: c\nmenu: {alternatives: [a, b], features: [x], columns: '{feature}.{alternative}'}")
                .menu())
        .isEqualTo(
            new LogMapping.MenuRule.InColumns(
                new MenuColumns.Columns(
                    List.of("a", "b"), List.of("x"), "{feature}.{alternative}")));
  }

  @Test
  void whatIsAskedOfALogIsRead() throws IOException {
    assertThat(
            read("reader: inspect\nshift: {path: a, training: old}\nintended: {help: 1, cost: -0.5}\nproxy: loud\nwatched: {path: metadata.cue, watched: y, unwatched: n, behaviour: act, capability: C}")
                .questions())
        .isEqualTo(
            new LogQuestions(
                "old",
                Map.of("help", 1.0, "cost", -.5),
                "loud",
                new LogQuestions.Watching("metadata.cue", "y", "n", "act", "C")));
    fails("reader: inspect\nintended: {help: much}", 2, "expects a number for each feature");
    fails("reader: inspect\nintended: {help: 0}", 1, "expects a weight other than 0");
    fails("reader: inspect\nwatched: {path: cue}", 2, "lacks watched");
    fails(
        "reader: inspect\nwatched: {path: c, watched: y, unwatched: y, behaviour: a, capability: b}",
        1,
        "expects two different values, got \"y\" twice");
  }

  @Test
  void errorsNameKeyAndLine() throws IOException {
    fails("", 0, "is empty");
    fails("trace: id", 1, "expects the key reader");
    fails("\nreader: inspekt", 2, "key \"reader\" expects one of [inspect, openai-evals");
    fails("reader: csv\ntrase: id", 2, "key \"trase\" is not a key here; the keys are reader");
    fails("reader: csv\ntrace: id", 1, "expects the key choice");
    fails("reader: csv\nchoice: c", 1, "expects the key trace");
    fails("reader: csv\ntrace: id\nchoice: {pattern: x}", 3, "expects the key path");
    fails(
        "reader: csv\ntrace: id\nchoice:\n  path: said\n  pattern: '(['",
        5,
        "key \"choice.pattern\" expects a regular expression, got \"([\": Unclosed");
    fails("reader: csv\ntrace: a..b\nchoice: c", 2, "key \"trace\" expects names with dots");
    fails("reader: csv\ntrace: [a]\nchoice: c", 2, "key \"trace\" expects a text, got a list");
    fails("reader: csv\ntrace: a\ntrace: b\nchoice: c", 0, "");
    fails("reader: csv\n  trace: [", 0, "expects YAML");
    fails("reader: csv\nseparator: ab\ntrace: t\nchoice: c", 2, "expects one character");
    fails("reader: mesascope\nchoice: c", 2, "key \"choice\" is not mapped");
    fails("reader: csv\ntrace: t\nchoice: c\nmenu: {features: [x]}", 4, "key \"menu\" expects");
    fails(
        "reader: csv\ntrace: t\nchoice: c\nmenu: {alternatives: [a], features: [x]}", 4, "columns");
  }

  /** YAML can ask a loader to make objects; nothing is made here. */
  @Test
  void tagsMakeNoObjects() throws IOException {
    assertThat(read("reader: !!javax.script.ScriptEngineManager inspect").format())
        .isEqualTo(LogFormat.INSPECT);
  }

  private LogMapping read(String yaml) throws IOException {
    return LogMapping.read(Files.writeString(folder.resolve("mapping.yaml"), yaml));
  }

  private void fails(String yaml, long line, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("mapping.yaml"), yaml);
    TraceFormatException e =
        catchThrowableOfType(TraceFormatException.class, () -> LogMapping.read(file));
    assertThat(e).as(yaml).isNotNull().hasMessageContaining(problem);
    if (line > 0) {
      assertThat(e.line()).as(yaml).isEqualTo(line);
    }
  }
}
