package org.mesascope.kernel.java;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.Message;

/**
 * One request to run code, from its start on. Threads that its code starts belong to it for as long
 * as they live: their output goes to it, and cancelling it stops them.
 */
final class Cell {

  private static final InheritableThreadLocal<Cell> OF_THREAD = new InheritableThreadLocal<>();
  private static volatile @Nullable Cell latest;

  private final Message cause;
  private final ExecuteRequest request;
  private final int number;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean cancelled;
  private @Nullable Thread inUserCode;

  /**
   * @param cause the message that asked for it
   * @param number the count shown beside it
   */
  Cell(Message cause, ExecuteRequest request, int number) {
    this.cause = cause;
    this.request = request;
    this.number = number;
  }

  /**
   * The cell that the current thread works for. Threads of the common pools are shared, and threads
   * older than any cell belong to none: they count as the latest cell's.
   */
  static @Nullable Cell current() {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      return latest;
    }
    Cell own = OF_THREAD.get();
    return own != null ? own : latest;
  }

  /** Makes the current thread, and those it starts from now on, work for this cell. */
  void begin() {
    OF_THREAD.set(this);
    latest = this;
    CancelChecks.disarm();
  }

  /** Lets whoever waits for the end go on. */
  void end() {
    finished.countDown();
  }

  /**
   * Marks that the current thread enters what the user wrote, where it may be interrupted. The
   * compiler must not be: an interrupted thread would close the files it reads for good.
   */
  synchronized void enterUserCode() {
    stopIfCancelled();
    inUserCode = Thread.currentThread();
  }

  /** Marks that the current thread leaves what the user wrote; false if it was not in it. */
  @SuppressWarnings("ThreadInterrupted") // clearing the flag is the purpose
  synchronized boolean leaveUserCode() {
    if (inUserCode != Thread.currentThread()) {
      return false;
    }
    inUserCode = null;
    Thread.interrupted();
    return true;
  }

  /** Stops this cell's work: at the next check in woven code, or in a blocking call. */
  synchronized void cancel() {
    cancelled = true;
    CancelChecks.arm();
    if (inUserCode != null) {
      inUserCode.interrupt();
    }
  }

  /** Whether it ends within {@code millis}. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return finished.await(millis, TimeUnit.MILLISECONDS);
  }

  void stopIfCancelled() {
    if (cancelled) {
      throw new CellInterruptedError();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  Message cause() {
    return cause;
  }

  ExecuteRequest request() {
    return request;
  }

  int number() {
    return number;
  }
}
