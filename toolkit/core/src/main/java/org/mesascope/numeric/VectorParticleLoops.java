package org.mesascope.numeric;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops on the Vector API: two outputs by five columns of one vector of particles stay in
 * registers. One loop a method, because accumulators that live across nested loops are boxed.
 */
final class VectorParticleLoops implements ParticleLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Half a wide vector, so that the pairs of one vector of copies fill it. */
  private static final VectorSpecies<Float> PAIRS = LANES > 8 ? FloatVector.SPECIES_256 : SPECIES;

  private static final int COLUMNS = 5;

  private final PlainParticleLoops plain = new PlainParticleLoops();

  @Override
  public void layer(
      int outputs,
      int inputs,
      int columns,
      int particles,
      float[] weights,
      int weightsAt,
      int biasAt,
      float[] x,
      float[] y,
      boolean rectified) {
    if (particles % LANES != 0) {
      plain.layer(outputs, inputs, columns, particles, weights, weightsAt, biasAt, x, y, rectified);
      return;
    }
    int next = columns * particles;
    int wholeColumns = columns - columns % COLUMNS;
    int wholeOutputs = outputs & ~1;
    for (int o = 0; o < outputs; o++) {
      int w = weightsAt + o * inputs * particles;
      int b = biasAt + o * particles;
      int to = o * next;
      boolean paired = o < wholeOutputs;
      for (int p = 0; p < particles; p += LANES) {
        if (paired && o % 2 == 0) {
          for (int c = 0; c < wholeColumns; c += COLUMNS) {
            int from = c * particles + p;
            twoByFive(
                inputs, particles, next, weights, w + p, b + p, x, from, y, to + from, rectified);
          }
        }
        for (int c = paired ? wholeColumns : 0; c < columns; c++) {
          int from = c * particles + p;
          one(inputs, particles, next, weights, w + p, b + p, x, from, y, to + from, rectified);
        }
      }
    }
  }

  private static void twoByFive(
      int inputs,
      int row,
      int next,
      float[] weights,
      int wAt,
      int bAt,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      boolean rectified) {
    int x1 = row;
    int x2 = 2 * row;
    int x3 = 3 * row;
    int x4 = 4 * row;
    int below = inputs * row;
    FloatVector s0 = FloatVector.fromArray(SPECIES, weights, bAt);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector t0 = FloatVector.fromArray(SPECIES, weights, bAt + row);
    FloatVector t1 = t0;
    FloatVector t2 = t0;
    FloatVector t3 = t0;
    FloatVector t4 = t0;
    for (int i = 0, w = wAt, from = xAt; i < inputs; i++, w += row, from += next) {
      FloatVector a = FloatVector.fromArray(SPECIES, weights, w);
      FloatVector b = FloatVector.fromArray(SPECIES, weights, w + below);
      FloatVector v = FloatVector.fromArray(SPECIES, x, from);
      s0 = a.fma(v, s0);
      t0 = b.fma(v, t0);
      v = FloatVector.fromArray(SPECIES, x, from + x1);
      s1 = a.fma(v, s1);
      t1 = b.fma(v, t1);
      v = FloatVector.fromArray(SPECIES, x, from + x2);
      s2 = a.fma(v, s2);
      t2 = b.fma(v, t2);
      v = FloatVector.fromArray(SPECIES, x, from + x3);
      s3 = a.fma(v, s3);
      t3 = b.fma(v, t3);
      v = FloatVector.fromArray(SPECIES, x, from + x4);
      s4 = a.fma(v, s4);
      t4 = b.fma(v, t4);
    }
    float floor = rectified ? 0 : Float.NEGATIVE_INFINITY;
    s0.max(floor).intoArray(y, yAt);
    s1.max(floor).intoArray(y, yAt + x1);
    s2.max(floor).intoArray(y, yAt + x2);
    s3.max(floor).intoArray(y, yAt + x3);
    s4.max(floor).intoArray(y, yAt + x4);
    int other = yAt + next;
    t0.max(floor).intoArray(y, other);
    t1.max(floor).intoArray(y, other + x1);
    t2.max(floor).intoArray(y, other + x2);
    t3.max(floor).intoArray(y, other + x3);
    t4.max(floor).intoArray(y, other + x4);
  }

  private static void one(
      int inputs,
      int row,
      int next,
      float[] weights,
      int wAt,
      int bAt,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      boolean rectified) {
    FloatVector s = FloatVector.fromArray(SPECIES, weights, bAt);
    for (int i = 0, w = wAt, from = xAt; i < inputs; i++, w += row, from += next) {
      s =
          FloatVector.fromArray(SPECIES, weights, w)
              .fma(FloatVector.fromArray(SPECIES, x, from), s);
    }
    s.max(rectified ? 0 : Float.NEGATIVE_INFINITY).intoArray(y, yAt);
  }

  @Override
  public void perturb(float[] centre, float[] shift, int pairs, int copies, float[] to) {
    if (copies != 1 || pairs % PAIRS.length() != 0) {
      plain.perturb(centre, shift, pairs, copies, to);
      return;
    }
    for (int w = 0; w < centre.length; w++) {
      FloatVector middle = FloatVector.broadcast(PAIRS, centre[w]);
      int plus = 2 * w * pairs;
      for (int p = 0; p < pairs; p += PAIRS.length()) {
        FloatVector by = FloatVector.fromArray(PAIRS, shift, w * pairs + p);
        middle.add(by).intoArray(to, plus + p);
        middle.sub(by).intoArray(to, plus + pairs + p);
      }
    }
  }

  @Override
  public void exp(float[] from, float[] to) {
    int whole = from.length - from.length % LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x =
          FloatVector.fromArray(SPECIES, from, i).min(Exponential.HIGH).max(Exponential.LOW);
      FloatVector n = x.fma(all(Exponential.LOG2E), all(Exponential.ROUND));
      FloatVector k = n.sub(Exponential.ROUND);
      FloatVector r = k.fma(all(-Exponential.LN2_HIGH), x);
      r = k.fma(all(-Exponential.LN2_LOW), r);
      FloatVector p = all(Exponential.E6).fma(r, all(Exponential.E5));
      p = p.fma(r, all(Exponential.E4));
      p = p.fma(r, all(Exponential.E3));
      p = p.fma(r, all(.5f));
      p = p.fma(r, all(1));
      p = p.fma(r, all(1));
      IntVector scale = n.reinterpretAsInts().lanewise(LSHL, 23);
      p.reinterpretAsInts().add(scale).reinterpretAsFloats().intoArray(to, i);
    }
    for (int i = whole; i < from.length; i++) {
      to[i] = Exponential.of(from[i]);
    }
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
