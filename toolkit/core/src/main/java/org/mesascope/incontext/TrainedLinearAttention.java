package org.mesascope.incontext;

import java.util.List;

/**
 * Linear self-attention with its training.
 *
 * @param checkpoints the first before any step, the last after all
 * @param curve mean squared error of each step's fresh prompts, {@code [steps]}; not copied
 */
public record TrainedLinearAttention(List<Checkpoint> checkpoints, double[] curve) {

  /** Copies the list. */
  public TrainedLinearAttention {
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * The model in the course of its training.
   *
   * @param step after how many steps
   */
  public record Checkpoint(int step, LinearSelfAttention model) {}

  /** The model after the last step. */
  public LinearSelfAttention model() {
    return checkpoints.get(checkpoints.size() - 1).model();
  }

  /** The mean of the curve's last twentieth, where the learning rate is nearly 0. */
  public double finalLoss() {
    int from = curve.length - Math.max(1, curve.length / 20);
    double sum = 0;
    for (int i = from; i < curve.length; i++) {
      sum += curve[i];
    }
    return sum / (curve.length - from);
  }
}
