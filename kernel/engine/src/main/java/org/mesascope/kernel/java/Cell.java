package org.mesascope.kernel.java;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.Message;

/**
 * One request to run code, from its start on. Threads that its code starts belong to it for as long
 * as they live: their output goes to it, and cancelling it stops them.
 */
final class Cell {

  private static final long SHARED_STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long SHARED_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final InheritableThreadLocal<Cell> OF_THREAD = new InheritableThreadLocal<>();

  /** The last of them has the shared threads. */
  private static final Deque<Cell> RUNNING = new ConcurrentLinkedDeque<>();

  /** Who has the shared threads while nothing runs. */
  private static volatile @Nullable Cell latest;

  private final Message cause;
  private final ExecuteRequest request;
  private final int number;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final JsonArray pages = new JsonArray();
  private final Map<Thread, Integer> inUserCode = new HashMap<>();
  private volatile @Nullable String cancelled;

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
   * older than any cell belong to none: they count as those of the latest cell that runs, or of the
   * latest that ran.
   */
  static @Nullable Cell current() {
    Cell own = Thread.currentThread() instanceof ForkJoinWorkerThread ? null : OF_THREAD.get();
    if (own != null) {
      return own;
    }
    Cell running = RUNNING.peekLast();
    return running != null ? running : latest;
  }

  /** Makes the current thread, and those it starts from now on, work for this cell. */
  void begin() {
    OF_THREAD.set(this);
    RUNNING.addLast(this);
    latest = this;
  }

  /** Like {@link #begin}, but leaves the shared threads to the cells that run. */
  void beginAside() {
    OF_THREAD.set(this);
    RUNNING.addFirst(this);
  }

  /** What runs now: one cell or comm message in each lane at most. */
  static Set<Cell> running() {
    return Set.copyOf(RUNNING);
  }

  /** Lets whoever waits for the end go on. What still works for a cancelled cell is to stop. */
  void end() {
    finished.countDown();
    if (isCancelled()) {
      letSharedThreadsStop();
      latest = this;
    }
    RUNNING.remove(this);
    OF_THREAD.remove();
  }

  /** Shared threads become the next cell's, and would go on if they had not stopped by then. */
  private static void letSharedThreadsStop() {
    long end = System.nanoTime() + SHARED_STOP_NANOS;
    while (!ForkJoinPool.commonPool().isQuiescent() && System.nanoTime() < end) {
      LockSupport.parkNanos(SHARED_LOOK_NANOS);
    }
  }

  /**
   * Marks that the current thread enters what the user wrote, where it may be interrupted, and
   * where cells of other subshells have their turn at the compiler. The compiler must not be
   * interrupted: its thread would close the files it reads for good.
   */
  synchronized void enterUserCode() {
    stopIfCancelled();
    inUserCode.put(Thread.currentThread(), Turn.giveAway());
  }

  /** Marks that the current thread leaves what the user wrote; false if it was not in it. */
  boolean leaveUserCode() {
    Integer turns = leave();
    if (turns == null) {
      return false;
    }
    Turn.takeBack(turns);
    return true;
  }

  @SuppressWarnings("ThreadInterrupted") // clearing the flag is the purpose
  private synchronized @Nullable Integer leave() {
    Integer turns = inUserCode.remove(Thread.currentThread());
    if (turns != null) {
      Thread.interrupted();
    }
    return turns;
  }

  /** Stops this cell's work: at the next check in woven code, or in a blocking call. */
  synchronized void cancel(String why) {
    cancelled = why;
    CancelChecks.arm();
    inUserCode.keySet().forEach(Thread::interrupt);
  }

  /** Whether it ends within {@code millis}. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return finished.await(millis, TimeUnit.MILLISECONDS);
  }

  boolean hasEnded() {
    return finished.getCount() == 0;
  }

  void stopIfCancelled() {
    String why = cancelled;
    if (why != null) {
      throw new CellInterruptedError(why);
    }
  }

  boolean isCancelled() {
    return cancelled != null;
  }

  /** Why it was cancelled, or the empty string. */
  String cancelledBecause() {
    return Objects.requireNonNullElse(cancelled, "");
  }

  /** Leaves text for the front end to show beside the notebook when the cell is done. */
  synchronized void page(JsonObject data) {
    JsonObject page = new JsonObject();
    page.addProperty("source", "page");
    page.add("data", data);
    page.addProperty("start", 0);
    pages.add(page);
  }

  /** What {@link #page} left. */
  synchronized JsonArray pages() {
    return pages.deepCopy();
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
