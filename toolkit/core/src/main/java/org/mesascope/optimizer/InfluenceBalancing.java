package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.stats.Seed;

/**
 * The influence-balancing problem (Tallec and Ollivier 2017; Vicol et al. 2021, section 5.1): a
 * linear system s ← A s + θ v whose parameter pushes the first unit up at first and down in the
 * long run, so that every method with a short horizon takes the wrong sign. A has ½ on the diagonal
 * and the superdiagonal, v is +1 in the first units and −1 in the others, s = 1 at the start, and
 * the loss is ½(s₁ − 1)².
 *
 * <p>In double precision throughout; only θ and what a checkpoint keeps pass through single
 * precision, the latter in three parts without loss.
 *
 * @param units how many units, at least 2
 * @param positive how many of them, from the first on, θ pushes up; at least 1, fewer than all, and
 *     not half of them, where θ would be without effect in the long run
 */
public record InfluenceBalancing(int units, int positive) implements UnrolledSystem {

  /** Fails where a number is out of its range. */
  public InfluenceBalancing {
    if (units < 2 || positive < 1 || positive >= units || 2 * positive == units) {
      throw new IllegalArgumentException(
          "influence balancing expects at least 2 units, some but not all and not half of them positive, got %d units, %d positive"
              .formatted(units, positive));
    }
  }

  /** 23 units, 10 positive, as in both papers. */
  public static InfluenceBalancing defaults() {
    return new InfluenceBalancing(23, 10);
  }

  @Override
  public String name() {
    return "influence balancing, %d units, %d positive".formatted(units, positive);
  }

  @Override
  public int weights() {
    return 1;
  }

  /**
   * What θ does to s₁ in the long run: the first entry of (I − A)⁻¹v = 2(positive − negative).
   * Back-substitution: sᵢ = sᵢ₊₁ + 2vᵢ.
   */
  public double steadyInfluence() {
    return 2.0 * (2 * positive - units);
  }

  /** The θ whose steady state has no loss: 1 / {@link #steadyInfluence}. */
  public double steadyMinimiser() {
    return 1 / steadyInfluence();
  }

  /** The system at its start with its derivative by θ beside it, exact. */
  public Forward forward() {
    return new Forward(this);
  }

  /** Where the gradient of a sum over so many steps from the start is 0; the sum is quadratic. */
  public double minimiserOfSum(int steps) {
    double atZero = gradientOfSum(0, steps);
    return -atZero / (gradientOfSum(1, steps) - atZero);
  }

  /** The derivative by θ of the losses after so many steps from the start, summed. */
  public double gradientOfSum(double theta, int steps) {
    Forward forward = forward();
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      forward.step(theta);
      sum += forward.gradient();
    }
    return sum;
  }

  /** s[i] ← ½ s[i] + ½ s[i + 1] + push · v[i], in place. */
  private void advance(double[] state, double push) {
    for (int i = 0; i < units; i++) {
      double above = i + 1 < units ? state[i + 1] : 0;
      state[i] = .5 * state[i] + .5 * above + (i < positive ? push : -push);
    }
  }

  /**
   * Forward accumulation (real-time recurrent learning; Williams and Zipser 1989), exact here.
   * Forgetting the derivative at the start of each window gives truncated backpropagation through
   * time, to the last digit: both are the window's own derivative with its start held fixed. Not
   * thread-safe.
   */
  public static final class Forward {

    private final InfluenceBalancing system;
    private final double[] state;
    private final double[] influence;

    private Forward(InfluenceBalancing system) {
      this.system = system;
      state = new double[system.units];
      influence = new double[system.units];
      Arrays.fill(state, 1);
    }

    /** One step under θ, which may change from step to step. */
    public void step(double theta) {
      system.advance(state, theta);
      system.advance(influence, 1);
    }

    /** Opens a window: what θ has done so far counts as a constant. */
    public void truncate() {
      Arrays.fill(influence, 0);
    }

    /** ∂s₁/∂θ over the steps since the start, or since {@link #truncate}. */
    public double influence() {
      return influence[0];
    }

    /** ½(s₁ − 1)². */
    public double loss() {
      return .5 * (state[0] - 1) * (state[0] - 1);
    }

    /** The derivative of {@link #loss} by θ. */
    public double gradient() {
      return (state[0] - 1) * influence[0];
    }
  }

  @Override
  public Copies start(Seed[] seeds) {
    return new States(this, seeds.length);
  }

  private static final class States implements Copies {

    private final int units;
    private final int positive;
    private final int copies;
    private final double[] state;
    private final double[] push;

    States(InfluenceBalancing system, int copies) {
      units = system.units;
      positive = system.positive;
      this.copies = copies;
      state = new double[units * copies];
      push = new double[copies];
      Arrays.fill(state, 1);
    }

    @Override
    public void restart(int copy, Seed seed) {
      for (int i = 0; i < units; i++) {
        state[i * copies + copy] = 1;
      }
    }

    @Override
    public void open(float[] weights) {
      for (int p = 0; p < copies; p++) {
        push[p] = weights[p];
      }
    }

    @Override
    public void step(double[] loss) {
      for (int i = 0; i < units; i++) {
        int own = i * copies;
        int above = own + copies;
        boolean last = i + 1 == units;
        double sign = i < positive ? 1 : -1;
        for (int p = 0; p < copies; p++) {
          double next = last ? 0 : state[above + p];
          state[own + p] = .5 * state[own + p] + .5 * next + sign * push[p];
        }
      }
      for (int p = 0; p < copies; p++) {
        double off = state[p] - 1;
        double value = .5 * off * off;
        loss[p] = value < Double.POSITIVE_INFINITY ? value : Double.POSITIVE_INFINITY;
      }
    }

    @Override
    public int stateSize() {
      return 3 * state.length;
    }

    @Override
    public void save(float[] to, int at) {
      for (int i = 0; i < state.length; i++) {
        double rest = state[i];
        for (int part = 0; part < 3; part++) {
          float kept = (float) rest;
          to[at + 3 * i + part] = kept;
          rest -= kept;
        }
      }
    }

    @Override
    public void restore(float[] from, int at) {
      for (int i = 0; i < state.length; i++) {
        int first = at + 3 * i;
        state[i] = from[first] + ((double) from[first + 1] + from[first + 2]);
      }
    }
  }
}
