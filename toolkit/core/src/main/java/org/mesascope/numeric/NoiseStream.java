package org.mesascope.numeric;

/**
 * Cheap randomness in rows of floats: a counter hashed by SplitMix64's finaliser (Steele, Lea and
 * Flood 2014), normals by the ziggurat with 128 layers (Marsaglia and Tsang 2000).
 *
 * <p>A stream is named by a key, of a seed, and a number: its bits depend on these alone, so that
 * blocks of work may be filled in any order and on any thread. A normal has 25 random bits of place
 * within its layer, drawn apart from the layer's own seven, so that place and layer are independent
 * (a known flaw of the original). About 2 ns a normal. One stream is for one thread.
 */
public final class NoiseStream {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final int LAYERS = 128;
  private static final double TAIL = 3.442619855899;
  private static final double AREA = 9.91256303526217e-3;
  private static final int[] INNER = new int[LAYERS];
  private static final float[] WIDTH = new float[LAYERS];
  private static final float[] HEIGHT = new float[LAYERS];

  static {
    double unit = 1L << 31;
    double edge = TAIL;
    double above = AREA / Math.exp(-.5 * edge * edge);
    INNER[0] = (int) (edge / above * unit);
    WIDTH[0] = (float) (above / unit);
    WIDTH[LAYERS - 1] = (float) (edge / unit);
    HEIGHT[0] = 1;
    HEIGHT[LAYERS - 1] = (float) Math.exp(-.5 * edge * edge);
    for (int i = LAYERS - 2; i >= 1; i--) {
      double next = Math.sqrt(-2 * Math.log(AREA / edge + Math.exp(-.5 * edge * edge)));
      INNER[i + 1] = (int) (next / edge * unit);
      WIDTH[i] = (float) (next / unit);
      HEIGHT[i] = (float) Math.exp(-.5 * next * next);
      edge = next;
    }
  }

  private final long key;
  private long state;

  /** Stream 0 of that key. */
  public NoiseStream(long key) {
    this.key = key;
    at(0);
  }

  /** Goes to the start of the stream of that number. */
  public void at(long stream) {
    state = mix(key ^ mix(stream + GOLDEN));
  }

  /** 64 random bits. */
  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** to[i] = a uniform number in (−half, half), for i below count; symmetric about 0. */
  public void uniforms(float[] to, int count, float half) {
    float unit = half * 0x1p-24f;
    for (int i = 0; i < count; i += 2) {
      long bits = next();
      to[i] = (((int) bits >> 8) * 2 + 1) * unit;
      if (i + 1 < count) {
        to[i + 1] = (((int) (bits >> 32) >> 8) * 2 + 1) * unit;
      }
    }
  }

  /** to[i] = a normal number of that standard deviation, for i below count. */
  public void normals(float[] to, int count, float scale) {
    for (int i = 0; i < count; i += 2) {
      long bits = next();
      to[i] = scale * normal((int) bits);
      if (i + 1 < count) {
        to[i + 1] = scale * normal((int) (bits >> 32));
      }
    }
  }

  private float normal(int bits) {
    int layer = bits & (LAYERS - 1);
    int place = (bits & -LAYERS) | (LAYERS / 2);
    return Math.abs(place) < INNER[layer] ? place * WIDTH[layer] : outside(layer, place);
  }

  private float outside(int layer, int place) {
    if (layer == 0) {
      double x;
      double y;
      do {
        x = -Math.log(unit()) / TAIL;
        y = -Math.log(unit());
      } while (y + y < x * x);
      return (float) (place > 0 ? TAIL + x : -TAIL - x);
    }
    float x = place * WIDTH[layer];
    double above = HEIGHT[layer] + unit() * (HEIGHT[layer - 1] - HEIGHT[layer]);
    return above < Math.exp(-.5 * x * x) ? x : normal((int) (next() >>> 32));
  }

  /** In (0, 1]. */
  private double unit() {
    return ((next() >>> 11) + 1) * 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
