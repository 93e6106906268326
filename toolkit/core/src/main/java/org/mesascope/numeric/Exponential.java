package org.mesascope.numeric;

/**
 * exp in single precision: x = k ln 2 + r with |r| ≤ ½ ln 2, a polynomial in r (Taylor, degree 6),
 * and k added to the exponent. ln 2 is in two parts, the first with few bits, so that k times it is
 * exact (Cody and Waite 1980).
 */
final class Exponential {

  /** What is beyond these counts as these: exp stays a normal number. */
  static final float LOW = -87;

  static final float HIGH = 88;
  static final float LOG2E = 1.442695f;

  /** 1.5 · 2²³: adding it rounds to a whole number, which the lowest bits then hold. */
  static final float ROUND = 0x1.8p23f;

  static final float LN2_HIGH = 0x1.63p-1f;
  static final float LN2_LOW = -2.1219444e-4f;
  static final float E3 = 1 / 6f;
  static final float E4 = 1 / 24f;
  static final float E5 = 1 / 120f;
  static final float E6 = 1 / 720f;

  private Exponential() {}

  static float of(float value) {
    float x = Math.max(Math.min(value, HIGH), LOW);
    float n = Math.fma(x, LOG2E, ROUND);
    float k = n - ROUND;
    float r = Math.fma(k, -LN2_HIGH, x);
    r = Math.fma(k, -LN2_LOW, r);
    float p = Math.fma(E6, r, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, .5f);
    p = Math.fma(p, r, 1);
    p = Math.fma(p, r, 1);
    int scale = Float.floatToRawIntBits(n) << 23;
    return Float.intBitsToFloat(Float.floatToRawIntBits(p) + scale);
  }
}
