package org.mesascope.gap;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.mesascope.stats.Seed;
import org.mesascope.world.Corridor;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/**
 * A sweep that takes a while, for a process that is killed in its middle and for one that is not.
 */
final class KeptSweep {

  static final int SEEDS = 12;
  static final AtomicInteger TRAINED = new AtomicInteger();

  private KeptSweep() {}

  static ShiftSweep<Policy, World> sweep(int pauseMillis) {
    return ShiftSweep.of(seed -> train(seed, pauseMillis), Seed.of(11))
        .over(Corridor.of(9).withCoinAt(8).coinPositions())
        .seeds(SEEDS);
  }

  private static Policy train(Seed seed, int pauseMillis) {
    TRAINED.incrementAndGet();
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    var random = seed.random();
    return new LinearAgent(2 + random.nextGaussian(), 2 + 2 * random.nextGaussian());
  }

  /** Runs it with a journal at the path given. */
  public static void main(String[] arguments) {
    sweep(300).on(Workers.threads(2)).resuming(Path.of(arguments[0]), "noisy agents").run();
  }
}
