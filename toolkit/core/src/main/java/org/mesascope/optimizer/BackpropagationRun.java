package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;
import org.mesascope.task.TaskParams;

/**
 * One training's windows. The batch is cut into blocks of a fixed size, which threads share out;
 * their gradients are added in the blocks' order, so the bits depend on no thread.
 */
final class BackpropagationRun implements OuterGradient.Run {

  /** Columns that a block aims at: long enough for vectors, short enough for the cache. */
  private static final int COLUMNS = 160;

  private final TruncatedBackpropagation options;
  private final TaskFamily family;
  private final Seed seed;
  private final WindowBlock[] blocks;
  private final int blockSize;

  /** Unrolls begun, and inner steps taken in the last of them. */
  private long unrolls;

  private int step;

  BackpropagationRun(
      TruncatedBackpropagation options,
      DifferentiableOptimizer optimizer,
      TaskFamily family,
      Seed seed) {
    this.options = options;
    this.family = family;
    this.seed = seed;
    blockSize = Math.max(1, COLUMNS / family.dimension());
    blocks = new WindowBlock[(options.batch() + blockSize - 1) / blockSize];
    for (int i = 0; i < blocks.length; i++) {
      int size = Math.min(blockSize, options.batch() - i * blockSize);
      blocks[i] = new WindowBlock(optimizer, family.dimension(), size, options.window());
    }
  }

  private int length() {
    return unrolls == 0 ? 0 : options.unrolls().length(unrolls - 1);
  }

  @Override
  public double estimate(float[] weights, float[] gradient) {
    if (step >= length()) {
      unrolls++;
      step = 0;
      draw();
      each(WindowBlock::reset);
    }
    int steps = Math.min(options.window(), length() - step);
    float scale = 1f / (steps * (float) options.batch());
    each(block -> block.run(weights, steps, scale));
    step += steps;
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (WindowBlock block : blocks) {
      loss += block.loss();
      float[] part = block.gradient();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part[i];
      }
    }
    return loss / ((double) steps * options.batch());
  }

  /** The problems of the unroll begun last. */
  private void draw() {
    Seed problems = seed.split("unroll/" + unrolls);
    for (int i = 0; i < blocks.length; i++) {
      List<TaskParams> params = new ArrayList<>();
      for (int b = i * blockSize; b < Math.min((i + 1) * blockSize, options.batch()); b++) {
        params.add(family.sample(problems.split(b)));
      }
      blocks[i].take(family.batch(params));
    }
  }

  private void each(Consumer<WindowBlock> work) {
    IntStream all = IntStream.range(0, blocks.length);
    (blocks.length > 1 ? all.parallel() : all).forEach(i -> work.accept(blocks[i]));
  }

  @Override
  public OuterState state() {
    Map<String, Long> counters = Map.of("unrolls", unrolls, "step", (long) step);
    if (step >= length()) {
      return new OuterState(counters, Map.of());
    }
    float[] all = new float[Arrays.stream(blocks).mapToInt(WindowBlock::stateSize).sum()];
    int at = 0;
    for (WindowBlock block : blocks) {
      block.save(all, at);
      at += block.stateSize();
    }
    return new OuterState(counters, Map.of("problems", all));
  }

  @Override
  public void resume(OuterState state) {
    unrolls = state.counter("unrolls");
    step = Math.toIntExact(state.counter("step"));
    if (step >= length()) {
      return;
    }
    float[] all = new float[Arrays.stream(blocks).mapToInt(WindowBlock::stateSize).sum()];
    state.copyTo("problems", all);
    draw();
    int at = 0;
    for (WindowBlock block : blocks) {
      block.restore(all, at);
      at += block.stateSize();
    }
  }
}
