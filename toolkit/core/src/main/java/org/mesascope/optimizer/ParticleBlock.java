package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.numeric.Normals;
import org.mesascope.numeric.ParticleNetworks;
import org.mesascope.stats.Seed;

/**
 * Some neighbouring pairs of an evolution strategy. Copy (s · pairs + p) · problems + k of the
 * system is problem k of pair p, with + for s = 0 and − for s = 1.
 */
final class ParticleBlock {

  private final EvolutionStrategy options;
  private final Seed seed;
  private final int firstPair;
  private final int pairs;
  private final int problems;
  private final long windows;
  private final UnrolledSystem.Copies copies;

  /** By weight and pair: this window's perturbations, their sums since each unroll's start. */
  private final float[] shift;

  private final float[] memory;
  private final float[] perturbed;
  private final double[] stepLoss;
  private final double[] windowLoss;
  private final float[] gradient;
  private double loss;

  ParticleBlock(
      EvolutionStrategy options, UnrolledSystem system, Seed seed, int firstPair, int pairs) {
    this.options = options;
    this.seed = seed;
    this.firstPair = firstPair;
    this.pairs = pairs;
    problems = options.problems();
    windows =
        options.horizon() == EvolutionStrategy.UNBOUNDED
            ? Long.MAX_VALUE
            : options.horizon() / options.window();
    int size = 2 * pairs * problems;
    Seed[] seeds = new Seed[size];
    for (int p = 0; p < pairs; p++) {
      for (int c = 0; c < 2 * problems; c++) {
        seeds[copy(p, c)] = seed(p, 0, c % problems);
      }
    }
    copies = system.start(seeds);
    shift = new float[system.weights() * pairs];
    memory =
        options.kind() == EvolutionStrategy.Kind.PERSISTENT
            ? new float[shift.length]
            : new float[0];
    perturbed = new float[system.weights() * size];
    stepLoss = new double[size];
    windowLoss = new double[size];
    gradient = new float[system.weights()];
  }

  /** One window from the state that the last has left. */
  void run(long window, long key, float[] weights) {
    restart(window);
    perturb(key, weights);
    unroll();
    estimate();
  }

  private void restart(long window) {
    for (int p = 0; p < pairs; p++) {
      long place = window + offset(p);
      if (window > 0 && place % windows == 0) {
        restart(p, place / windows);
        for (int w = 0; w < memory.length / pairs; w++) {
          memory[w * pairs + p] = 0;
        }
      }
    }
  }

  private void restart(int pair, long unroll) {
    for (int c = 0; c < 2 * problems; c++) {
      copies.restart(copy(pair, c), seed(pair, unroll, c % problems));
    }
  }

  /** How many windows of its first unroll a pair leaves out. */
  private long offset(int pair) {
    boolean spread = options.staggered() && windows < Long.MAX_VALUE;
    return spread ? (firstPair + pair) * windows / (options.particles() / 2) : 0;
  }

  private int copy(int pair, int of) {
    return (of / problems * pairs + pair) * problems + of % problems;
  }

  /** Both of a pair meet the same problem. */
  private Seed seed(int pair, long unroll, int problem) {
    return seed.split("unroll/%d/%d/%d".formatted(firstPair + pair, unroll, problem));
  }

  private void perturb(long key, float[] weights) {
    Normals.fill(key, firstPair, shift, 0, shift.length);
    float sigma = (float) options.sigma();
    for (int i = 0; i < shift.length; i++) {
      shift[i] *= sigma;
    }
    ParticleNetworks.perturb(weights, shift, pairs, problems, perturbed);
    for (int i = 0; i < memory.length; i++) {
      memory[i] += shift[i];
    }
  }

  private void unroll() {
    boolean end = options.loss() == EvolutionStrategy.WindowLoss.END;
    Arrays.fill(windowLoss, 0);
    copies.open(perturbed);
    for (int k = 0; k < options.window(); k++) {
      copies.step(stepLoss);
      if (!end || k + 1 == options.window()) {
        for (int c = 0; c < stepLoss.length; c++) {
          windowLoss[c] += stepLoss[c];
        }
      }
    }
    if (options.loss() == EvolutionStrategy.WindowLoss.MEAN) {
      for (int c = 0; c < windowLoss.length; c++) {
        windowLoss[c] /= options.window();
      }
    }
  }

  private void estimate() {
    double scale = 1 / (options.sigma() * options.sigma() * options.particles() * problems);
    float[] slope = new float[pairs];
    loss = 0;
    for (int p = 0; p < pairs; p++) {
      double difference = 0;
      for (int k = 0; k < problems; k++) {
        double plus = windowLoss[p * problems + k];
        double minus = windowLoss[(pairs + p) * problems + k];
        difference += plus - minus;
        loss += plus + minus;
      }
      slope[p] = (float) (scale * difference);
    }
    float[] direction = memory.length > 0 ? memory : shift;
    for (int w = 0; w < gradient.length; w++) {
      gradient[w] = dot(slope, direction, w * pairs);
    }
  }

  private static float dot(float[] a, float[] b, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int whole = a.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      s0 = Math.fma(a[i], b[at + i], s0);
      s1 = Math.fma(a[i + 1], b[at + i + 1], s1);
      s2 = Math.fma(a[i + 2], b[at + i + 2], s2);
      s3 = Math.fma(a[i + 3], b[at + i + 3], s3);
    }
    for (int i = whole; i < a.length; i++) {
      s0 = Math.fma(a[i], b[at + i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The last window's loss, summed over its copies; infinite or NaN where one has diverged. */
  double loss() {
    return loss;
  }

  /** This block's part of the last estimate; not a copy. */
  float[] gradient() {
    return gradient;
  }

  int stateSize() {
    return copies.stateSize();
  }

  int memorySize() {
    return memory.length;
  }

  void save(float[] states, int at, float[] perturbations, int from) {
    copies.save(states, at);
    System.arraycopy(memory, 0, perturbations, from, memory.length);
  }

  void restore(long estimates, float[] states, int at, float[] perturbations, int from) {
    for (int p = 0; p < pairs; p++) {
      restart(p, estimates == 0 ? 0 : (estimates - 1 + offset(p)) / windows);
    }
    copies.restore(states, at);
    System.arraycopy(perturbations, from, memory, 0, memory.length);
  }
}
