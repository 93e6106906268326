package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.kernel.java.ChildKernel.Ran;

class InterruptTest {

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "long acc = 0; for (long i = 0; ; i++) { acc += i; }",
        "do { try { Thread.sleep(1000); } catch (InterruptedException e) {} } while (true);",
        "Thread.sleep(60_000);",
        "Runnable loop = () -> { while (true) {} }; loop.run();",
        "Stream.iterate(1, i -> i + 1).filter(i -> i < 0).findFirst();",
        "IntStream.range(0, 4).parallel().forEach(i -> { while (true) {} });",
        "class Spins { int go() { for (;;) {} } }\nnew Spins().go()",
        "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(100)",
        "new Object() { public String toString() { while (true) {} } }",
        "while (true) { try { Thread.sleep(10); } catch (Throwable t) {} }",
        "new java.util.concurrent.CountDownLatch(1).await();"
      })
  void whatRunsIsStoppedAndTheNextCellWorks(String code) throws Exception {
    var running = kernel.startAndWait(code);
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    Ran ran = ChildKernel.await(running);
    assertThat(ran.status()).isEqualTo("error");
    assertThat(ran.errorName())
        .isIn(CellInterruptedError.class.getName(), InterruptedException.class.getName());
    assertThat(kernel.run("kept").result()).isEqualTo("42");
    assertThat(
            kernel
                .run(
                    """
                    Thread.getAllStackTraces().entrySet().stream()
                        .filter(e -> e.getKey().getState() == Thread.State.RUNNABLE)
                        .filter(e -> e.getKey() != Thread.currentThread())
                        .filter(e -> Arrays.toString(e.getValue()).contains("REPL.")).count()
                    """)
                .result())
        .as("threads that still run the cell's code")
        .isEqualTo("0");
  }

  @Test
  void whatCannotBeStoppedIsSaidSo() throws Exception {
    try (var other = new ChildKernel()) {
      String unstoppable =
          "{ System.out.println(\"in\"); new BigInteger(\"3\").pow(50_000_000).toString(); }";
      var running = other.startAndWaitFor("in", unstoppable);
      var told = other.next("stream");
      assertThat(other.client.interrupt(ChildKernel.LIMIT)).isFalse();
      assertThat(told.get(60, TimeUnit.SECONDS).content().get("text").getAsString())
          .as("what the cell's reader sees, whose front end shows no reply to an interrupt")
          .contains("the cell is in code that cannot be stopped")
          .contains("restart the kernel");
      assertThat(running).isNotDone();
    }
  }

  @Test
  void withoutARunningCellThereIsNothingToStop() throws Exception {
    assertThat(kernel.client.interrupt(Duration.ofSeconds(10))).isTrue();
    assertThat(kernel.run("kept").result()).isEqualTo("42");
  }

  @Test
  void aThreadThatWakesWhenTheNextCellHasBegunStopsToo() throws Exception {
    var running =
        kernel.startAndWaitFor(
            "asleep",
            """
            var sleeper = new Thread(() -> {
              while (true) {
                try { Thread.sleep(2_500); } catch (InterruptedException e) {}
              }
            });
            sleeper.start();
            System.out.println("asleep");
            sleeper.join();
            """);
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    assertThat(kernel.run("kept").result()).isEqualTo("42");
    assertThat(ChildKernel.await(running).status()).isEqualTo("error");
    assertThat(kernel.run("sleeper.join(30_000); sleeper.isAlive()").result()).isEqualTo("false");
  }

  @Test
  void aThreadOfAnInterruptedCellThatRunsNoneOfItsCodeStopsWhenItPrints() throws Exception {
    var running =
        kernel.startAndWaitFor(
            "ticks",
            """
            import java.util.concurrent.*;
            var ticks = Executors.newScheduledThreadPool(1);
            var tick = ticks.scheduleWithFixedDelay(
                System.out::println, 500, 500, TimeUnit.MILLISECONDS);
            System.out.println("ticks");
            Thread.sleep(600_000);
            """);
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    assertThat(ChildKernel.await(running).status()).isEqualTo("error");
    assertThat(
            kernel
                .run(
                    """
                    Object stopped = null;
                    try {
                      tick.get(30, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                      stopped = e.getCause().getClass().getSimpleName();
                    }
                    ticks.shutdown();
                    stopped
                    """)
                .result())
        .isEqualTo("CellInterruptedError");
  }

  @Test
  void anInterruptThatComesAfterItsCellLeavesTheKernelListening() throws Exception {
    var fired = kernel.next("stream");
    kernel.run(
        """
        Thread me = Thread.currentThread();
        new Thread(() -> {
          while (!Arrays.toString(me.getStackTrace()).contains("LinkedBlockingQueue")) {
            Thread.onSpinWait();
          }
          me.interrupt();
          System.out.println("fired");
        }).start();
        """);
    fired.get(60, TimeUnit.SECONDS);
    assertThat(kernel.run("kept").result()).isEqualTo("42");
  }
}
