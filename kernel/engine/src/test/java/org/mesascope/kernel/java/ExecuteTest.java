package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;
import org.mesascope.kernel.protocol.ExecuteRequest;

class ExecuteTest {

  private static ChildKernel kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = new ChildKernel();
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @Test
  void aValueComesBackFramedAsTheProtocolSays() {
    Ran ran = kernel.run("1 + 1");
    assertThat(ran.types()).containsExactly("status", "execute_input", "execute_result", "status");
    assertThat(ran.result()).isEqualTo("2");
    assertThat(ran.status()).isEqualTo("ok");
    assertThat(ran.reply().get("execution_count"))
        .isEqualTo(ran.contents("execute_result").get(0).get("execution_count"));
  }

  @Test
  void onlyALastExpressionWithoutSemicolonShows() {
    assertThat(kernel.run("int shown = 7;\nshown").result()).isEqualTo("7");
    assertThat(kernel.run("int unshown = 7").result()).isEmpty();
    assertThat(kernel.run("int noted = unshown // a note").status()).isEqualTo("ok");
    assertThat(kernel.run("noted").result()).isEqualTo("7");
    assertThat(kernel.run("Math.max(1, 2);").result()).isEmpty();
    assertThat(kernel.run("Math.max(1, 2); // a note").result()).isEmpty();
    assertThat(kernel.run("Math.max(1, 2) // a note").result()).isEqualTo("2");
    assertThat(kernel.run("\"a;\"").result()).isEqualTo("a;");
    assertThat(kernel.run("").types()).containsExactly("status", "execute_input", "status");
    assertThat(kernel.run("// nothing").status()).isEqualTo("ok");
  }

  @Test
  void whatACellDefinesTheNextOneSees() {
    kernel.run(
        """
        import java.util.concurrent.atomic.AtomicInteger;
        record Point(int x, int y) {}
        static int twice(int n) { return 2 * n; }
        var points = List.of(new Point(1, 2));
        """);
    assertThat(kernel.run("twice(points.get(0).y()) + new AtomicInteger(1).get()").result())
        .isEqualTo("5");
    kernel.run("int twice(int n) { return 3 * n; }");
    assertThat(kernel.run("twice(1)").result()).isEqualTo("3");
    kernel.run("String points = \"redeclared\";");
    assertThat(kernel.run("points").result()).isEqualTo("redeclared");
  }

  @Test
  void everydayPackagesAreImported() {
    assertThat(
            kernel
                .run(
                    """
                    Function<Integer, BigInteger> big = BigInteger::valueOf;
                    Stream.of(1, 2).map(big).collect(Collectors.toList()).size()
                        + Duration.ofDays(1).toHours() + Path.of("a").getNameCount()
                    """)
                .result())
        .isEqualTo("27");
  }

  @Test
  void streamsKeepTheirOrderAndComeBeforeWhatFollows() {
    Ran ran =
        kernel.run(
            """
            System.out.print("a"); System.err.print("b"); System.out.println("c");
            System.out.write(new byte[] {(byte) 0xe2, (byte) 0x82}); System.out.flush();
            Thread.sleep(120);
            System.out.write((byte) 0xac); System.out.println("🙂");
            display("shown"); System.out.println("d");
            9\
            """);
    StringBuilder order = new StringBuilder();
    String last = "";
    for (var message : ran.messages()) {
      boolean stream = message.type().equals("stream");
      String source = stream ? message.content().get("name").getAsString() : message.type();
      order.append(source.equals(last) ? "" : "|" + source + ":");
      order.append(stream ? message.content().get("text").getAsString() : "");
      last = source;
    }
    assertThat(order.toString())
        .contains(
            "|stdout:a|stderr:b|stdout:c\n€🙂\n|display_data:|stdout:d\n|execute_result:|status:");
  }

