package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.KernelClient;

class SessionTest {

  private static final long SIGINT = 1L << 1;

  private ChildKernel kernel;

  @BeforeEach
  void start() throws Exception {
    kernel = new ChildKernel();
  }

  @AfterEach
  void stop() {
    kernel.close();
  }

  @Test
  void importingAgainKeepsTheOtherImports() throws Exception {
    for (String again :
        List.of("java.util.*", "java.io.*", "java.util.regex.*", "java.util.stream.Stream")) {
      kernel.run("import " + again + ";");
    }
    Ran ran =
        kernel.run(
            "Pattern.compile(\"a\").matcher(Stream.of(\"b\").findFirst().get()).matches()"
                + " || new File(\"/\").isFile() || BigInteger.ONE.equals(List.of())"
                + " || Duration.ZERO.isNegative()");
    assertThat(ran.result()).isEqualTo("false");
  }

  @Test
  void itSaysWhoItIsAnswersCommsAndRefusesWhatItDoesNotKnow() throws Exception {
    assertThat(kernel.info.get("protocol_version").getAsString()).startsWith("5.");
    assertThat(kernel.info.get("implementation").getAsString()).isEqualTo("mesascope");
    JsonObject language = kernel.info.getAsJsonObject("language_info");
    assertThat(language.get("name").getAsString()).isEqualTo("java");
    assertThat(language.get("version").getAsString()).isEqualTo(Runtime.version().toString());
    assertThat(kernel.info.has("supported_features")).isTrue();
    assertThat(kernel.client.isAlive(ChildKernel.LIMIT)).isTrue();

    assertThat(kernel.ask("comm_info_request", new JsonObject()).getAsJsonObject("comms").size())
        .isZero();
    var closed = kernel.next("comm_close");
    JsonObject open = new JsonObject();
    open.addProperty("comm_id", "c1");
    open.addProperty("target_name", "nobody");
    kernel.client.send(Channel.SHELL, "comm_open", open);
    assertThat(kernel.ask("strange_request", new JsonObject()).get("status").getAsString())
        .isEqualTo("error");
    assertThat(closed).succeedsWithin(ChildKernel.LIMIT);
  }

  @Test
  void inputIsAskedForAndRefusedWhereNobodyAnswers() {
    List<String> prompts = new ArrayList<>();
    kernel.client.onInput(
        request -> {
          prompts.add(request.get("prompt").getAsString() + request.get("password").getAsBoolean());
          return "käse";
        });
    assertThat(
            kernel
                .run(ExecuteRequest.cell("new Scanner(System.in).nextLine()").withStdin(true))
                .result())
        .isEqualTo("käse");
    assertThat(
            kernel
                .run(
                    ExecuteRequest.cell("readLine(\"name? \") + readPassword(\"word? \")")
                        .withStdin(true))
                .result())
        .isEqualTo("käsekäse");
    assertThat(prompts).containsExactly("false", "name? false", "word? true");
    Ran refused = kernel.run("new Scanner(System.in).nextLine()");
    assertThat(refused.errorName()).isEqualTo(InputNotAllowedException.class.getName());
    assertThat(refused.errorValue()).contains("allow_stdin");
  }

  @Test
  void aQuestionThatACellLeftBehindStandsInNobodysWay() {
    CountDownLatch later = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    kernel.client.onInput(
        request -> {
          awaitQuietly(later);
          return "answer " + asked.incrementAndGet();
        });
    assertThat(
            kernel
                .run(
                    ExecuteRequest.cell(
                            """
                            var left = CompletableFuture.supplyAsync(
                                () -> new Scanner(System.in).nextLine());
                            try {
                              left.get(300, TimeUnit.MILLISECONDS);
                            } catch (TimeoutException e) {
                              System.out.println("too late");
                            }
                            """)
                        .withStdin(true))
                .printed("stdout"))
        .isEqualTo("too late\n");
    assertThat(
            kernel
                .run("left.handle((line, thrown) -> line + thrown).get(20, TimeUnit.SECONDS)")
                .result())
        .contains(InputNotAllowedException.class.getName(), "has ended");
    later.countDown();
    assertThat(kernel.run(ExecuteRequest.cell("(char) System.in.read()").withStdin(true)).result())
        .isEqualTo("a");
    assertThat(
            kernel
                .run(ExecuteRequest.cell("new Scanner(System.in).nextLine()").withStdin(true))
                .result())
        .as("not the rest of the line before, nor the answer to the first question")
        .isEqualTo("answer 3");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void strangersAndNonsenseDoNotDisturbIt() throws Exception {
    ConnectionFile own = kernel.connection;
    ConnectionFile wrong =
        new ConnectionFile(
            own.transport(),
            own.ip(),
            own.shellPort(),
            own.iopubPort(),
            own.stdinPort(),
            own.controlPort(),
            own.heartbeatPort(),
            "wrong",
            own.signatureScheme());
    try (var stranger = KernelClient.connect(wrong)) {
      assertThatThrownBy(
              () ->
                  stranger.request(
                      Channel.CONTROL,
                      "shutdown_request",
                      new JsonObject(),
                      Duration.ofMillis(300)))
          .isInstanceOf(TimeoutException.class);
    }
    assertThat(kernel.run("1").result()).isEqualTo("1");
  }

  @Test
  void itEndsWithTheProcessItIsSaidToBelongTo() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    try (var child = new ChildKernel(Map.of("JPY_PARENT_PID", "" + parent.pid()))) {
      assertThat(child.run("1").result()).isEqualTo("1");
      parent.destroyForcibly();
      assertThat(child.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSignalInterruptsACellAndNotTheKernel() throws Exception {
    assumeFalse(ignoresInterrupts(kernel.process.pid()), "a background job of a script");
    var running = kernel.startAndWait("while (true) {}");
    assertThat(new ProcessBuilder("kill", "-INT", "" + kernel.process.pid()).start().waitFor())
        .isZero();
    assertThat(ChildKernel.await(running).errorName())
        .isEqualTo(CellInterruptedError.class.getName());
    assertThat(kernel.run("1").result()).isEqualTo("1");
  }

  /** Whether a process was started with SIGINT ignored, which no Java program can change. */
  private static boolean ignoresInterrupts(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (Files.notExists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(ignored -> (ignored & SIGINT) != 0);
  }

  @Test
  void itEndsWhenTold() throws Exception {
    var busy = kernel.start(ExecuteRequest.cell("while (true) {}"));
    kernel.client.shutdown(ChildKernel.LIMIT);
    assertThat(kernel.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(kernel.process.exitValue()).isZero();
    assertThat(kernel.client.isAlive(Duration.ofMillis(200))).isFalse();
    assertThat(busy).isNotDone();
  }
}
