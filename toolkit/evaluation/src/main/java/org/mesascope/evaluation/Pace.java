package org.mesascope.evaluation;

import java.time.Duration;

/** Spaces requests evenly, and holds all of them back where the endpoint asks for that. */
final class Pace {

  private final Waiting waiting;
  private final long interval;
  private long next;
  private long pausedUntil;

  Pace(Waiting waiting, int requestsPerMinute) {
    this.waiting = waiting;
    interval = Duration.ofMinutes(1).toNanos() / requestsPerMinute;
    next = waiting.nanos();
    pausedUntil = next;
  }

  /** Returns when the next request may be sent. */
  void await() throws InterruptedException {
    long turn;
    synchronized (this) {
      turn = Math.max(next, Math.max(pausedUntil, waiting.nanos()));
      next = turn + interval;
    }
    while (turn > waiting.nanos()) {
      waiting.sleep(turn - waiting.nanos());
      turn = afterPause(turn);
    }
  }

  /** Nothing is sent before so much time has passed. */
  synchronized void pause(Duration wait) {
    pausedUntil = Math.max(pausedUntil, waiting.nanos() + wait.toNanos());
  }

  /** Whoever waited through a pause takes a new turn, or all would leave at its end at once. */
  private synchronized long afterPause(long turn) {
    if (turn >= pausedUntil) {
      return turn;
    }
    long later = Math.max(next, pausedUntil);
    next = later + interval;
    return later;
  }
}
