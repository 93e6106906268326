package org.mesascope.numeric;

/**
 * Standard normal numbers by their place: the same key, row and place give the same bits whenever
 * and on whatever thread they are asked for.
 *
 * <p>A 64-bit hash of key, row and place (the finalizer of SplitMix64; Steele, Lea and Flood 2014)
 * gives two words, and each goes through a ziggurat of 256 layers (Marsaglia and Tsang 2000). Layer
 * and abscissa come from bits that do not overlap, against the correlation that Doornik (2005)
 * found in the original; abscissas have 24 bits, as single precision does. Where a word does not
 * settle it (about 1.2 %), further hashes of the hash do.
 */
public final class Normals {

  private static final int LAYERS = 256;

  /** Where the tail begins, and the area of each layer, for 256 layers. */
  private static final double TAIL = 3.654152885361009;

  private static final double AREA = 4.92867323399e-3;

  private static final long STEP = 0x9E3779B97F4A7C15L;

  /** Right ends of the layers; layer 0 is the base with the tail, as wide as its area demands. */
  private static final double[] RIGHT = new double[LAYERS + 1];

  /** Of each layer, an abscissa's unit, and how many units the layer above reaches. */
  private static final float[] UNIT = new float[LAYERS];

  private static final int[] INNER = new int[LAYERS];

  static {
    RIGHT[0] = AREA / density(TAIL);
    RIGHT[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      double x = RIGHT[i - 1];
      RIGHT[i] = Math.sqrt(-2 * Math.log(AREA / x + density(x)));
    }
    for (int i = 0; i < LAYERS; i++) {
      UNIT[i] = (float) (RIGHT[i] * 0x1p-23);
      INNER[i] = (int) (RIGHT[i + 1] / RIGHT[i] * 0x1p23);
    }
  }

  private Normals() {}

  /**
   * Fills {@code to[at .. at + count)} with the first normals of a key's row.
   *
   * @param row rows of one key are streams of their own
   */
  public static void fill(long key, int row, float[] to, int at, int count) {
    long state = hash(key + STEP * row);
    int end = at + count;
    int i = at;
    for (; i + 1 < end; i += 2) {
      state += STEP;
      long bits = hash(state);
      to[i] = of((int) bits, bits);
      to[i + 1] = of((int) (bits >>> 32), ~bits);
    }
    if (i < end) {
      long bits = hash(state + STEP);
      to[i] = of((int) bits, bits);
    }
  }

  private static float of(int word, long more) {
    int layer = word & LAYERS - 1;
    int units = word >> 8;
    return (units ^ units >> 31) < INNER[layer]
        ? (units + .5f) * UNIT[layer]
        : outside(layer, units, more);
  }

  /** What lies outside a layer's inner rectangle: its wedge, the tail, or a new draw. */
  private static float outside(int firstLayer, int firstUnits, long first) {
    int layer = firstLayer;
    int units = firstUnits;
    long bits = first;
    while (true) {
      bits = hash(bits + STEP);
      if (layer == 0) {
        return (float) Math.copySign(tail(bits), units + .5);
      }
      double x = (units + .5) * (RIGHT[layer] * 0x1p-23);
      double below = density(RIGHT[layer]);
      if (below + unit(bits) * (density(RIGHT[layer + 1]) - below) < density(x)) {
        return (float) x;
      }
      bits = hash(bits + STEP);
      layer = (int) bits & LAYERS - 1;
      units = (int) bits >> 8;
      if ((units ^ units >> 31) < INNER[layer]) {
        return (units + .5f) * UNIT[layer];
      }
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
