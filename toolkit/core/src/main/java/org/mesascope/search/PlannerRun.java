package org.mesascope.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Progress;
import org.mesascope.numeric.Adam;
import org.mesascope.stats.Seed;

/** One training of a planner: where it stands, and how it goes on. */
final class PlannerRun {

  /** What is done at each checkpoint. */
  @FunctionalInterface
  interface Keeper<X extends Exception> {
    void keep(TrainedPlanner soFar) throws X;
  }

  private static final String NAME = "recurrent planner";

  private final PlannerTrainingOptions options;
  private final MazeSource mazes;
  private final Seed seed;
  private final String provenance;
  private final int side;
  private final Adam adam;
  private final List<PlannerCheckpoint> checkpoints = new ArrayList<>();
  private final double[] losses;
  private float[] weights;
  private int step;

  PlannerRun(PlannerTrainingOptions options, MazeSource mazes, Seed seed) {
    this.options = options;
    this.mazes = mazes;
    this.seed = seed;
    MazeBatch first = batch(0);
    side = first.side();
    weights = RecurrentPlanner.untrained(seed.split("weights")).weights();
    adam = new Adam(weights.length, options.clip());
    losses = new double[options.iterations()];
    provenance =
        "%s, batches of %d mazes of %d by %d (the first has checksum %08x), %d to %d ticks, Adam at %s, clip %s, seed %d"
            .formatted(
                NAME,
                options.batch(),
                side,
                side,
                checksum(first),
                options.minTicks(),
                options.maxTicks(),
                options.learningRate(),
                options.clip(),
                seed.value());
  }

  private MazeBatch batch(int index) {
    return mazes.sample(options.batch(), seed.split("mazes/" + index));
  }

  private int ticks(int index) {
    return seed.split("ticks/" + index)
        .random()
        .nextInt(options.minTicks(), options.maxTicks() + 1);
  }

  private static long checksum(MazeBatch batch) {
    CRC32 crc = new CRC32();
    crc.update(Floats.bytes(batch.planes()));
    crc.update(Floats.bytes(batch.moves()));
    return crc.getValue();
  }

  /** Goes on from where another run stopped. */
  void resume(TrainedPlanner from) {
    if (!from.provenance().equals(provenance)) {
      throw new IllegalArgumentException(
          "it holds another training (%s), expected one of %s: give another file"
              .formatted(from.provenance(), provenance));
    }
    if (from.losses().length > options.iterations()) {
      throw new IllegalArgumentException(
          "it holds %d batches already, but %d were asked for: load it, or ask for more"
              .formatted(from.losses().length, options.iterations()));
    }
    checkpoints.addAll(from.checkpoints());
    step = from.losses().length;
    System.arraycopy(from.losses(), 0, losses, 0, step);
    weights = from.planner().weights().clone();
    adam.resume(from.adam());
  }

  <X extends Exception> TrainedPlanner go(Keeper<X> keeper) throws X {
    PlannerGradient gradient = new PlannerGradient(side, options.batch(), options.maxTicks());
    keep(keeper);
    int left = options.iterations() - step;
    if (left == 0) {
      return soFar();
    }
    try (Progress bar = Progress.of(NAME, left)) {
      while (step < options.iterations()) {
        learn(gradient);
        keep(keeper);
        bar.step();
      }
    }
    return soFar();
  }

  private void learn(PlannerGradient gradient) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(NAME + " was interrupted after batch " + step);
    }
    MazeBatch batch = batch(step);
    if (batch.side() != side) {
      throw new IllegalArgumentException(
          "a source expects mazes of one side, batch 0 has %d and batch %d has %d"
              .formatted(side, step, batch.side()));
    }
    losses[step] = gradient.of(weights, batch, ticks(step));
    try {
      adam.step(weights, gradient.gradient(), options.learningRate());
    } catch (ArithmeticException e) {
      throw diverged("its gradient is not finite", e);
    }
    step++;
    for (float weight : weights) {
      if (!Float.isFinite(weight)) {
        throw diverged("a weight is " + weight, null);
      }
    }
  }

  private IllegalStateException diverged(String what, @Nullable Throwable cause) {
    return new IllegalStateException(
        "training diverged at batch %d: %s; lower the learning rate, now %s"
            .formatted(step, what, options.learningRate()),
        cause);
  }

  private <X extends Exception> void keep(Keeper<X> keeper) throws X {
    boolean kept = !checkpoints.isEmpty() && checkpoints.get(checkpoints.size() - 1).step() == step;
    boolean due = step == 0 || step == options.iterations() || options.checkpoints().at(step);
    if (due && !kept) {
      checkpoints.add(new PlannerCheckpoint(step, new RecurrentPlanner(weights.clone())));
      keeper.keep(soFar());
    }
  }

  private TrainedPlanner soFar() {
    return new TrainedPlanner(provenance, checkpoints, Arrays.copyOf(losses, step), adam.state());
  }
}
