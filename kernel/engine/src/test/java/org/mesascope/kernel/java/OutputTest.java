package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;
import org.mesascope.kernel.protocol.ExecuteRequest;

/** Output of every size, on a heap of 512 MB. */
class OutputTest {

  private static ChildKernel kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = new ChildKernel();
    kernel.run("int kept = 42;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @Test
  void aMillionLinesComeWholeAndInOrder() {
    AtomicLong lines = new AtomicLong();
    AtomicLong hash = new AtomicLong();
    Ran ran = kernel.run("for (int i = 0; i < 1_000_000; i++) System.out.println(i);");
    String printed = ran.printed("stdout");
    printed
        .lines()
        .forEach(
            line -> {
              assertThat(Long.parseLong(line)).isEqualTo(lines.getAndIncrement());
              hash.addAndGet(line.length());
            });
    assertThat(lines).hasValue(1_000_000);
    assertThat(hash).as("digits of 0 to 999,999").hasValue(5_888_890);
    assertThat(ran.contents("stream")).hasSizeLessThan(100);
  }

  @Test
  void aHundredMegabytesComeWhole() throws Exception {
    AtomicLong bytes = new AtomicLong();
    Ran ran =
        ChildKernel.await(
            kernel
                .client
                .execute(
                    ExecuteRequest.cell("System.out.print(\"x\".repeat(100_000_000));"),
                    m -> {
                      if (m.type().equals("stream")) {
                        bytes.addAndGet(m.content().get("text").getAsString().length());
                      }
                    })
                .thenApply(reply -> new Ran(reply.content(), List.of())));
    assertThat(ran.status()).isEqualTo("ok");
    assertThat(bytes).hasValue(100_000_000);
    assertThat(kernel.run("\"y\".repeat(100_000_000)").result())
        .endsWith("… (100,000,000 characters)")
        .hasSizeLessThan(101_000);
    assertThat(kernel.run("new int[10_000_000]").result()).startsWith("int[10000000] {0, ");
  }

  @Test
  void tenMegabytesAreDisplayed() {
    Ran ran = kernel.run("display(\"<p>\" + \"é\".repeat(5_000_000) + \"</p>\", \"text/html\");");
    String html =
        ran.contents("display_data").get(0).getAsJsonObject("data").get("text/html").getAsString();
    assertThat(html).hasSize(5_000_007);
  }

  @Test
  void deepNestingOfEveryKindIsTaken() {
    assertThat(kernel.run("(".repeat(200) + "7" + ")".repeat(200)).result()).isEqualTo("7");
    Ran deep = kernel.run("(".repeat(20_000) + "7" + ")".repeat(20_000));
    assertThat(deep.status()).as("too deep for javac's stack, or not").isIn("ok", "error");
    String nested = "{ ".repeat(300) + "kept++;" + " }".repeat(300) + "\nkept--;";
    assertThat(kernel.run(nested).status()).isEqualTo("ok");
    Ran list =
        kernel.run(
            "Object o = List.of(); for (int i = 0; i < 100_000; i++) o = Arrays.asList(o); o");
    assertThat(list.result()).startsWith("[[[");
    Ran self = kernel.run("List<Object> self = new ArrayList<>(); self.add(self); self");
    assertThat(self.result()).isEqualTo("[(this ArrayList)]");
    String text = "Map<String, Object> m = new HashMap<>(); m.put(\"a\", m); render(m)";
    assertThat(kernel.run(text).status()).isEqualTo("ok");
    assertThat(kernel.run("kept").result()).isEqualTo("42");
  }

  @Test
  void lettersOfEveryScriptAndWindowsLineEndsCross() {
    String code =
        """
        String s = "🙂 é 漢字 \\uD83D\\uDE80";\r
        /* 🙂 */ int l = s.length();\r
        System.out.println(s);\r
        l""";
    Ran ran = kernel.run(code);
    assertThat(ran.result()).isEqualTo("10");
    assertThat(ran.printed("stdout")).isEqualTo("🙂 é 漢字 🚀\n");
    assertThat(ran.contents("execute_input").get(0).get("code").getAsString()).isEqualTo(code);
    Ran broken = kernel.run("int ok = 1;\r\n\r\nint no = \"🙂\";\r\n");
    assertThat(broken.trace()).contains("line 3: incompatible types").contains("int no = \"🙂\";");
  }

  @Test
  void whatACellShowedIsTakenBack() {
    Ran ran =
        kernel.run("System.out.print(\"a\"); clearOutput(); display(1); clearOutput(true); 2");
    assertThat(ran.types())
        .containsExactly(
            "status",
            "execute_input",
            "stream",
            "clear_output",
            "display_data",
            "clear_output",
            "execute_result",
            "status");
    assertThat(ran.contents("clear_output").stream().map(c -> c.get("wait").getAsBoolean()))
        .containsExactly(false, true);
  }

  @Test
  void documentationIsPaged() {
    Ran ran = kernel.run("%doc Math.max");
    var page = ran.reply().getAsJsonArray("payload").get(0).getAsJsonObject();
    assertThat(page.get("source").getAsString()).isEqualTo("page");
    assertThat(page.get("start").getAsInt()).isZero();
    assertThat(page.getAsJsonObject("data").get("text/plain").getAsString())
        .contains("int Math.max(int");
    assertThat(kernel.run("1").reply().getAsJsonArray("payload").size()).isZero();
    assertThat(kernel.run("%doc nobodyKnowsIt").errorValue()).contains("nobodyKnowsIt");
    assertThat(kernel.run("%doc").errorValue()).contains("expected a name");
  }
}
