package org.mesascope.stats;

/**
 * The numbers that {@link Seed#random} gives, found by their place: for loops that need many, in
 * blocks and in any order.
 *
 * <p>Source: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, with the
 * mixing of {@code java.util.SplittableRandom}; a test holds the two together.
 */
final class RandomLongs {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private RandomLongs() {}

  /** Fills so many places of {@code into} with the numbers from {@code first} on, from 0. */
  static void fill(Seed seed, long first, long[] into, int count) {
    long state = seed.value() + first * GAMMA;
    for (int i = 0; i < count; i++) {
      state += GAMMA;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      into[i] = z ^ (z >>> 31);
    }
  }
}
