package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.mesascope.stats.Seed;

/**
 * One training's windows. Pairs are cut into blocks of a fixed size, which threads share out; their
 * gradients are added in the blocks' order, so the bits depend on no thread.
 */
final class EvolutionRun implements OuterGradient.Run {

  /** Copies that a block aims at: whole vectors, activations that stay in the first cache. */
  private static final int COPIES = 16;

  private final EvolutionStrategy options;
  private final UnrolledSystem system;
  private final Seed seed;
  private final ParticleBlock[] blocks;
  private long estimates;

  EvolutionRun(EvolutionStrategy options, UnrolledSystem system, Seed seed) {
    this.options = options;
    this.system = system;
    this.seed = seed;
    int pairs = options.particles() / 2;
    int size = Math.max(1, COPIES / (2 * options.problems()));
    blocks = new ParticleBlock[(pairs + size - 1) / size];
    for (int b = 0; b < blocks.length; b++) {
      int from = b * size;
      blocks[b] = new ParticleBlock(options, system, seed, from, Math.min(size, pairs - from));
    }
  }

  @Override
  public double estimate(float[] weights, float[] gradient) {
    if (weights.length != system.weights() || gradient.length != weights.length) {
      throw new IllegalArgumentException(
          "\"%s\" expects %d weights and as long a gradient, got %d and %d"
              .formatted(system.name(), system.weights(), weights.length, gradient.length));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "the evolution strategy was interrupted after %d estimates".formatted(estimates));
    }
    long window = estimates++;
    long key = seed.split("perturbation/" + window).value();
    IntStream all = IntStream.range(0, blocks.length);
    (blocks.length > 1 ? all.parallel() : all).forEach(b -> blocks[b].run(window, key, weights));

    Arrays.fill(gradient, 0);
    double loss = 0;
    for (ParticleBlock block : blocks) {
      loss += block.loss();
    }
    if (!(Math.abs(loss) < Double.POSITIVE_INFINITY)) {
      return Double.POSITIVE_INFINITY;
    }
    for (ParticleBlock block : blocks) {
      float[] part = block.gradient();
      for (int w = 0; w < gradient.length; w++) {
        gradient[w] += part[w];
      }
    }
    return loss / ((double) options.particles() * options.problems());
  }

  @Override
  public OuterState state() {
    int inner = Arrays.stream(blocks).mapToInt(ParticleBlock::stateSize).sum();
    int memory = Arrays.stream(blocks).mapToInt(ParticleBlock::memorySize).sum();
    float[] states = new float[inner];
    float[] perturbations = new float[memory];
    int at = 0;
    int from = 0;
    for (ParticleBlock block : blocks) {
      block.save(states, at, perturbations, from);
      at += block.stateSize();
      from += block.memorySize();
    }
    return new OuterState(
        Map.of("estimates", estimates), Map.of("inner", states, "perturbations", perturbations));
  }

  @Override
  public void resume(OuterState state) {
    float[] states = new float[Arrays.stream(blocks).mapToInt(ParticleBlock::stateSize).sum()];
    float[] perturbations =
        new float[Arrays.stream(blocks).mapToInt(ParticleBlock::memorySize).sum()];
    state.copyTo("inner", states);
    state.copyTo("perturbations", perturbations);
    estimates = state.counter("estimates");
    int at = 0;
    int from = 0;
    for (ParticleBlock block : blocks) {
      block.restore(estimates, states, at, perturbations, from);
      at += block.stateSize();
      from += block.memorySize();
    }
  }
}
