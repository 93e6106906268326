package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ExecuteRequest;

/** Oracle: the subshell messages of Jupyter's messaging protocol 5.5 (JEP 91). */
class SubshellTest {

  private static ChildKernel kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = new ChildKernel();
    kernel.run("import java.util.concurrent.CountDownLatch;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  private static JsonObject control(String type, String subshell) {
    JsonObject content = new JsonObject();
    content.addProperty("subshell_id", subshell);
    return kernel.ask(Channel.CONTROL, type, content);
  }

  private static String create() {
    JsonObject reply = kernel.ask(Channel.CONTROL, "create_subshell_request", new JsonObject());
    assertThat(reply.get("status").getAsString()).isEqualTo("ok");
    return reply.get("subshell_id").getAsString();
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>();
    kernel
        .ask(Channel.CONTROL, "list_subshell_request", new JsonObject())
        .getAsJsonArray("subshell_id")
        .forEach(id -> known.add(id.getAsString()));
    return known;
  }

  @Test
  void theyAreSaidToBeSupportedAndAreMadeListedAndDeleted() {
    assertThat(kernel.info.getAsJsonArray("supported_features").toString())
        .isEqualTo("[\"kernel subshells\"]");
    String one = create();
    String two = create();
    assertThat(known()).contains(one, two);
    assertThat(control("delete_subshell_request", one).get("status").getAsString()).isEqualTo("ok");
    assertThat(known()).contains(two).doesNotContain(one);
    assertThat(control("delete_subshell_request", one).get("evalue").getAsString()).contains(one);
    Ran lost = ChildKernel.await(kernel.startIn(one, "1"));
    assertThat(lost.status()).isEqualTo("error");
    assertThat(lost.errorValue()).contains(one);
  }

  @Test
  void aCellInOneRunsWhileTheMainShellIsBusyAndSharesItsVariables() throws Exception {
    String id = create();
    kernel.run("var gate = new CountDownLatch(1); int shared = 1;");
    var busy =
        kernel.startAndWaitFor("waits", "System.out.println(\"waits\"); gate.await(); shared");
    Ran beside =
        ChildKernel.await(
            kernel.startIn(
                id, "int beside = 41 + shared;\nSystem.out.println(\"own\");\nshared = 5; beside"));
    assertThat(beside.result()).isEqualTo("42");
    assertThat(beside.printed("stdout")).isEqualTo("own\n");
    assertThat(busy).isNotDone();
    assertThat(ChildKernel.await(kernel.startIn(id, "gate.countDown();")).status()).isEqualTo("ok");
    assertThat(ChildKernel.await(busy).result()).isEqualTo("5");
    assertThat(kernel.run("beside").result()).isEqualTo("42");
  }

  @Test
  void definitionsBesideABusyCellUseWhatItHasDeclared() throws Exception {
    String id = create();
    kernel.run("var latch = new CountDownLatch(1);");
    var busy =
        kernel.startAndWaitFor(
            "goes",
            "int early = 3; System.out.println(\"goes\"); latch.await();"
                + " int later = early + 1; later");
    Ran beside =
        ChildKernel.await(
            kernel.startIn(id, "int twice() { return 2 * early; }\nearly = 5; twice()"));
    assertThat(beside.result()).isEqualTo("10");
    assertThat(busy).isNotDone();
    ChildKernel.await(kernel.startIn(id, "latch.countDown();"));
    assertThat(ChildKernel.await(busy).result()).isEqualTo("6");
    assertThat(kernel.run("twice() + later").result()).isEqualTo("16");
  }

