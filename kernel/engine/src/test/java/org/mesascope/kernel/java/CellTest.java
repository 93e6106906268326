package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.Header;
import org.mesascope.kernel.protocol.Message;

/** Whose the threads are, and who is stopped, where two lanes begin and end at will. */
class CellTest {

  private static final int ROUNDS = 3_000;

  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdown();
    Cell last = cell(); // so that no cancelled cell is left to those who test in this process
    last.begin();
    last.end();
  }

  private static Cell cell() {
    Message cause = Message.request(Header.now("s", "user", "execute_request"), new JsonObject());
    return new Cell(cause, ExecuteRequest.cell(""), 1);
  }

  private static Cell ofPool() throws Exception {
    return ForkJoinPool.commonPool().submit(Cell::current).get(60, TimeUnit.SECONDS);
  }

  private void elsewhere(Runnable work) throws Exception {
    other.submit(work).get(60, TimeUnit.SECONDS);
  }

  @Test
  void sharedThreadsGoBackToTheCellThatStillRuns() throws Exception {
    Cell main = cell();
    main.begin();
    assertThat(ofPool()).isSameAs(main);
    Cell beside = cell();
    elsewhere(beside::begin);
    assertThat(ofPool()).isSameAs(beside);
    elsewhere(beside::end);
    assertThat(ofPool()).isSameAs(main);
    main.end();
  }

  @Test
  void aCommMessageTakesNoSharedThreadsFromACell() throws Exception {
    Cell main = cell();
    main.begin();
    Cell message = cell();
    elsewhere(message::beginAside);
    assertThat(ofPool()).isSameAs(main);
    main.end();
    assertThat(ofPool()).as("it runs alone").isSameAs(message);
    elsewhere(message::end);
    assertThat(ofPool()).isSameAs(main);

    Cell stopped = cell();
    elsewhere(stopped::beginAside);
    stopped.cancel("enough");
    elsewhere(stopped::end);
    assertThat(ofPool()).as("who is to stop").isSameAs(stopped);
  }

  @Test
  void aCellThatBeginsDoesNotUndoAnInterruptOfAnother() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Future<?> beginning =
        other.submit(
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                both.await();
                Cell beside = cell();
                beside.begin();
                beside.end();
                both.await();
              }
              return null;
            });
    int missed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Cell main = cell();
      main.begin();
      CancelChecks.arm(); // as an earlier interrupt leaves them
      both.await();
      main.cancel("enough");
      both.await();
      missed += stops() ? 0 : 1;
      main.end();
    }
    beginning.get(60, TimeUnit.SECONDS);
    assertThat(missed).isZero();
  }

  private static boolean stops() {
    try {
      CancelChecks.check();
      return false;
    } catch (CellInterruptedError e) {
      return true;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