  @Test
  void aHundredThousandLinesComeWholeInFewMessages() {
    Ran ran = kernel.run("for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);");
    List<String> lines = ran.printed("stdout").lines().toList();
    assertThat(lines).hasSize(100_000);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).isEqualTo("line " + i);
    }
    assertThat(ran.contents("stream")).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void tenMegabytesComeWhole() {
    assertThat(kernel.run("\"x\".repeat(10_000_000).length()").result()).isEqualTo("10000000");
    assertThat(kernel.run("System.out.print(\"x\".repeat(10_000_000))").printed("stdout"))
        .hasSize(10_000_000);
  }

  @Test
  void aThreadsOutputGoesToTheCellThatStartedIt() throws Exception {
    List<String> parents = new ArrayList<>();
    CompletableFuture<Void> late = new CompletableFuture<>();
    kernel.client.onOutput(
        m -> {
          if (m.type().equals("stream") && m.content().get("text").getAsString().contains("late")) {
            parents.add(m.parentId());
            late.complete(null);
          }
        });
    Ran starter =
        kernel.run(
            """
            var gate = new java.util.concurrent.CountDownLatch(1);
            new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {}
              System.out.println("late"); }).start();
            """);
    Ran opener = kernel.run("gate.countDown(); Thread.sleep(200);");
    late.get(10, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(parents).containsExactly(starter.messages().get(0).parentId());
    assertThat(opener.printed("stdout")).isEmpty();
  }

  @Test
  void displaysAreUpdatedByTheirId() {
    Ran ran =
        kernel.run("String shown = display(\"<b>1</b>\", \"text/html\"); updateDisplay(shown, 2);");
    var first = ran.contents("display_data").get(0);
    var second = ran.contents("update_display_data").get(0);
    assertThat(first.getAsJsonObject("data").get("text/html").getAsString()).isEqualTo("<b>1</b>");
    assertThat(second.getAsJsonObject("data").get("text/plain").getAsString()).isEqualTo("2");
    assertThat(second.get("transient")).isEqualTo(first.get("transient"));
    assertThat(first.getAsJsonObject("transient").has("display_id")).isTrue();

    Ran progress =
        kernel.run(
            """
            try (var bar = org.mesascope.display.Progress.of("work", 2)) { bar.step(); bar.step(); }
            """);
    assertThat(progress.types()).contains("display_data", "update_display_data");
    Ran forgotten =
        kernel.run("var bar = org.mesascope.display.Progress.of(\"a\", 2); bar.step();");
    assertThat(forgotten.contents("display_data")).hasSize(1);
    assertThat(kernel.run("org.mesascope.display.Progress.of(\"b\", 2).step();").types())
        .as("a bar that another cell left open silences no one")
        .contains("display_data");
  }

  @Test
  void userExpressionsAnswerValuesErrorsAndDeclaredTypes() {
    kernel.run("int seed = 7; var names = new ArrayList<String>(); final double rate = 0.5;");
    Ran ran =
        kernel.run(
            ExecuteRequest.cell("seed++;")
                .withUserExpressions(
                    Map.of(
                        "value", "seed",
                        "broken", "1 / 0",
                        "type", "%type seed",
                        "inferred", "%type names",
                        "final", "%type rate",
                        "none", "%type nobody")));
    var answers = ran.reply().getAsJsonObject("user_expressions");
    assertThat(text(answers, "value")).isEqualTo("8");
    assertThat(text(answers, "type")).isEqualTo("int");
    assertThat(text(answers, "inferred")).isEqualTo("ArrayList<String>");
    assertThat(text(answers, "final")).isEqualTo("double");
    assertThat(answers.getAsJsonObject("broken").get("ename").getAsString())
        .isEqualTo("java.lang.ArithmeticException");
    assertThat(answers.getAsJsonObject("none").get("evalue").getAsString()).contains("nobody");
  }

  private static String text(com.google.gson.JsonObject answers, String name) {
    return answers.getAsJsonObject(name).getAsJsonObject("data").get("text/plain").getAsString();
  }

  @Test
  void silentCellsPublishAndCountNothing() {
    int before = count(kernel.run("0"));
    Ran silent = kernel.run(ExecuteRequest.cell("System.out.println(1); 5").silently());
    assertThat(silent.types()).containsExactly("status", "status");
    assertThat(silent.status()).isEqualTo("ok");
    assertThat(count(kernel.run("0"))).isEqualTo(before + 1);
  }

  private static int count(Ran ran) {
    return ran.reply().get("execution_count").getAsInt();
  }

  @Test
  void aFailureAbortsTheCellsBehindItUnlessToldNotTo() {
    kernel.run("int ran = 0;");
    assertThat(queueBehindFailure(true)).containsExactly("error", "aborted", "aborted");
    assertThat(kernel.run("ran").result()).isEqualTo("0");
    assertThat(queueBehindFailure(false)).containsExactly("error", "ok", "ok");
    assertThat(kernel.run("ran").result()).isEqualTo("2");
  }

  private static List<String> queueBehindFailure(boolean stop) {
    var failing =
        ExecuteRequest.cell("Thread.sleep(300); throw new RuntimeException();")
            .withStopOnError(stop);
    List<CompletableFuture<Ran>> queue = new ArrayList<>();
    queue.add(kernel.start(failing));
    queue.add(kernel.start(ExecuteRequest.cell("ran++;")));
    queue.add(kernel.start(ExecuteRequest.cell("ran++;")));
    return queue.stream().map(ChildKernel::await).map(Ran::status).toList();
  }

  @Test
  void windowsLineEndsAndLargeCellsAreTaken() {
    assertThat(kernel.run("int crlf = 1;\r\nint lf = 2;\r\ncrlf + lf").result()).isEqualTo("3");
    String method = "int big() { int s = 0;\n" + " s += 1;\n".repeat(5_000) + "return s; }\nbig()";
    assertThat(kernel.run(method).result()).isEqualTo("5000");
  }

  @Test
  void magicsRunWithTheCell() {
    kernel.run(
        "org.mesascope.kernel.magic.Notebook.session().magics()"
            + ".line(\"twice\", (session, words) -> session.evaluate(words.raw() + \" * 2\"));");
    assertThat(kernel.run("int x = 4;\nint y = %twice x + 1\ny").result()).isEqualTo("6");
    assertThat(kernel.run("%nothing").errorValue()).contains("%nothing");
  }
}
