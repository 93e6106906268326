package org.mesascope.numeric;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops on the Vector API. Sums stay in registers: four rows by two vectors at a time, one loop
 * a method, because accumulators that live across nested loops are boxed.
 */
final class VectorLoops implements Loops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public void multiplyAdd(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aAt,
      int aRow,
      int aInner,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow) {
    int whole = columns - columns % LANES;
    for (int j = 0; j < whole; j += 2 * LANES) {
      boolean pair = j + 2 * LANES <= whole;
      int i = 0;
      for (; i + 4 <= rows; i += 4) {
        int from = aAt + i * aRow;
        int to = yAt + i * yRow + j;
        if (pair) {
          fourByTwo(inner, a, from, aRow, aInner, x, xAt + j, xRow, y, to, yRow);
        } else {
          fourByOne(inner, a, from, aRow, aInner, x, xAt + j, xRow, y, to, yRow);
        }
      }
      for (; i < rows; i++) {
        int from = aAt + i * aRow;
        int to = yAt + i * yRow + j;
        oneByOne(inner, a, from, aInner, x, xAt + j, xRow, y, to);
        if (pair) {
          oneByOne(inner, a, from, aInner, x, xAt + j + LANES, xRow, y, to + LANES);
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int j = whole; j < columns; j++) {
        float sum = y[yAt + i * yRow + j];
        for (int k = 0; k < inner; k++) {
          sum = Math.fma(a[aAt + i * aRow + k * aInner], x[xAt + k * xRow + j], sum);
        }
        y[yAt + i * yRow + j] = sum;
      }
    }
  }

  private static void fourByTwo(
      int inner,
      float[] a,
      int aAt,
      int aRow,
      int aInner,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow) {
    int y1 = yAt + yRow;
    int y2 = y1 + yRow;
    int y3 = y2 + yRow;
    FloatVector s00 = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, y, yAt + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, y, y1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, y, y1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, y, y2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, y, y2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, y, y3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, y, y3 + LANES);
    int a1 = aRow;
    int a2 = 2 * aRow;
    int a3 = 3 * aRow;
    for (int k = 0, at = aAt, from = xAt; k < inner; k++, at += aInner, from += xRow) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + LANES);
      FloatVector w = FloatVector.broadcast(SPECIES, a[at]);
      s00 = w.fma(x0, s00);
      s01 = w.fma(x1, s01);
      w = FloatVector.broadcast(SPECIES, a[at + a1]);
      s10 = w.fma(x0, s10);
      s11 = w.fma(x1, s11);
      w = FloatVector.broadcast(SPECIES, a[at + a2]);
      s20 = w.fma(x0, s20);
      s21 = w.fma(x1, s21);
      w = FloatVector.broadcast(SPECIES, a[at + a3]);
      s30 = w.fma(x0, s30);
      s31 = w.fma(x1, s31);
    }
    s00.intoArray(y, yAt);
    s01.intoArray(y, yAt + LANES);
    s10.intoArray(y, y1);
    s11.intoArray(y, y1 + LANES);
    s20.intoArray(y, y2);
    s21.intoArray(y, y2 + LANES);
    s30.intoArray(y, y3);
    s31.intoArray(y, y3 + LANES);
  }

  private static void fourByOne(
      int inner,
      float[] a,
      int aAt,
      int aRow,
      int aInner,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow) {
    int y1 = yAt + yRow;
    int y2 = y1 + yRow;
    int y3 = y2 + yRow;
    FloatVector s0 = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y, y1);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y, y2);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y, y3);
    int a2 = 2 * aRow;
    int a3 = 3 * aRow;
    for (int k = 0, at = aAt, from = xAt; k < inner; k++, at += aInner, from += xRow) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
      s0 = FloatVector.broadcast(SPECIES, a[at]).fma(x0, s0);
      s1 = FloatVector.broadcast(SPECIES, a[at + aRow]).fma(x0, s1);
      s2 = FloatVector.broadcast(SPECIES, a[at + a2]).fma(x0, s2);
      s3 = FloatVector.broadcast(SPECIES, a[at + a3]).fma(x0, s3);
    }
    s0.intoArray(y, yAt);
    s1.intoArray(y, y1);
    s2.intoArray(y, y2);
    s3.intoArray(y, y3);
  }

  private static void oneByOne(
      int inner, float[] a, int aAt, int aInner, float[] x, int xAt, int xRow, float[] y, int yAt) {
    FloatVector s = FloatVector.fromArray(SPECIES, y, yAt);
    for (int k = 0, at = aAt, from = xAt; k < inner; k++, at += aInner, from += xRow) {
      s = FloatVector.broadcast(SPECIES, a[at]).fma(FloatVector.fromArray(SPECIES, x, from), s);
    }
    s.intoArray(y, yAt);
  }

  @Override
  public void outerAdd(
      int rows, int inner, int batch, float[] y, int yAt, float[] x, int xAt, float[] a, int aAt) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int k = 0;
      for (; k + 2 <= inner; k += 2) {
        fourByTwoDots(batch, y, yAt + i * batch, x, xAt + k * batch, a, aAt + i * inner + k, inner);
      }
      for (; k < inner; k++) {
        for (int r = i; r < i + 4; r++) {
          a[aAt + r * inner + k] += dot(batch, y, yAt + r * batch, x, xAt + k * batch);
        }
      }
    }
    for (; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        a[aAt + i * inner + k] += dot(batch, y, yAt + i * batch, x, xAt + k * batch);
      }
    }
  }

  private static void fourByTwoDots(
      int batch, float[] y, int yAt, float[] x, int xAt, float[] a, int aAt, int aRow) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int whole = batch - batch % LANES;
    int y1 = yAt + batch;
    int y2 = y1 + batch;
    int y3 = y2 + batch;
    int x1 = xAt + batch;
    for (int b = 0; b < whole; b += LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, xAt + b);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, x1 + b);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + b);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      w = FloatVector.fromArray(SPECIES, y, y1 + b);
      s10 = w.fma(v0, s10);
      s11 = w.fma(v1, s11);
      w = FloatVector.fromArray(SPECIES, y, y2 + b);
      s20 = w.fma(v0, s20);
      s21 = w.fma(v1, s21);
      w = FloatVector.fromArray(SPECIES, y, y3 + b);
      s30 = w.fma(v0, s30);
      s31 = w.fma(v1, s31);
    }
    int rest = batch - whole;
    int at = aAt;
    int from = yAt + whole;
    a[at] += sum(s00) + tail(rest, y, from, x, xAt + whole);
    a[at + 1] += sum(s01) + tail(rest, y, from, x, x1 + whole);
    at += aRow;
    from += batch;
    a[at] += sum(s10) + tail(rest, y, from, x, xAt + whole);
    a[at + 1] += sum(s11) + tail(rest, y, from, x, x1 + whole);
    at += aRow;
    from += batch;
    a[at] += sum(s20) + tail(rest, y, from, x, xAt + whole);
    a[at + 1] += sum(s21) + tail(rest, y, from, x, x1 + whole);
    at += aRow;
    from += batch;
    a[at] += sum(s30) + tail(rest, y, from, x, xAt + whole);
    a[at + 1] += sum(s31) + tail(rest, y, from, x, x1 + whole);
  }

  private static float sum(FloatVector v) {
    return v.reduceLanes(VectorOperators.ADD);
  }

  private static float dot(int batch, float[] y, int yAt, float[] x, int xAt) {
    FloatVector s = FloatVector.zero(SPECIES);
    int whole = batch - batch % LANES;
    for (int b = 0; b < whole; b += LANES) {
      s =
          FloatVector.fromArray(SPECIES, y, yAt + b)
              .fma(FloatVector.fromArray(SPECIES, x, xAt + b), s);
    }
    return sum(s) + tail(batch - whole, y, yAt + whole, x, xAt + whole);
  }

  private static float tail(int count, float[] y, int yAt, float[] x, int xAt) {
    float sum = 0;
    for (int b = 0; b < count; b++) {
      sum = Math.fma(y[yAt + b], x[xAt + b], sum);
    }
    return sum;
  }

  @Override
  public void tanh(float[] from, int fromAt, float[] to, int toAt, int count) {
    int whole = count - count % LANES;
    for (int i = 0; i < whole; i += LANES) {
      tanh(FloatVector.fromArray(SPECIES, from, fromAt + i)).intoArray(to, toAt + i);
    }
    for (int i = whole; i < count; i++) {
      to[toAt + i] = RationalTanh.of(from[fromAt + i]);
    }
  }

  @Override
  public void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count) {
    FloatVector half = FloatVector.broadcast(SPECIES, .5f);
    int whole = count - count % LANES;
    for (int i = 0; i < whole; i += LANES) {
      half.fma(tanh(FloatVector.fromArray(SPECIES, from, fromAt + i).mul(half)), half)
          .intoArray(to, toAt + i);
    }
    for (int i = whole; i < count; i++) {
      to[toAt + i] = Math.fma(.5f, RationalTanh.of(.5f * from[fromAt + i]), .5f);
    }
  }

  /** As {@link RationalTanh}, operation by operation. */
  private static FloatVector tanh(FloatVector value) {
    FloatVector x = value.min(RationalTanh.LIMIT).max(-RationalTanh.LIMIT);
    FloatVector u = x.mul(x);
    FloatVector p =
        all(RationalTanh.P3)
            .fma(u, all(RationalTanh.P2))
            .fma(u, all(RationalTanh.P1))
            .fma(u, all(RationalTanh.P0));
    FloatVector q =
        all(RationalTanh.Q4)
            .fma(u, all(RationalTanh.Q3))
            .fma(u, all(RationalTanh.Q2))
            .fma(u, all(RationalTanh.Q1))
            .fma(u, all(1));
    return x.mul(p).div(q);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
