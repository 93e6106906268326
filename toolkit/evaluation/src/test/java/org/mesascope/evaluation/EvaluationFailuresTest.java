package org.mesascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.store.TraceStore;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Trace;

/** Endpoints that fail, stall, and send garbage. */
class EvaluationFailuresTest {

  private static final EvaluationOptions OPTIONS =
      EvaluationOptions.defaults()
          .withConcurrency(1)
          .withRequestsPerMinute(60_000_000)
          .withTimeout(Duration.ofSeconds(20))
          .withRetries(3, Duration.ofSeconds(1), Duration.ofSeconds(30));

  private static final ScriptedServer.Act YES = ScriptedServer.answer("yes");

  @TempDir Path folder;
  private TraceStore store;
  private final SkippedTime time = new SkippedTime();

  @BeforeEach
  void open() throws Exception {
    store = TraceStore.open(folder.resolve("runs.duckdb"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static Evaluation evaluation(Endpoint endpoint, int inputs) {
    return Evaluation.of(
            endpoint,
            List.of(PromptVersion.of("v1", "Answer.")),
            IntStream.range(0, inputs).mapToObj(i -> PromptInput.of("c" + i, "t" + i)).toList(),
            AnswerParser.whole())
        .with(OPTIONS);
  }

  private EvaluationResult run(Evaluation evaluation) throws IOException {
    return evaluation.run("monday", store, time);
  }

  private static ScriptedServer.Act status(int status, String... headers) {
    return ScriptedServer.status(status, "{\"error\": {\"message\": \"told\"}}", headers);
  }

  @Test
  void aServerThatFailsOnceIsAskedAgain() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(500), status(503), YES)) {
      EvaluationResult result = run(evaluation(server.endpoint(), 1));
      assertThat(result.missing()).isZero();
      Trace trace = store.traces("monday/v1").traces().get(0);
      assertThat(trace.metadata()).containsEntry("attempts", "3");
      // Doubling from 1 s, less at most a half at random.
      List<Double> waits = time.slept().stream().filter(seconds -> seconds > .1).toList();
      assertThat(waits).hasSize(2);
      assertThat(waits.get(0)).isBetween(.5, 1.0);
      assertThat(waits.get(1)).isBetween(1.0, 2.0);
    }
  }

