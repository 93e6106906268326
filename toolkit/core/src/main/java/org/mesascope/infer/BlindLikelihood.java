package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.infer.ChoiceData.Block;

/**
 * Conditional logit in which a known share ε of the choices is made blindly: P(j) = ε/J + (1 − ε)
 * exp(β·x_j) / Σ exp(β·x) (Christiano et al. 2017, section 2.2.3). Not concave: Fisher scoring from
 * 0 finds a local maximum. Cost of a value or an information: O(choices · alternatives · K).
 */
final class BlindLikelihood implements ChoiceLikelihood {

  private final ChoiceData data;
  private final double blind;
  private final int size;
  private double[] at;

  /**
   * With a share of blind choices.
   *
   * @param blind ε, in (0, 1)
   */
  BlindLikelihood(ChoiceData data, double blind) {
    this.data = data;
    this.blind = blind;
    size = data.features().size();
    at = new double[size];
  }

  /** Chances of a choice's alternatives, with and without blindness, and its mean features. */
  private final class Chances {
    private final Block block;
    private final int choice;
    private final double[] seeing;
    private final double[] mean = new double[size];

    Chances(Block block, int choice) {
      this.block = block;
      this.choice = choice;
      seeing = new double[block.menu()];
      for (int j = 0; j < seeing.length; j++) {
        for (int k = 0; k < size; k++) {
          seeing[j] += at[k] * x(j, k);
        }
      }
      double total = StationaryPlan.logSum(seeing, 0, seeing.length);
      for (int j = 0; j < seeing.length; j++) {
        seeing[j] = Math.exp(seeing[j] - total);
        for (int k = 0; k < size; k++) {
          mean[k] += seeing[j] * x(j, k);
        }
      }
    }

    double of(int j) {
      return blind / seeing.length + (1 - blind) * seeing[j];
    }

    double ofTaken() {
      return of(block.chosen()[choice]);
    }

    /** ∂ log P(j) / ∂β_k. */
    double slope(int j, int k) {
      return (1 - blind) * seeing[j] / of(j) * (x(j, k) - mean[k]);
    }

    private double x(int j, int k) {
      return block.x()[j * size + k][choice];
    }
  }

  private interface Work {
    void on(Chances chances, Block block, int choice);
  }

  private void each(Work work) {
    for (Block block : data.blocks()) {
      for (int i = 0; i < block.count(); i++) {
        work.on(new Chances(block, i), block, i);
      }
    }
  }

  @Override
  public double weight() {
    return Math.max(1, data.weight());
  }

  @Override
  public double value(double[] point, double[] gradient) {
    at = point.clone();
    double[] sum = new double[size + 1];
    each(
        (chances, block, i) -> {
          double weight = block.weight(i);
          sum[size] += weight * Math.log(chances.ofTaken());
          for (int k = 0; k < size; k++) {
            sum[k] += weight * chances.slope(block.chosen()[i], k);
          }
        });
    System.arraycopy(sum, 0, gradient, 0, size);
    return sum[size];
  }

  @Override
  public double[] information() {
    double[] sum = new double[size * size];
    double[] root = new double[size];
    each(
        (chances, block, i) -> {
          for (int j = 0; j < block.menu(); j++) {
            double scale = Math.sqrt(block.weight(i) * chances.of(j));
            for (int k = 0; k < size; k++) {
              root[k] = scale * chances.slope(j, k);
            }
            Information.addOuter(root, sum);
          }
        });
    return sum;
  }

  @Override
  public double[][] scores() {
    double[][] sums = new double[data.units()][size];
    for (Score score : choiceScores()) {
      for (int k = 0; k < size; k++) {
        sums[score.unit()][k] += score.gradient()[k];
      }
    }
    return sums;
  }

  @Override
  public List<Score> choiceScores() {
    List<Score> all = new ArrayList<>();
    each(
        (chances, block, i) -> {
          double[] own = new double[size];
          for (int k = 0; k < size; k++) {
            own[k] = block.weight(i) * chances.slope(block.chosen()[i], k);
          }
          all.add(new Score(block.unit()[i], block.weight(i), own));
        });
    return all;
  }

  @Override
  public double[][] unitTotals() {
    double[][] totals = new double[data.units()][3];
    each(
        (chances, block, i) -> {
          double[] own = totals[block.unit()[i]];
          double taken = chances.ofTaken();
          boolean best = true;
          for (int j = 0; j < block.menu(); j++) {
            best &= chances.of(j) <= taken;
          }
          own[0]++;
          own[1] += Math.log(taken);
          own[2] += best ? 1 : 0;
        });
    return totals;
  }
}
