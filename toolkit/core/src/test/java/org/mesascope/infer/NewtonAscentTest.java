package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Corridor;
import org.mesascope.world.TabularPolicy;

class NewtonAscentTest {

  /** A likelihood that counts how often it was asked. */
  private record Counted(Likelihood inner, int[] asked) implements Likelihood {
    @Override
    public double weight() {
      return inner.weight();
    }

    @Override
    public double value(double[] point, double[] gradient) {
      asked[0]++;
      return inner.value(point, gradient);
    }

    @Override
    public double[] information() {
      return inner.information();
    }
  }

  /**
   * An agent that does in each cell whatever it drew once, described by rewards for the coin and
   * the right end: the expected information is far from the curvature there, and Fisher scoring
   * alone takes thousands of steps on some of these.
   */
  private static List<IrlTerm> misspecified(int trial) {
    RandomGenerator random = Seed.of(99).split(trial).random();
    Corridor training = Corridor.of(9).withHorizon(12);
    List<IrlTerm> terms = new ArrayList<>();
    for (Corridor world : List.of(training, training.withCoinAt(0))) {
      double[] right = new double[18];
      for (int s = 0; s < 9; s++) {
        right[2 * s + 1] = 1 / (1 + Math.exp(-4 * random.nextGaussian() - 1));
        right[2 * s] = 1 - right[2 * s + 1];
      }
      TraceLog log =
          new TabularPolicy(2, right)
              .rollOut(world, world.coin() == 8 ? 190 : 10, Seed.of(0))
              .until(step -> "8".equals(step.outcome()));
      IrlSetting setting =
          new IrlSetting(
              world.name(),
              world.mdp().withAbsorbingTerminals().withDiscount(.9),
              0,
              List.of(
                  TransitionReward.entering("right end", 8),
                  TransitionReward.entering("coin", world.coin())));
      RewardBasis basis =
          RewardBasis.of(RewardBasis.Form.FEATURES, setting.mdp(), setting.features());
      double[] counts = Demonstrations.readAnywhere(log, setting).counts(0, setting);
      terms.add(IrlTerm.ofCounts(setting.mdp(), basis, 0, counts));
    }
    return terms;
  }

  @Test
  void misspecifiedFitsTakeFewSteps() {
    for (int trial = 0; trial < 70; trial++) {
      Counted likelihood = new Counted(new IrlLikelihood(misspecified(trial)), new int[1]);
      double[] penalty = NewtonAscent.isotropic(.01, 2);
      NewtonAscent.Result best =
          new NewtonAscent(likelihood, penalty, 1e-9, 20_000).from(new double[2]);
      assertThat(likelihood.asked[0]).as("values asked for in trial " + trial).isLessThan(300);
      double[] slope = new double[2];
      likelihood.value(best.point(), slope);
      assertThat(slope[0] - .01 * best.point()[0]).isCloseTo(0, within(1e-4));
      assertThat(slope[1] - .01 * best.point()[1]).isCloseTo(0, within(1e-4));
    }
  }
}