  /** Invariant: the jitter is drawn from the seed, so that a run may be repeated. */
  @Test
  void waitsAreDrawnFromTheSeed() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (ScriptedServer server = new ScriptedServer(status(500), YES)) {
        evaluation(server.endpoint(), 1).run("run " + i, store, time);
      }
    }
    List<Double> waits = time.slept().stream().filter(seconds -> seconds > .1).toList();
    assertThat(waits.get(0)).isEqualTo(waits.get(1));
  }

  @Test
  void theWaitThatTheEndpointAsksForIsKept() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(25));
    try (ScriptedServer server =
        new ScriptedServer(
            status(429, "Retry-After", "7"),
            YES,
            status(429, "retry-after-ms", "5500"),
            YES,
            status(503, "Retry-After", date),
            YES,
            status(429, "Retry-After", "soon"),
            YES)) {
      EvaluationResult result = run(evaluation(server.endpoint(), 4));
      assertThat(result.missing()).isZero();
      List<Double> waits = time.slept().stream().filter(seconds -> seconds > .1).toList();
      assertThat(waits.get(0)).isCloseTo(7, within(.01));
      assertThat(waits.get(1)).isCloseTo(5.5, within(.01));
      assertThat(waits.get(2)).isBetween(20.0, 25.0);
      assertThat(waits.get(3)).isBetween(.5, 1.0);
    }
  }

  @Test
  void aWaitThatIsTooLongStopsTheRun() throws Exception {
    try (ScriptedServer server = new ScriptedServer(YES, status(429, "Retry-After", "3600"))) {
      assertThatThrownBy(() -> run(evaluation(server.endpoint(), 9)))
          .isInstanceOf(EvaluationStoppedException.class)
          .hasMessageContaining("asks to wait 3600 s, longer than 30 s")
          .hasMessageContaining("1 of 9 questions are answered and kept");
      assertThat(server.requests()).hasSize(2);
    }
  }

  /** Oracle: 10 requests at 20 a minute are 3 s apart. */
  @Test
  void theRateIsNotExceeded() throws Exception {
    try (ScriptedServer server = new ScriptedServer(YES)) {
      Evaluation evaluation =
          evaluation(server.endpoint(), 10).with(OPTIONS.withRequestsPerMinute(20));
      run(evaluation);
      assertThat(time.nanos() / 1e9).isCloseTo(27, within(1e-6));
    }
  }

  @Test
  void whatStaysUnansweredIsKeptApartAndAskedAgain() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            YES, status(500), status(500), status(500), status(500), status(400), YES)) {
      EvaluationResult result = run(evaluation(server.endpoint(), 4));
      assertThat(server.requests()).hasSize(7);
      assertThat(result.missing()).isEqualTo(2);
      assertThat(result.log().steps().map(step -> step.choice()))
          .containsExactly("yes", LogReader.FAILED, LogReader.FAILED, "yes");
      assertThat(store.traces("monday/v1").traces()).hasSize(2);
      List<Trace> unanswered = store.traces("monday/v1/unanswered").traces();
      assertThat(unanswered).hasSize(2);
      assertThat(unanswered.get(0).id()).startsWith("c1#0 at ");
      assertThat(unanswered.get(0).metadata())
          .containsEntry("attempts", "4")
          .hasEntrySatisfying(
              "error",
              error ->
                  assertThat(error)
                      .startsWith(server.endpoint().base() + "/chat/completions answered 500")
                      .contains("told"));
      assertThat(result.toMimeBundle().data().get("text/plain").toString())
          .contains("2 asked now, 0 were in the store, 2 have no answer");
      EvaluationResult again = run(evaluation(server.endpoint(), 4));
      assertThat(again.toMimeBundle().data().get("text/plain").toString())
          .contains("2 asked now, 2 were in the store, 0 have no answer");
      assertThat(again.missing()).isZero();
      assertThat(again.asked()).isEqualTo(2);
      assertThat(server.requests()).hasSize(9);
    }
  }

  /** Oracle: the error that Azure documents where its filter stops a prompt. */
  @Test
  void aPromptThatTheFilterStopsIsARefusalAndNoError() throws Exception {
    ScriptedServer.Act filtered =
        ScriptedServer.status(
            400,
            """
            {"error": {"message": "The response was filtered due to the prompt, sk-abc",
             "type": null, "param": "prompt", "code": "content_filter", "status": 400,
             "innererror": {"code": "ResponsibleAIPolicyViolation"}}}
            """);
    try (ScriptedServer server =
        new ScriptedServer(
            filtered, filtered, filtered, filtered, filtered, filtered, YES, filtered)) {
      Endpoint endpoint = server.endpoint().withKey(ApiKey.of("sk-abc"));
      Evaluation evaluation =
          evaluation(endpoint, 7).with(OPTIONS.withPrices(new TokenPrices(1, 1)));
      EvaluationResult result = run(evaluation);
      assertThat(result.missing()).isZero();
      assertThat(result.log().steps().map(step -> step.choice()).toList())
          .endsWith(Evaluation.REFUSED, "yes")
          .filteredOn(Evaluation.REFUSED::equals)
          .hasSize(6);
      assertThat(store.traces("monday/v1").traces().get(0).metadata())
          .containsEntry("finish", "content_filter")
          .containsEntry("tokens in", "")
          .hasEntrySatisfying(
              "refusal",
              refusal ->
                  assertThat(refusal)
                      .contains("filtered due to the prompt")
                      .doesNotContain("sk-abc"));
      // What such a refusal costs is not said: the most that an answer can cost is set down.
      double most = ("Answer.t0".length() + 64 + 1024) / 1e6;
      assertThat(result.spent()).isCloseTo(6 * most + 15 / 1e6, within(1e-12));
      assertThat(run(evaluation).asked()).isZero();
      assertThat(server.requests()).hasSize(7);
    }
    for (String other :
        List.of(
            "content_filter",
            "[1]",
            "{\"error\": \"content_filter\"}",
            "{\"error\": {\"message\": \"no field content_filter\", \"code\": null}}")) {
      try (ScriptedServer server = new ScriptedServer(ScriptedServer.status(400, other))) {
        assertThat(evaluation(server.endpoint(), 1).run("not " + other, store, time).missing())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void anEndpointThatFailsAgainAndAgainStopsTheRun() throws Exception {
    try (ScriptedServer server = new ScriptedServer(YES, status(500))) {
      assertThatThrownBy(
              () ->
                  run(
                      evaluation(server.endpoint(), 50)
                          .with(OPTIONS.withRetries(0, Duration.ZERO, Duration.ZERO))))
          .isInstanceOfSatisfying(
              EvaluationStoppedException.class,
              stopped -> assertThat(stopped.partial().log().traces()).hasSize(6))
          .hasMessageContaining("5 questions in a row failed")
          .hasMessageContaining("run again to go on");
      assertThat(server.requests()).hasSize(6);
    }
  }

  /** What no repetition mends is asked once. */
  @Test
  void lastingFailuresStopAtOnceAndTellNoKey() throws Exception {
    record Case(ScriptedServer.Act act, String told) {}
    List<Case> cases =
        List.of(
            new Case(ScriptedServer.status(401, "no such key: sk-abc"), "check the key"),
            new Case(status(403), "check the key"),
            new Case(status(404), "check the address"),
            new Case(status(402), "nothing left"),
            new Case(status(302, "Location", "http://elsewhere/"), "points to"),
            new Case(ScriptedServer.status(429, "{\"code\": \"insufficient_quota\"}"), "quota"));
    for (Case one : cases) {
      try (ScriptedServer server = new ScriptedServer(one.act())) {
        Endpoint endpoint = server.endpoint().withKey(ApiKey.of("sk-abc"));
        assertThatThrownBy(() -> run(evaluation(endpoint, 9)))
            .isInstanceOf(EvaluationStoppedException.class)
            .hasMessageContaining(one.told())
            .hasMessageContaining("127.0.0.1")
            .hasMessageNotContaining("sk-abc");
        assertThat(server.requests()).hasSize(1);
      }
    }
    assertThat(store.query("SELECT metadata::VARCHAR AS m FROM traces").stringColumn("m").asList())
        .isNotEmpty()
        .noneMatch(text -> text.contains("sk-abc"));
  }

  @Test
  void garbageIsAskedAgainAndShownInPart() throws Exception {
    List<ScriptedServer.Act> garbage =
        List.of(
            ScriptedServer.status(200, "<html>Welcome to the proxy</html>"),
            ScriptedServer.status(200, ""),
            ScriptedServer.status(200, "{\"choices\": []}"),
            ScriptedServer.status(200, "{\"choices\": [{}]}"),
            ScriptedServer.status(200, "{\"error\": {\"message\": \"overloaded\"}}"),
            ScriptedServer.status(200, "[1, 2]"),
            ScriptedServer.status(200, "{\"choices\": [{\"message\": {\"content\": \"ye"));
    for (ScriptedServer.Act act : garbage) {
      try (ScriptedServer server = new ScriptedServer(act, YES)) {
        evaluation(server.endpoint(), 1).run("then yes " + garbage.indexOf(act), store, time);
        assertThat(server.requests()).hasSize(2);
      }
    }
    try (ScriptedServer server = new ScriptedServer(garbage.get(0))) {
      run(evaluation(server.endpoint(), 1));
      assertThat(store.traces("monday/v1/unanswered").traces().get(0).metadata().get("error"))
          .contains("expected a chat completion with one choice, got <html>Welcome to the proxy");
    }
  }

  @Test
  void aStallAndABrokenBodyAreAskedAgain() throws Exception {
    ScriptedServer.Act stall = (exchange, request) -> Thread.sleep(60_000);
    ScriptedServer.Act half =
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          Thread.sleep(60_000);
        };
    ScriptedServer.Act truncated =
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          exchange.getHttpContext().getServer().getExecutor().execute(() -> {});
          throw new IOException("hang up");
        };
    for (ScriptedServer.Act act : List.of(stall, half)) {
      try (ScriptedServer server = new ScriptedServer(act)) {
        Evaluation evaluation =
            evaluation(server.endpoint(), 1)
                .with(
                    OPTIONS
                        .withTimeout(Duration.ofMillis(150))
                        .withRetries(1, Duration.ZERO, Duration.ZERO)
                        .withPrices(new TokenPrices(1, 1)));
        EvaluationResult result = evaluation.run("stall " + server.endpoint(), store, time);
        Trace trace = result.log().traces().get(0);
        assertThat(trace.metadata().get("error")).contains("no whole answer within 0.15 s");
        assertThat(trace.metadata()).containsEntry("attempts", "2");
        // It may have been billed: the most that two answers can cost is set down.
        double most = ("Answer.t0".length() + 64 + 1024) / 1e6;
        assertThat(result.spent()).isCloseTo(2 * most, within(1e-12));
      }
    }
    try (ScriptedServer server = new ScriptedServer(truncated, YES)) {
      evaluation(server.endpoint(), 1).run("truncated", store, time);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void anEndlessAnswerIsGivenUp() throws Exception {
    ScriptedServer.Act endless =
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[1 << 20];
          while (true) {
            exchange.getResponseBody().write(much);
          }
        };
    try (ScriptedServer server = new ScriptedServer(endless, YES)) {
      run(evaluation(server.endpoint(), 1));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void nobodyThereStopsTheRunAfterItsRetries() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> run(evaluation(Endpoint.at("http://127.0.0.1:" + port + "/v1", "m"), 9)))
        .isInstanceOf(EvaluationStoppedException.class)
        .hasMessageContaining("cannot be reached (connection refused): start the server")
        .hasMessageContaining("0 of 9");
    assertThat(time.slept().stream().filter(seconds -> seconds > .1)).hasSize(3);
    assertThatThrownBy(
            () ->
                evaluation(Endpoint.at("http://no-such-host.invalid/v1", "m"), 1)
                    .run("elsewhere", store, time))
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void anInterruptKeepsWhatCame() throws Exception {
    CountDownLatch third = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    ScriptedServer.Act act =
        (exchange, request) -> {
          if (count.incrementAndGet() > 2) {
            third.countDown();
            Thread.sleep(60_000);
          }
          YES.on(exchange, request);
        };
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (ScriptedServer server = new ScriptedServer(act)) {
      Future<?> running = one.submit(() -> run(evaluation(server.endpoint(), 9)));
      assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
      one.shutdownNow();
      assertThatThrownBy(running::get)
          .hasCauseInstanceOf(CancellationException.class)
          .hasMessageContaining("after 2 answers, which are kept");
      assertThat(store.traces("monday/v1").traces()).hasSize(2);
    } finally {
      one.shutdownNow();
    }
  }

  /** Oracle: the requests that the server saw; what the store confirmed is never asked again. */
  @Test
  void aKilledRunGoesOnWhereItWas() throws Exception {
    Path file = folder.resolve("killed.duckdb");
    ScriptedServer.Act slow =
        (exchange, request) -> {
          Thread.sleep(30);
          YES.on(exchange, request);
        };
    try (ScriptedServer server = new ScriptedServer(slow)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Killed.class.getName(),
                  file.toString(),
                  server.endpoint().base().toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        while (server.requests().size() < 12) {
          assertThat(process.isAlive()).isTrue();
          Thread.sleep(5);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      int before = server.requests().size();
      try (TraceStore killed = TraceStore.open(file)) {
        Set<String> kept =
            killed.traces("monday/v1").traces().stream()
                .map(trace -> trace.metadata().get("input"))
                .collect(Collectors.toSet());
        assertThat(kept.size()).isBetween(before - 2 * Killed.AT_ONCE, before);
        EvaluationResult result = Killed.evaluation(server.endpoint()).run("monday", killed);
        assertThat(result.log().traces()).hasSize(Killed.INPUTS);
        assertThat(result.missing()).isZero();
        assertThat(
                server.requests().subList(before, server.requests().size()).stream()
                    .map(ScriptedServer::question))
            .doesNotContainAnyElementsOf(kept)
            .hasSize(Killed.INPUTS - kept.size());
      }
    }
  }

  /** An evaluation in a process of its own. */
  static final class Killed {

    static final int INPUTS = 40;
    static final int AT_ONCE = 3;

    private Killed() {}

    static Evaluation evaluation(Endpoint endpoint) {
      return EvaluationFailuresTest.evaluation(endpoint, INPUTS)
          .with(OPTIONS.withConcurrency(AT_ONCE));
    }

    public static void main(String[] args) throws IOException {
      try (TraceStore store = TraceStore.open(Path.of(args[0]))) {
        evaluation(Endpoint.at(args[1], "m")).run("monday", store);
      }
    }
  }
}