  @Test
  void cellsThatRunByTurnsGetTheirOwnValues() {
    String id = create();
    String code = "int %1$s = %2$d; Thread.sleep(2); int %1$sNext = %1$s + 1; %1$sNext + %1$s";
    List<CompletableFuture<Ran>> ran = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      ran.add(kernel.start(ExecuteRequest.cell(code.formatted("here" + i, i))));
      ran.add(kernel.startIn(id, code.formatted("there" + i, 100 + i)));
      expected.add(String.valueOf(2 * i + 1));
      expected.add(String.valueOf(2 * (100 + i) + 1));
    }
    assertThat(ran).extracting(each -> ChildKernel.await(each).result()).isEqualTo(expected);
  }

  @Test
  void aFailureInOneAbortsWhatWaitsInItAlone() throws Exception {
    String id = create();
    kernel.run("var hold = new CountDownLatch(1);");
    var busy = kernel.startAndWaitFor("held", "System.out.println(\"held\"); hold.await();");
    var queued = kernel.start(ExecuteRequest.cell("7"));
    CompletableFuture<Ran> failing = kernel.startIn(id, "throw new RuntimeException();");
    assertThat(ChildKernel.await(failing).status()).isEqualTo("error");
    kernel.client.send(Channel.SHELL, "comm_close", new JsonObject());
    ChildKernel.await(kernel.startIn(id, "hold.countDown();"));
    assertThat(ChildKernel.await(busy).status()).isEqualTo("ok");
    assertThat(ChildKernel.await(queued).result()).isEqualTo("7");
  }

  @Test
  void anInterruptStopsTheCellsOfAll() throws Exception {
    String id = create();
    var main = kernel.startAndWaitFor("main", "System.out.println(\"main\"); while (true) {}");
    CompletableFuture<org.mesascope.kernel.protocol.Message> on = kernel.next("stream");
    var beside = kernel.startIn(id, "System.out.println(\"beside\"); while (true) {}");
    on.get(60, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    for (var stopped : List.of(main, beside)) {
      assertThat(ChildKernel.await(stopped).errorName())
          .isEqualTo(CellInterruptedError.class.getName());
    }
    assertThat(kernel.run("1 + 1").result()).isEqualTo("2");
    assertThat(ChildKernel.await(kernel.startIn(id, "2 + 1")).result()).isEqualTo("3");
  }

  @Test
  void aCellOfManyStatementsCompilesBesideABusyOne() throws Exception {
    String id = create();
    var busy = kernel.startAndWaitFor("busy", "System.out.println(\"busy\"); while (true) {}");
    String code =
        "var b = new StringBuilder(); for (int i = 0; i < 300; i++) b.append(i); b.length()";
    assertThat(ChildKernel.await(kernel.startIn(id, code)).result()).isEqualTo("790");
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    assertThat(ChildKernel.await(busy).status()).isEqualTo("error");
  }

  @Test
  void aCellThatEndsGivesTheSharedThreadsBackToTheOneThatRuns() throws Exception {
    String id = create();
    kernel.run("import java.util.concurrent.atomic.*;\nvar turns = new AtomicLongArray(4);");
    var main =
        kernel.startAndWaitFor(
            "spins",
            "System.out.println(\"spins\"); IntStream.range(0, 4).parallel()"
                + ".forEach(i -> { while (true) turns.incrementAndGet(i); });");
    assertThat(ChildKernel.await(kernel.startIn(id, "1 + 1")).result()).isEqualTo("2");
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    assertThat(ChildKernel.await(main).status()).isEqualTo("error");
    assertThat(
            kernel
                .run(
                    """
                    String before;
                    int looks = 3;
                    do {
                      before = turns.toString();
                      Thread.sleep(300);
                    } while (looks-- > 0 && !before.equals(turns.toString()));
                    before.equals(turns.toString())
                    """)
                .result())
        .as("whether the workers stopped")
        .isEqualTo("true");
  }

  @Test
  void whatACommsListenerThrowsCannotEndItsLane() throws Exception {
    kernel.run(
        """
        Comms.register("bad", (comm, opening) -> {
          throw new RuntimeException() {
            @Override public String getMessage() { throw new Error("no message"); }
          };
        });
        """);
    JsonObject content = new JsonObject();
    content.addProperty("comm_id", "bad1");
    content.addProperty("target_name", "bad");
    kernel.client.send(Channel.SHELL, "comm_open", content);
    assertThat(kernel.run("6 * 7").result()).isEqualTo("42");
  }
}
