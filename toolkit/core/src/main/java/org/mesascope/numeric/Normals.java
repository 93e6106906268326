package org.mesascope.numeric;

/**
 * Standard normal numbers by their place: number {@code i} of a key is the same bits whenever and
 * on whatever thread it is asked for, so that parts of a stream can be drawn in any order.
 *
 * <p>A 64-bit hash of key and place (the finalizer of SplitMix64; Steele, Lea and Flood 2014) goes
 * through a ziggurat of 256 layers (Marsaglia and Tsang 2000). Layer, sign and abscissa come from
 * bits of the hash that do not overlap, against the correlation that Doornik (2005) found in the
 * original. Where a draw is rejected (about 1.2 %), the hash is hashed again.
 */
public final class Normals {

  private static final int LAYERS = 256;

  /** Where the tail begins, and the area of each layer, for 256 layers. */
  private static final double TAIL = 3.6541528853610088;

  private static final double AREA = 4.92867323399e-3;

  private static final long STEP = 0x9E3779B97F4A7C15L;

  /** Right ends of the layers; layer 0 is the base with the tail, as wide as its area demands. */
  private static final double[] RIGHT = new double[LAYERS + 1];

  /** exp(−x²/2) at those ends. */
  private static final double[] HEIGHT = new double[LAYERS + 1];

  static {
    RIGHT[0] = AREA / density(TAIL);
    RIGHT[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      double x = RIGHT[i - 1];
      RIGHT[i] = Math.sqrt(-2 * Math.log(AREA / x + density(x)));
    }
    for (int i = 0; i <= LAYERS; i++) {
      HEIGHT[i] = density(RIGHT[i]);
    }
  }

  private Normals() {}

  /**
   * Fills {@code to[at .. at + count)} with the numbers at places {@code first}, {@code first + 1},
   * … of the key.
   */
  public static void fill(long key, long first, float[] to, int at, int count) {
    long state = key + STEP * first;
    for (int i = 0; i < count; i++) {
      to[at + i] = (float) of(state);
      state += STEP;
    }
  }

  private static double of(long state) {
    long bits = hash(state);
    int layer = (int) bits & LAYERS - 1;
    double x = signedUnit(bits) * RIGHT[layer];
    return Math.abs(x) < RIGHT[layer + 1] ? x : slow(bits);
  }

  /** What lies outside a layer's inner rectangle: its wedge, the tail, or a new draw. */
  private static double slow(long first) {
    long bits = first;
    while (true) {
      int layer = (int) bits & LAYERS - 1;
      double x = signedUnit(bits) * RIGHT[layer];
      if (Math.abs(x) < RIGHT[layer + 1]) {
        return x;
      }
      long other = hash(bits + STEP);
      if (layer == 0) {
        return Math.copySign(tail(other), x);
      }
      double height = HEIGHT[layer] + unit(other) * (HEIGHT[layer + 1] - HEIGHT[layer]);
      if (height < density(x)) {
        return x;
      }
      bits = hash(other + STEP);
    }
  }

  /** Marsaglia (1964): the normal beyond TAIL. */
  private static double tail(long first) {
    long bits = first;
    while (true) {
      double x = -Math.log(unit(bits)) / TAIL;
      bits = hash(bits + STEP);
      double y = -Math.log(unit(bits));
      if (2 * y > x * x) {
        return TAIL + x;
      }
      bits = hash(bits + STEP);
    }
  }

  private static double density(double x) {
    return Math.exp(-.5 * x * x);
  }

  /** In [−1, 1), from the upper 53 bits. */
  private static double signedUnit(long bits) {
    return (bits >> 11) * 0x1p-52;
  }

  /** In (0, 1), from the upper 52 bits. */
  private static double unit(long bits) {
    return ((bits >>> 12) + .5) * 0x1p-52;
  }

  private static long hash(long state) {
    long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
