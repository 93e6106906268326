package org.mesascope.evaluation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock on which waiting takes no time and is written down. */
final class SkippedTime implements Waiting {

  private final List<Long> slept = new CopyOnWriteArrayList<>();
  private long now;

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized void sleep(long nanos) {
    slept.add(nanos);
    now += nanos;
  }

  /** In seconds. */
  List<Double> slept() {
    return slept.stream().map(nanos -> nanos / 1e9).toList();
  }
}
