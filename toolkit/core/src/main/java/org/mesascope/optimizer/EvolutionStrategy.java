package org.mesascope.optimizer;

import java.util.Objects;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/**
 * Antithetic evolution strategies: the gradient of the meta-loss, smoothed by a Gaussian of width
 * σ, from losses alone. Particles come in pairs θ ± ε that meet the same problem from the same
 * start, and a window of K inner steps gives the estimate
 *
 * <pre>ĝ = 1/(2σ²·pairs) Σ (L(θ + ε) − L(θ − ε)) ξ</pre>
 *
 * <p>{@link Kind} says over how long, and what ξ is. Every particle keeps the inner state that its
 * own perturbations have led it to.
 *
 * @param kind full, truncated or persistent
 * @param particles two a pair: even and at least 2
 * @param problems over which a particle's loss is a mean, at least 1
 * @param sigma σ, finite and above 0
 * @param window K, inner steps of an estimate, at least 1
 * @param horizon T, inner steps of an unroll before a new one starts: a multiple of the window, or
 *     {@link #UNBOUNDED}; equal to the window for full evolution strategies
 * @param staggered whether unrolls of different pairs end at different times, spread evenly over
 *     the horizon, so that every estimate sees early and late steps alike; each pair's first unroll
 *     is cut short for that
 * @param loss what a window's loss is
 */
public record EvolutionStrategy(
    Kind kind,
    int particles,
    int problems,
    double sigma,
    int window,
    int horizon,
    boolean staggered,
    WindowLoss loss)
    implements OuterGradient {

  /** A horizon without an end: unrolls never start anew. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Which estimator. */
  public enum Kind {
    /** Whole unrolls, ξ = ε (Salimans et al. 2017): unbiased but for σ, one estimate an unroll. */
    FULL,
    /**
     * Windows with a new ε each, ξ = ε (Metz et al. 2019): what lies before a window counts as a
     * constant; biased towards what pays within it.
     */
    TRUNCATED,
    /**
     * Windows with a new ε each, ξ the sum of the ε since the unroll's start (Vicol et al. 2021,
     * algorithm 2): an estimate a window without the bias.
     */
    PERSISTENT
  }

  /** The loss of a window by the losses after its steps. */
  public enum WindowLoss {
    SUM,
    MEAN,
    /** The loss after the window's last step. */
    END
  }

  /** Fails where a number is out of its range or options contradict each other. */
  public EvolutionStrategy {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(loss, "loss");
    if (particles < 2 || particles % 2 != 0) {
      throw new IllegalArgumentException(
          "an evolution strategy expects an even number of particles, at least 2, for they come in antithetic pairs; got "
              + particles);
    }
    if (problems < 1) {
      throw new IllegalArgumentException("a particle expects at least 1 problem, got " + problems);
    }
    if (!(sigma > 0 && Double.isFinite(sigma))) {
      throw new IllegalArgumentException("σ expects a finite number above 0, got " + sigma);
    }
    if (window < 1) {
      throw new IllegalArgumentException("a window expects at least 1 inner step, got " + window);
    }
    if (horizon < window || (horizon != UNBOUNDED && horizon % window != 0)) {
      throw new IllegalArgumentException(
          "a horizon expects a multiple of the window of %d inner steps, or UNBOUNDED; got %d"
              .formatted(window, horizon));
    }
    if (kind == Kind.FULL && horizon != window) {
      throw new IllegalArgumentException(
          "a full evolution strategy expects a window as long as the horizon of %d, got %d: set the window to it, or take a truncated or persistent one"
              .formatted(horizon, window));
    }
  }

  /** Whole unrolls of so many inner steps. */
  public static EvolutionStrategy full(int horizon) {
    return of(Kind.FULL, horizon, horizon);
  }

  /** Windows, each as if it were all. */
  public static EvolutionStrategy truncated(int window, int horizon) {
    return of(Kind.TRUNCATED, window, horizon);
  }

  /** Windows with remembered perturbations. */
  public static EvolutionStrategy persistent(int window, int horizon) {
    return of(Kind.PERSISTENT, window, horizon);
  }

  private static EvolutionStrategy of(Kind kind, int window, int horizon) {
    return new EvolutionStrategy(kind, 256, 1, .01, window, horizon, true, WindowLoss.MEAN);
  }

  public EvolutionStrategy withParticles(int value) {
    return new EvolutionStrategy(kind, value, problems, sigma, window, horizon, staggered, loss);
  }

  public EvolutionStrategy withProblems(int value) {
    return new EvolutionStrategy(kind, particles, value, sigma, window, horizon, staggered, loss);
  }

  public EvolutionStrategy withSigma(double value) {
    return new EvolutionStrategy(
        kind, particles, problems, value, window, horizon, staggered, loss);
  }

  public EvolutionStrategy withStaggered(boolean value) {
    return new EvolutionStrategy(kind, particles, problems, sigma, window, horizon, value, loss);
  }

  public EvolutionStrategy withLoss(WindowLoss value) {
    return new EvolutionStrategy(
        kind, particles, problems, sigma, window, horizon, staggered, value);
  }

  @Override
  public String description() {
    return "%s evolution strategy, %d particles of %d problems, sigma %s, window %d, horizon %s%s, %s of losses"
        .formatted(
            lower(kind),
            particles,
            problems,
            sigma,
            window,
            horizon == UNBOUNDED ? "unbounded" : Integer.toString(horizon),
            staggered ? " staggered" : "",
            lower(loss));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where a {@link ParticleOptimizer} or a {@link DifferentiableOptimizer} is trained, any kind
   * will do; another optimizer cannot change its weights under way, so only {@link Kind#FULL} can
   * train it.
   */
  @Override
  public Run start(LearnedOptimizer optimizer, TaskFamily family, Seed seed) {
    return start(InnerTraining.of(optimizer, family, this), seed);
  }

  /** An estimator of any unrolled system's gradient, at its start. */
  public Run start(UnrolledSystem system, Seed seed) {
    return new EvolutionRun(this, system, seed);
  }
}
