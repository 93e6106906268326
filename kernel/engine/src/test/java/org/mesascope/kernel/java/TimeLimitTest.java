package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;

class TimeLimitTest {

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
  void aCellThatRunsTooLongIsStoppedAndSaysWhy() {
    Ran loop = kernel.run("%limit 200ms\nint before = 1;\nwhile (true) {}");
    assertThat(loop.errorName()).isEqualTo(CellInterruptedError.class.getName());
    assertThat(loop.errorValue()).isEqualTo("the cell reached its time limit of 0.2 s");
    Ran sleep = kernel.run("%limit 200ms\nThread.sleep(600_000);");
    assertThat(sleep.status()).isEqualTo("error");
    assertThat(sleep.trace()).contains("the cell reached its time limit of 0.2 s");
    assertThat(kernel.run("kept + before").result()).isEqualTo("43");
  }

  @Test
  void theLimitIsItsCellsAlone() {
    assertThat(kernel.run("long from = System.nanoTime();\n%limit 3s\n7").result()).isEqualTo("7");
    String past = "while (System.nanoTime() - from < 3_300_000_000L) Thread.sleep(20);\nkept";
    assertThat(kernel.run(past).result()).isEqualTo("42");
  }

  @Test
  void whatCannotBeStoppedIsSaidSo() throws Exception {
    try (ChildKernel other = new ChildKernel()) {
      var warned = other.next("stream");
      var running =
          other.start(
              org.mesascope.kernel.protocol.ExecuteRequest.cell(
                  "{ lineMagic(\"limit\", List.of(\"100ms\"));"
                      + " new BigInteger(\"3\").pow(50_000_000).toString(); }"));
      String text =
          warned.get(60, java.util.concurrent.TimeUnit.SECONDS).content().get("text").getAsString();
      assertThat(text).contains("time limit of 0.1 s").contains("cannot be stopped");
      assertThat(running).isNotDone();
    }
  }

  @Test
  void timesAreReadInTheirUnits() {
    assertThat(TimeLimit.parse("30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(TimeLimit.parse("1.5s")).isEqualTo(Duration.ofMillis(1500));
    assertThat(TimeLimit.parse("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(TimeLimit.parse("2m")).isEqualTo(Duration.ofMinutes(2));
    assertThat(TimeLimit.parse("1h")).isEqualTo(Duration.ofHours(1));
    for (String wrong : new String[] {"", "soon", "-1", "1d", "1 s"}) {
      assertThatThrownBy(() -> TimeLimit.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("%limit expects a time such as 30s");
    }
  }
}
