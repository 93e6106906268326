package org.mesascope.evaluation;

import java.util.concurrent.TimeUnit;

/** A clock and a way to let time pass; tests have one of their own. */
interface Waiting {

  Waiting REAL =
      new Waiting() {
        private final long start = System.nanoTime();

        @Override
        public long nanos() {
          return System.nanoTime() - start;
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Since some moment. */
  long nanos();

  void sleep(long nanos) throws InterruptedException;
}
