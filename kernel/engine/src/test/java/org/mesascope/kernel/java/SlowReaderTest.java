package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A front end that stops to read holds a cell up, and an interrupt frees it. */
class SlowReaderTest {

  private static final int QUIET_MILLIS = 1_000;

  @Test
  void aCellHeldUpByItIsInterruptedAndTheKernelGoesOn() throws Exception {
    try (ChildKernel kernel = new ChildKernel();
        ZContext context = new ZContext()) {
      ZMQ.Socket slow = context.createSocket(SocketType.SUB);
      slow.setHWM(1);
      slow.setReceiveBufferSize(1 << 20);
      slow.setReceiveTimeOut(60_000);
      slow.subscribe(new byte[0]);
      slow.connect("tcp://127.0.0.1:" + kernel.connection.iopubPort());
      assertThat(slow.recv()).as("the welcome").isNotNull();

      CompletableFuture<Ran> prints =
          flood(
              kernel, "String mega = \"x\".repeat(1 << 20); while (true) System.out.print(mega);");
      assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
      assertThat(kernel.client.isAlive(ChildKernel.LIMIT)).isTrue();
      slow.close();
      Ran stopped = ChildKernel.await(prints);
      assertThat(stopped.errorName()).isEqualTo(CellInterruptedError.class.getName());
      assertThat(stopped.contents("error")).hasSize(1);
      assertThat(kernel.run("1 + 1").result()).isEqualTo("2");
      assertThat(kernel.process.isAlive()).isTrue();
    }
  }

  /** Starts code that prints for ever, and waits until no more of it comes. */
  private static CompletableFuture<Ran> flood(ChildKernel kernel, String code)
      throws InterruptedException {
    AtomicInteger came = new AtomicInteger();
    kernel.client.onOutput(message -> came.incrementAndGet());
    CompletableFuture<Ran> running = kernel.start(ExecuteRequest.cell(code));
    int before;
    do {
      before = came.get();
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
    } while (before != came.get() || before < 10);
    return running;
  }
}
