package org.mesascope.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.mesascope.display.Progress;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.world.World;

/** One run of policy gradient: where it stands, and how it goes on. */
final class Training {

  /** What is done at each checkpoint. */
  @FunctionalInterface
  interface Keeper<X extends Exception> {
    void keep(TrainedPolicy soFar) throws X;
  }

  private static final String NAME = "policy gradient";

  private final PolicyGradientOptions options;
  private final String provenance;
  private final List<ExactGradient> gradients = new ArrayList<>();
  private final double[] weights;
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final double[] curve;
  private double[] parameters;
  private int step;

  Training(PolicyGradientOptions options, Mixture<? extends World> worlds, Seed seed) {
    this.options = options;
    weights = worlds.weights();
    for (World world : worlds.members()) {
      gradients.add(new ExactGradient(world, options.family()));
      requireSameParameters(world, gradients.get(gradients.size() - 1));
    }
    parameters = new double[gradients.get(0).parameters()];
    if (options.initialScale() > 0) {
      RandomGenerator random = seed.split("initial").random();
      Arrays.setAll(parameters, i -> options.initialScale() * random.nextGaussian());
    }
    curve = new double[options.steps() + 1];
    provenance = provenance(options, worlds, seed);
  }

  private void requireSameParameters(World world, ExactGradient gradient) {
    int expected = gradients.get(0).parameters();
    if (gradient.parameters() != expected) {
      throw new IllegalArgumentException(
          "a %s policy has %d parameters in world \"%s\", but %d in the mixture's first: worlds trained on together must show the same kind of observation and action"
              .formatted(options.family().name(), gradient.parameters(), world.name(), expected));
    }
  }

  private static String provenance(
      PolicyGradientOptions options, Mixture<? extends World> worlds, Seed seed) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, %s, learning rate %s, "
            .formatted(NAME, options.family().name(), options.learningRate()));
    text.append(
        options.initialScale() > 0
            ? "initial scale %s, seed %d, on".formatted(options.initialScale(), seed.value())
            : "from 0, on");
    for (int i = 0; i < worlds.members().size(); i++) {
      World world = worlds.members().get(i);
      text.append(
          "%s %s of \"%s\" for %d steps"
              .formatted(i == 0 ? "" : " and", worlds.weights()[i], world.name(), world.horizon()));
    }
    return text.toString();
  }

  /** Goes on from where another run stopped. */
  void resume(TrainedPolicy from) {
    if (!from.provenance().equals(provenance)) {
      throw new IllegalArgumentException(
          "it holds another training (%s), expected one of %s: give another file"
              .formatted(from.provenance(), provenance));
    }
    if (from.last().step() > options.steps()) {
      throw new IllegalArgumentException(
          "it holds %d steps already, but %d were asked for: load it, or ask for more"
              .formatted(from.last().step(), options.steps()));
    }
    checkpoints.addAll(from.checkpoints());
    System.arraycopy(from.curve(), 0, curve, 0, from.curve().length);
    parameters = from.parameters().clone();
    step = from.last().step();
  }

  <X extends Exception> TrainedPolicy go(Keeper<X> keeper) throws X {
    double[] gradient = new double[parameters.length];
    int left = options.steps() - step;
    try (Progress bar = left > 0 ? Progress.of(NAME, left) : null) {
      while (true) {
        Arrays.fill(gradient, 0);
        double objective = 0;
        for (int i = 0; i < weights.length; i++) {
          objective += weights[i] * gradients.get(i).add(parameters, weights[i], gradient);
        }
        requireFinite(objective, "the objective");
        curve[step] = objective;
        if (isDue()) {
          checkpoints.add(new Checkpoint(step, objective, options.family(), parameters.clone()));
          keeper.keep(soFar());
        }
        if (step == options.steps()) {
          return soFar();
        }
        step++;
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] += options.learningRate() * gradient[i];
          requireFinite(parameters[i], "parameter " + i);
        }
        if (bar != null) {
          bar.step();
        } else if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException(NAME + " was interrupted after step " + step);
        }
      }
    }
  }

  private boolean isDue() {
    boolean kept = !checkpoints.isEmpty() && checkpoints.get(checkpoints.size() - 1).step() == step;
    return !kept && (step == 0 || step == options.steps() || options.checkpoints().at(step));
  }

  private TrainedPolicy soFar() {
    return new TrainedPolicy(provenance, checkpoints, Arrays.copyOf(curve, step + 1));
  }

  private void requireFinite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(
          "training diverged: %s became %s after step %d; lower the learning rate, now %s"
              .formatted(what, value, step, options.learningRate()));
    }
  }
}
