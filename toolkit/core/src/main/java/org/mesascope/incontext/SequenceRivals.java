package org.mesascope.incontext;

import java.util.concurrent.CancellationException;
import org.mesascope.task.Sequences;

/** The algorithms that a network may run to predict a sequence of linear dynamics. */
public final class SequenceRivals {

  private SequenceRivals() {}

  /** Predicts from the states 1 … t of one sequence. */
  @FunctionalInterface
  private interface Forecast {
    /** Writes the predictions of one sequence, {@code [length − 1][dimension]}. */
    void write(Sequences sequences, int sequence, double[] to, int at);
  }

  private record Named(String name, Forecast forecast) implements SequenceModel {
    @Override
    public double[] predict(Sequences sequences) {
      int size = (sequences.length() - 1) * sequences.dimension();
      double[] all = new double[sequences.count() * size];
      for (int i = 0; i < sequences.count(); i++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException(
              "\"%s\" was interrupted after %d of %d sequences"
                  .formatted(name, i, sequences.count()));
        }
        forecast.write(sequences, i, all, i * size);
      }
      return all;
    }
  }

  /** Predicts 0, the mean of every state. */
  public static SequenceModel nothing() {
    return new Named("null predictor", (sequences, i, to, at) -> {});
  }

  /** Predicts the state it saw last. */
  public static SequenceModel persistence() {
    return new Named(
        "last state",
        (sequences, i, to, at) ->
            System.arraycopy(
                sequences.states(),
                i * sequences.length() * sequences.dimension(),
                to,
                at,
                (sequences.length() - 1) * sequences.dimension()));
  }

  /**
   * The mesa-layer: ŝₜ₊₁ = Ŵₜ sₜ with Ŵₜ the {@link RecursiveLeastSquares} fit to the transitions
   * up to t; 0 at the first state, before any transition. O(length · d²) a sequence.
   *
   * @param lambda strength of the ridge, above 0
   * @param forgetting γ, in (0, 1]
   */
  public static SequenceModel onlineLeastSquares(double lambda, double forgetting) {
    new RecursiveLeastSquares(1, 1, lambda, forgetting);
    return new Named(
        "online least squares, λ = " + Rivals.shown(lambda),
        (sequences, i, to, at) -> {
          int d = sequences.dimension();
          double[] states = sequences.states();
          RecursiveLeastSquares online = new RecursiveLeastSquares(d, d, lambda, forgetting);
          for (int t = 0; t < sequences.length() - 1; t++) {
            int state = (i * sequences.length() + t) * d;
            if (t > 0) {
              online.see(states, state - d, states, state);
            }
            apply(online.weights(), d, states, state, to, at + t * d);
          }
        });
  }

  /**
   * One step of gradient descent on the transitions so far: ŝₜ₊₁ = (η/t) Σ sᵢ₊₁ sᵢᵀ sₜ, what one
   * layer of linear attention can do.
   *
   * @param rate η, finite
   */
  public static SequenceModel gradientDescent(double rate) {
    Rivals.finite("a learning rate", rate);
    return new Named(
        "GD, η = " + Rivals.shown(rate),
        (sequences, i, to, at) -> {
          int d = sequences.dimension();
          double[] states = sequences.states();
          double[] sum = new double[d * d];
          for (int t = 0; t < sequences.length() - 1; t++) {
            int state = (i * sequences.length() + t) * d;
            for (int row = 0; t > 0 && row < d; row++) {
              for (int k = 0; k < d; k++) {
                sum[row * d + k] += states[state + row] * states[state - d + k];
              }
            }
            apply(sum, d, states, state, to, at + t * d);
            for (int k = 0; t > 0 && k < d; k++) {
              to[at + t * d + k] *= rate / t;
            }
          }
        });
  }

  private static void apply(double[] w, int d, double[] x, int xAt, double[] y, int yAt) {
    for (int row = 0; row < d; row++) {
      double sum = 0;
      for (int k = 0; k < d; k++) {
        sum += w[row * d + k] * x[xAt + k];
      }
      y[yAt + row] = sum;
    }
  }
}
