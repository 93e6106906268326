package org.mesascope.kernel.java;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is at JShell, which serves one thread at a time. Cells of several subshells run at
 * once because each gives its turn away while it is in what the user wrote.
 */
final class Turn {

  private static final ReentrantLock LOCK = new ReentrantLock(true);

  private Turn() {}

  /** Waits for the turn; a thread that has it may take it again. */
  static void take() {
    LOCK.lock();
  }

  /** Ends what {@link #take} began. */
  static void end() {
    LOCK.unlock();
  }

  /** Gives the turn away wholly; returns how often the current thread had taken it. */
  static int giveAway() {
    int times = LOCK.getHoldCount();
    for (int i = 0; i < times; i++) {
      LOCK.unlock();
    }
    return times;
  }

  /** Takes it as many times again. */
  static void takeBack(int times) {
    for (int i = 0; i < times; i++) {
      LOCK.lock();
    }
  }
}
