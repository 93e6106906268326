package org.mesascope.numeric;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that share many short rounds of work, each round cut into the same parts. Waiting
 * is by spinning for a moment and then sleeping, so that a round of a tenth of a millisecond is
 * worth sharing.
 *
 * <p>Who does which part is left to chance: a part writes to a place of its own, and whoever adds
 * the parts up does so in their order. Then the bits are the same on any number of threads.
 */
public final class ThreadTeam implements AutoCloseable {

  /** What one thread does with its own scratch memory. */
  @FunctionalInterface
  public interface Member {
    void part(int index);
  }

  private static final int SPINS = 20_000;
  private static final long NAP_NANOS = 20_000;

  private final int parts;
  private final Member own;
  private final Thread[] others;
  private final AtomicInteger next;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int round;
  private volatile boolean closed;

  /**
   * A team with its threads started.
   *
   * @param threads at least 1; the calling thread is one of them
   * @param parts of a round
   * @param members makes each thread's worker, called here
   */
  public ThreadTeam(int threads, int parts, IntFunction<? extends Member> members) {
    if (threads < 1 || parts < 1) {
      throw new IllegalArgumentException(
          "a team expects at least 1 thread and 1 part, got %d and %d".formatted(threads, parts));
    }
    this.parts = parts;
    this.next = new AtomicInteger(parts);
    this.own = members.apply(0);
    this.others = new Thread[Math.min(threads, parts) - 1];
    for (int i = 0; i < others.length; i++) {
      Member member = members.apply(i + 1);
      others[i] = new Thread(() -> serve(member), "team-" + (i + 1));
      others[i].setDaemon(true);
    }
    for (Thread thread : others) {
      thread.start();
    }
  }

  /** Does every part once and returns when all are done; rethrows what a part threw. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread alone calls this
  public void run() {
    done.set(0);
    next.set(0);
    round++;
    for (Thread thread : others) {
      LockSupport.unpark(thread);
    }
    work(own);
    int spins = 0;
    while (done.get() < parts) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, NAP_NANOS);
      }
    }
    Throwable thrown = failure.getAndSet(null);
    if (thrown != null) {
      throw new IllegalStateException("a part of the work failed: " + thrown, thrown);
    }
  }

  private void serve(Member member) {
    int seen = 0;
    int spins = 0;
    while (!closed) {
      int now = round;
      if (now != seen) {
        seen = now;
        spins = 0;
        work(member);
      } else if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  @SuppressWarnings("Interruption") // a part's failure of any kind is the caller's
  private void work(Member member) {
    for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
      try {
        member.part(i);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        done.incrementAndGet();
      }
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : others) {
      LockSupport.unpark(thread);
    }
  }
}
