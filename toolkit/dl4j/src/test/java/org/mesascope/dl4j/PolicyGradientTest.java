package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Corridor;
import org.mesascope.world.Reach;
import org.mesascope.world.TabularPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient, link by link. Oracle: central finite differences. */
class PolicyGradientTest {

  private static final Corridor WORLD = Corridor.of(5).withCoinAt(0).withHorizon(6);
  private static final double H = 1e-6;

  private final PolicyNetwork policy =
      new PolicyNetwork(
          Perceptron.of(2, 2, ReinforceOptions.defaults().withHidden(4, 3), Seed.of(3)),
          List.of("left", "right"));

  @Test
  void thePolicyGradientLossHasTheGradientThatTrainingFollows() {
    INDArray observed = PolicyNetwork.observations(List.of(WORLD));
    TabularPolicy before = PolicyNetwork.softmax(policy.forward(observed));
    Seed seed = Seed.of(11);
    TraceLog episodes = before.rollOut(WORLD, 40, seed);
    double[] ascent = SampledReturns.of(WORLD, before, 40, seed).logitGradient();

    double[] gradient = policy.backpropagate(ascent).gradient().toDoubleVector();

    INDArray parameters = policy.network().params();
    for (int k = 0; k < gradient.length; k++) {
      double here = parameters.getDouble(k);
      parameters.putScalar(k, here + H);
      double above = surrogate(episodes, PolicyNetwork.softmax(policy.forward(observed)));
      parameters.putScalar(k, here - H);
      double below = surrogate(episodes, PolicyNetwork.softmax(policy.forward(observed)));
      parameters.putScalar(k, here);
      assertThat(gradient[k])
          .as("parameter %d", k)
          .isCloseTo((above - below) / (2 * H), within(1e-8));
    }
    assertThat(Arrays.stream(gradient).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
  }

  /** Mean over episodes of Σ A ln π(a | s), with A from the coin alone: it pays 1, once. */
  private static double surrogate(TraceLog episodes, TabularPolicy policy) {
    List<Trace> all = episodes.traces();
    double sum = 0;
    for (Trace own : all) {
      for (int t = 0; t < own.steps().size(); t++) {
        int time = t;
        List<Trace> others =
            all.stream().filter(x -> !x.equals(own) && x.steps().size() > time).toList();
        double baseline = others.stream().mapToDouble(PolicyGradientTest::coin).average().orElse(0);
        Step step = own.steps().get(t);
        int s = Integer.parseInt(step.situation());
        int a = step.choice().equals("right") ? 1 : 0;
        sum += (coin(own) - baseline) * Math.log(policy.probability(s, a));
      }
    }
    return sum / all.size();
  }

  private static double coin(Trace trace) {
    return "0".equals(trace.steps().get(trace.steps().size() - 1).outcome()) ? 1 : 0;
  }

  /** Oracle: finite differences of the exact probability of reaching the coin. */
  @Test
  void theSampledGradientIsUnbiased() {
    double[] logits = {.3, -.2, -.1, .4, 0, .2, .5, -.5, .1, .1};
    TabularPolicy table = softmax(logits);
    int repeats = 2000;
    double[] sum = new double[logits.length];
    double[] squares = new double[logits.length];
    for (int i = 0; i < repeats; i++) {
      double[] sample = SampledReturns.of(WORLD, table, 5, Seed.of(5).split(i)).logitGradient();
      for (int k = 0; k < sum.length; k++) {
        sum[k] += sample[k];
        squares[k] += sample[k] * sample[k];
      }
    }
    for (int k = 0; k < logits.length; k++) {
      double mean = sum[k] / repeats;
      double standardError = Math.sqrt((squares[k] / repeats - mean * mean) / repeats);
      assertThat(mean)
          .as("logit %d", k)
          .isCloseTo(exact(logits, k), within(5 * standardError + 1e-9));
    }
    assertThat(Math.abs(exact(logits, 4))).isGreaterThan(.05);
  }

  private static double exact(double[] logits, int k) {
    double[] above = logits.clone();
    double[] below = logits.clone();
    above[k] += H;
    below[k] -= H;
    return (coin(softmax(above)) - coin(softmax(below))) / (2 * H);
  }

  private static double coin(TabularPolicy policy) {
    return Reach.probability(WORLD.mdp(), policy, WORLD.horizon(), s -> s == 0);
  }

  private static TabularPolicy softmax(double[] logits) {
    double[] p = new double[logits.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = 1 / (1 + Math.exp(logits[i ^ 1] - logits[i]));
    }
    return new TabularPolicy(2, p);
  }
}
