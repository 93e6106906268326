package org.mesascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.store.StoredRun;
import org.mesascope.store.TraceStore;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

class EvaluationTest {

  private static final AnswerParser YES_OR_NO = AnswerParser.oneOf(List.of("yes", "no"));
  private static final EvaluationOptions ONE_BY_ONE =
      EvaluationOptions.defaults().withConcurrency(1);

  @TempDir Path folder;
  private TraceStore store;

  @BeforeEach
  void open() throws Exception {
    store = TraceStore.open(folder.resolve("runs.duckdb"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static List<PromptInput> inputs(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> new PromptInput("case " + i, "text " + i, Map.of("truth", "yes")))
        .toList();
  }

  private static PromptVersion version(String name) {
    return new PromptVersion(name, "You are " + name + ".", "Is it so? {input}");
  }

  /** Oracle: the request as OpenAI documents it, and the reply as the server wrote it. */
  @Test
  void whatIsAskedAndWhatIsKept() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("Yes, it is."))) {
      EvaluationOptions options =
          ONE_BY_ONE.withTemperature(.5).withMaxTokens(77).withPrices(new TokenPrices(2, 4));
      Endpoint endpoint = server.endpoint().withKey(ApiKey.of("sk-secret-1"));
      EvaluationResult result =
          Evaluation.of(endpoint, List.of(version("v1")), inputs(1), YES_OR_NO)
              .with(options)
              .run("monday", store);

      JsonObject request = server.requests().get(0);
      assertThat(request.get("model").getAsString()).isEqualTo("m");
      assertThat(request.get("temperature").getAsDouble()).isEqualTo(.5);
      assertThat(request.get("max_tokens").getAsInt()).isEqualTo(77);
      assertThat(request.getAsJsonArray("messages").toString())
          .isEqualTo(
              "[{\"role\":\"system\",\"content\":\"You are v1.\"},"
                  + "{\"role\":\"user\",\"content\":\"Is it so? text 0\"}]");
      assertThat(server.keys()).containsExactly("Bearer sk-secret-1");

      Trace trace = store.traces("monday/v1").traces().get(0);
      assertThat(trace.id()).isEqualTo("case 0#0");
      Step step = trace.steps().get(0);
      assertThat(step.situation()).isEqualTo("case 0");
      assertThat(step.choice()).isEqualTo("yes");
      assertThat(step.menu().alternatives()).containsExactly("yes", "no");
      assertThat(trace.metadata())
          .containsEntry("truth", "yes")
          .containsEntry("unit", "case 0")
          .containsEntry("version", "v1")
          .containsEntry("model", "m")
          .containsEntry("answered by", "m-2026")
          .containsEntry("fingerprint", "fp_7")
          .containsEntry("temperature", "0.5")
          .containsEntry("input", "text 0")
          .containsEntry("answer", "Yes, it is.")
          .containsEntry("tokens in", "10")
          .containsEntry("tokens out", "5")
          .containsEntry("finish", "stop")
          .containsEntry("seed", request.get("seed").getAsString())
          .containsKeys("latency ms", "prompt", "cost");
      assertThat(result.log().traces().get(0).id()).isEqualTo("v1/case 0#0");
      assertThat(result.spent()).isCloseTo((10 * 2 + 5 * 4) / 1e6, within(1e-15));
      StoredRun run = store.runs().get(0);
      assertThat(run.metadata())
          .containsEntry("system", "You are v1.")
          .containsEntry("template", "Is it so? {input}")
          .containsEntry("model", "m");
    }
    store.close();
    for (byte[] bytes : List.of(Files.readAllBytes(folder.resolve("runs.duckdb")))) {
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("sk-secret-1");
    }
  }

  /** Invariant: seeds differ by input and repeat, and are the same for each version and run. */
  @Test
  void versionsAreAskedWithTheSameSeedsInTurns() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("no"))) {
      Evaluation evaluation =
          Evaluation.of(
                  server.endpoint().withCompletionTokens(),
                  List.of(version("v1"), version("v2")),
                  inputs(3),
                  YES_OR_NO)
              .with(ONE_BY_ONE.withRepeats(2).withSeed(Seed.of(9)).withTemperature(null));
      EvaluationResult result = evaluation.run("monday", store);
      List<Integer> seeds =
          server.requests().stream().map(request -> request.get("seed").getAsInt()).toList();
      assertThat(seeds).hasSize(12).allMatch(seed -> seed >= 0);
      for (int i = 0; i < 12; i += 2) {
        assertThat(seeds.get(i)).isEqualTo(seeds.get(i + 1));
      }
      assertThat(seeds.stream().distinct()).hasSize(6);
      assertThat(server.requests().get(0).has("temperature")).isFalse();
      assertThat(server.requests().get(0).get("max_completion_tokens").getAsInt()).isEqualTo(1024);
      evaluation.run("tuesday", store);
      assertThat(server.requests().subList(12, 24).stream().map(r -> r.get("seed").getAsInt()))
          .containsExactlyElementsOf(seeds);
      assertThat(result.log().traces().stream().map(Trace::id))
          .startsWith("v1/case 0#0", "v1/case 0#1", "v1/case 1#0")
          .endsWith("v2/case 2#1");
      assertThat(result.version("v2").traces()).hasSize(6);
      assertThatThrownBy(() -> result.version("v3")).hasMessageContaining("[v1, v2]");
    }
  }

  /** Invariant: on any number of threads the same questions, answers and order of the result. */
  @Test
  void threadsChangeNothing() throws Exception {
    SimulatedModel coin = (system, question, random) -> random.nextBoolean() ? "yes" : "no";
    try (LocalEndpoint local = LocalEndpoint.start("coin", coin)) {
      List<List<String>> choices = new ArrayList<>();
      for (int threads : List.of(1, 7)) {
        EvaluationResult result =
            Evaluation.of(
                    local.endpoint(), List.of(version("v1"), version("v2")), inputs(10), YES_OR_NO)
                .with(EvaluationOptions.defaults().withConcurrency(threads).withRepeats(3))
                .run("threads " + threads, store);
        choices.add(
            result.log().traces().stream()
                .map(trace -> trace.id() + trace.steps().get(0).choice())
                .toList());
      }
      assertThat(choices.get(0)).isEqualTo(choices.get(1)).hasSize(60);
      assertThat(choices.get(0).stream().filter(one -> one.endsWith("yes")).count())
          .isBetween(10L, 50L);
    }
  }

  @Test
  void parseFailuresAndRefusalsAreChoicesOfTheirOwn() throws Exception {
    ScriptedServer.Act refusal =
        ScriptedServer.status(
            200,
            """
            {"model": "m", "choices": [{"index": 0, "finish_reason": "stop", "message":
             {"role": "assistant", "content": null, "refusal": "I will not."}}],
             "usage": {"prompt_tokens": 3, "completion_tokens": 4}}
            """);
    ScriptedServer.Act filtered =
        ScriptedServer.status(
            200,
            """
            {"model": "m", "choices": [{"index": 0, "finish_reason": "content_filter", "message":
             {"role": "assistant", "content": ""}}]}
            """);
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.answer("Yes and no"),
            refusal,
            filtered,
            ScriptedServer.answer(""),
            ScriptedServer.answer("nobody knows \\ud83d"),
            ScriptedServer.answer("NO."))) {
      EvaluationResult result =
          Evaluation.of(server.endpoint(), List.of(version("v1")), inputs(6), YES_OR_NO)
              .with(ONE_BY_ONE)
              .run("monday", store);
      assertThat(result.log().steps().map(Step::choice))
          .containsExactly(
              LogReader.UNPARSED,
              Evaluation.REFUSED,
              Evaluation.REFUSED,
              LogReader.UNPARSED,
              LogReader.UNPARSED,
              "no");
      assertThat(result.log().traces().get(1).metadata())
          .containsEntry("refusal", "I will not.")
          .containsEntry("tokens out", "4");
      assertThat(result.log().traces().get(2).metadata().get("refusal")).contains("filter");
      assertThat(result.log().traces().get(0).steps().get(0).menu()).isNull();
      assertThat(result.missing()).isZero();
      assertThat(store.traces("monday/v1").traces()).hasSize(6);
      String text = result.toMimeBundle().data().get("text/plain").toString();
      assertThat(text).contains("parse failures").contains("6 asked now, 0 were in the store");
    }
  }

  /** Invariant: no parser loses an answer, as each has been paid for. */
  @Test
  void aParserThatFailsLosesNoAnswer() throws Exception {
    AnswerParser failing =
        new AnswerParser() {
          @Override
          public Optional<String> choice(String answer) {
            return switch (answer) {
              case "throw" -> throw new IllegalStateException("no such case \ud83d");
              case "overflow" -> choice(answer);
              case "null" -> null;
              case "half" -> Optional.of("\ud83d");
              default -> Optional.of(answer);
            };
          }

          @Override
          public Optional<Menu> menu() {
            return Optional.of(Menu.of(List.of("yes", "no", "?")));
          }
        };
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.answer("yes"),
            ScriptedServer.answer("throw"),
            ScriptedServer.answer("maybe"),
            ScriptedServer.answer("null"),
            ScriptedServer.answer("overflow"),
            ScriptedServer.answer("half"))) {
      EvaluationResult result =
          Evaluation.of(server.endpoint(), List.of(version("v1")), inputs(6), failing)
              .with(ONE_BY_ONE)
              .run("monday", store);
      assertThat(result.log().steps().map(Step::choice))
          .containsExactly(
              "yes",
              LogReader.UNPARSED,
              LogReader.UNPARSED,
              LogReader.UNPARSED,
              LogReader.UNPARSED,
              "?");
      List<Trace> kept = store.traces("monday/v1").traces();
      assertThat(kept.stream().map(trace -> trace.metadata().get("answer")))
          .containsExactly("yes", "throw", "maybe", "null", "overflow", "half");
      assertThat(kept.get(0).metadata()).doesNotContainKey("parse error");
      assertThat(kept.get(1).metadata())
          .containsEntry("parse error", "java.lang.IllegalStateException: no such case ?");
      assertThat(kept.get(2).metadata().get("parse error"))
          .contains("choice \"maybe\" is not in its menu [yes, no, ?]");
      assertThat(kept.get(3).metadata().get("parse error")).contains("NullPointerException");
      assertThat(kept.get(4).metadata().get("parse error")).contains("StackOverflowError");
      assertThat(result.toMimeBundle().data().get("text/plain").toString())
          .contains("On 4 answers the parser itself failed, first with java.lang.IllegalState")
          .contains("6 asked now, 0 were in the store, 0 have no answer.");
    }
  }

  @Test
  void whatWasAnsweredIsNotAskedAgain() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("yes"))) {
      List<PromptVersion> versions = List.of(version("v1"), version("v2"));
      Evaluation first =
          Evaluation.of(server.endpoint(), versions, inputs(2), YES_OR_NO).with(ONE_BY_ONE);
      first.run("monday", store);
      assertThat(server.requests()).hasSize(4);
      EvaluationResult more =
          Evaluation.of(server.endpoint(), versions, inputs(3), YES_OR_NO)
              .with(ONE_BY_ONE.withRepeats(2))
              .run("monday", store);
      assertThat(server.requests()).hasSize(12);
      assertThat(more.asked()).isEqualTo(8);
      assertThat(more.log().traces()).hasSize(12);
      EvaluationResult again = first.run("monday", store);
      assertThat(server.requests()).hasSize(12);
      assertThat(again.log().traces()).hasSize(4);
      assertThat(again.asked()).isZero();

      Evaluation reworded =
          Evaluation.of(
              server.endpoint(),
              List.of(PromptVersion.of("v1", "other words")),
              inputs(2),
              YES_OR_NO);
      assertThatThrownBy(() -> reworded.with(ONE_BY_ONE).run("monday", store))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("an id of its own");
      Evaluation otherInput =
          Evaluation.of(
              server.endpoint(), versions, List.of(PromptInput.of("case 0", "new")), YES_OR_NO);
      assertThatThrownBy(() -> otherInput.with(ONE_BY_ONE).run("monday", store))
          .hasMessageContaining("another prompt for input \"case 0\"");
      assertThat(server.requests()).hasSize(12);
    }
  }

  /** Invariant: a store filled before parser and truth were mended is as one filled after. */
  @Test
  void aMendedParserAndMetadataReadWhatIsKeptAgain() throws Exception {
    ScriptedServer.Act[] script = {
      ScriptedServer.answer("yes"),
      ScriptedServer.answer("Yes, say I"),
      ScriptedServer.status(
          200,
          """
          {"model": "m", "choices": [{"index": 0, "finish_reason": "stop", "message":
           {"role": "assistant", "content": null, "refusal": "I will not."}}]}
          """),
      ScriptedServer.answer("no"),
      ScriptedServer.answer("no")
    };
    List<PromptInput> before = inputs(5);
    List<PromptInput> after = new ArrayList<>(before);
    after.set(0, new PromptInput("case 0", "text 0", Map.of("truth", "no", "unit", "u")));
    after.set(1, new PromptInput("case 1", "text 1", Map.of()));
    AnswerParser broken =
        answer -> {
          if (answer.contains(",")) {
            throw new IllegalStateException("a comma");
          }
          return Optional.of(answer + "!");
        };
    try (ScriptedServer server = new ScriptedServer(script)) {
      Evaluation first =
          Evaluation.of(server.endpoint(), List.of(version("v1")), before, broken).with(ONE_BY_ONE);
      assertThat(first.run("monday", store).log().steps().map(Step::choice))
          .containsExactly("yes!", LogReader.UNPARSED, Evaluation.REFUSED, "no!", "no!");
      List<Trace> kept = store.traces("monday/v1").traces();
      assertThat(kept.get(1).metadata()).containsKey("parse error");

      // The last input is not asked about any more, but stands in the same run.
      EvaluationResult result =
          Evaluation.of(server.endpoint(), List.of(version("v1")), after.subList(0, 4), YES_OR_NO)
              .with(ONE_BY_ONE)
              .run("monday", store);
      assertThat(server.requests()).hasSize(5);
      assertThat(result.asked()).isZero();
      assertThat(result.log().steps().map(Step::choice))
          .containsExactly("yes", "yes", Evaluation.REFUSED, "no");
      List<Trace> now = store.traces("monday/v1").traces();
      assertThat(now.subList(0, 4).stream().map(Trace::metadata).toList())
          .isEqualTo(result.log().traces().stream().map(Trace::metadata).toList());
      assertThat(now.stream().map(Trace::id)).isEqualTo(kept.stream().map(Trace::id).toList());
      assertThat(now.get(0).metadata())
          .containsEntry("truth", "no")
          .containsEntry("unit", "u")
          .containsEntry("cost", kept.get(0).metadata().get("cost"))
          .containsEntry("latency ms", kept.get(0).metadata().get("latency ms"));
      assertThat(now.get(1).metadata())
          .doesNotContainKeys("truth", "parse error")
          .containsEntry("unit", "case 1");
      assertThat(now.get(2)).isEqualTo(kept.get(2));
      assertThat(now.get(4).steps().get(0))
          .isEqualTo(new Step("case 4", Menu.of(List.of("yes", "no")), "no", null));
      assertThat(now.get(4).metadata()).isEqualTo(kept.get(4).metadata());

      first.run("monday", store);
      assertThat(store.traces("monday/v1").traces()).isEqualTo(kept);
      assertThat(server.requests()).hasSize(5);
    }
  }

  /** Oracle: by hand, 10 × 1 + 5 × 2 = 20 a question, and at most (bytes + 64) × 1 + 6 × 2. */
  @Test
  void aBudgetIsNeverExceeded() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("yes"))) {
      TokenPrices prices = new TokenPrices(1e6, 2e6);
      List<PromptInput> inputs = inputs(20);
      long bytes = ("You are v1." + "Is it so? text 0").length();
      double most = bytes + 64 + 12;
      Evaluation evaluation =
          Evaluation.of(server.endpoint(), List.of(version("v1")), inputs, YES_OR_NO);
      EvaluationOptions options = EvaluationOptions.defaults().withMaxTokens(6).withConcurrency(3);
      // Five answers cost 100; a sixth request could end above the budget.
      double budget = 80 + most + 1;
      assertThatThrownBy(
              () -> evaluation.with(options.withBudget(prices, budget)).run("monday", store))
          .isInstanceOfSatisfying(
              EvaluationStoppedException.class,
              stopped -> {
                assertThat(stopped).hasMessageContaining("the budget of");
                assertThat(stopped.partial().spent()).isEqualTo(100);
                assertThat(stopped.partial().missing()).isEqualTo(15);
              });
      assertThat(server.requests()).hasSize(5);
      assertThat(store.traces("monday/v1").traces()).hasSize(5);
      // A run's budget counts what it has spent before.
      assertThatThrownBy(
              () -> evaluation.with(options.withBudget(prices, budget)).run("monday", store))
          .isInstanceOf(EvaluationStoppedException.class);
      assertThat(server.requests()).hasSize(5);
      EvaluationResult whole =
          evaluation.with(options.withBudget(prices, 400 + most)).run("monday", store);
      assertThat(whole.spent()).isEqualTo(400);
      assertThat(server.requests()).hasSize(20);
    }
  }
}
