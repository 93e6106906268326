package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class ListaTest {

  private static final SparseCoding PROBLEM = SparseCoding.random(8, 12, Seed.of(1));

  /** With an orthonormal dictionary the code is the soft threshold of Dᵀx. */
  @Test
  void orthonormalDictionary() {
    double c = Math.cos(.7);
    double s = Math.sin(.7);
    SparseCoding problem = new SparseCoding(new double[][] {{c, -s}, {s, c}}, .5, 1, 0);
    // x = D (2, −.3)
    double[] signal = {2 * c + .3 * s, 2 * s - .3 * c};
    assertThat(problem.lipschitz()).isCloseTo(1, within(1e-12));
    assertThat(problem.solve(signal)).containsExactly(new double[] {1.5, 0}, within(1e-9));
    float[] code = SparseCoder.ista(problem, 1).encode(floats(signal), 1);
    assertThat((double) code[0]).isCloseTo(1.5, within(1e-6));
    assertThat(code[1]).isZero();
  }

  /** Where z is 0 the correlation is at most the penalty; elsewhere it is the penalty's. */
  @Test
  void optimalCodesKeepTheOptimalityConditions() {
    int n = PROBLEM.atoms();
    double[] d = PROBLEM.dictionary();
    for (int k = 0; k < 20; k++) {
      var random = Seed.of(2).split(k).random();
      double[] x = random.doubles(8, -1, 1).toArray();
      double[] z = PROBLEM.solve(x);
      for (int j = 0; j < n; j++) {
        double correlation = 0;
        for (int i = 0; i < 8; i++) {
          double residual = x[i];
          for (int l = 0; l < n; l++) {
            residual -= d[i * n + l] * z[l];
          }
          correlation += d[i * n + j] * residual;
        }
        if (z[j] == 0) {
          assertThat(Math.abs(correlation)).isLessThan(.1 + 1e-9);
        } else {
          assertThat(correlation).isCloseTo(Math.copySign(.1, z[j]), within(1e-9));
        }
      }
    }
  }

  /** Both converge to the optimal code; FISTA's objective keeps Beck and Teboulle's bound. */
  @Test
  void shrinkageConverges() {
    SparseSignals test = PROBLEM.sample(50, Seed.of(3));
    double best = PROBLEM.objective(test.signals(), test.codes(), 50);
    double distance = 0;
    for (float z : test.codes()) {
      distance += z * z / 50;
    }
    for (int depth : List.of(1, 3, 10, 30, 100)) {
      double ista = objective(SparseCoder.ista(PROBLEM, depth), test);
      double fista = objective(SparseCoder.fista(PROBLEM, depth), test);
      double lipschitz = PROBLEM.lipschitz();
      assertThat(ista - best).isBetween(-1e-6, lipschitz * distance / (2 * depth));
      assertThat(fista - best)
          .isBetween(-1e-6, 2 * lipschitz * distance / ((depth + 1.) * (depth + 1)));
    }
    float[] codes = SparseCoder.fista(PROBLEM, 3000).encode(test.signals(), 50);
    assertThat(test.relativeError(codes)).isLessThan(1e-6);
  }

  @Test
  void untrainedIsIsta() {
    SparseSignals test = PROBLEM.sample(20, Seed.of(4));
    assertThat(Lista.untrained(PROBLEM, 5).encode(test.signals(), 20))
        .containsExactly(SparseCoder.ista(PROBLEM, 5).encode(test.signals(), 20), within(1e-6f));
  }

  /** Central differences in single precision, on a loss that is smooth but for measure 0. */
  @Test
  void gradientAgainstFiniteDifferences() {
    SparseSignals batch = PROBLEM.sample(30, Seed.of(5));
    for (int depth : List.of(1, 2, 4)) {
      Lista network = perturbed(Lista.untrained(PROBLEM, depth));
      float[] gradient = network.gradient(batch);
      float[] weights = network.weights();
      var random = Seed.of(6).random();
      for (int k = 0; k < 10; k++) {
        double[] direction = new double[weights.length];
        double slope = 0;
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextGaussian();
          slope += direction[i] * gradient[i];
        }
        double step = 2e-4;
        double difference =
            (loss(network, moved(weights, direction, step), batch)
                    - loss(network, moved(weights, direction, -step), batch))
                / (2 * step);
        assertThat(difference).isCloseTo(slope, within(.01 * Math.abs(slope) + 5e-4));
      }
    }
  }

  /** On each of three seeds, at every depth, it is nearer to the optimal codes than its rivals. */
  @Test
  void trainedBeatsItsRivalsAtTheSameDepth() {
    ListaOptions options =
        ListaOptions.defaults().withExamples(512).withIterations(300).withBatch(32);
    for (int seed = 0; seed < 3; seed++) {
      SparseCoding problem = SparseCoding.random(8, 12, Seed.of(seed));
      DepthCurve curve =
          DepthCurve.of(problem, List.of(1, 2, 4), options, 256, Seed.of(7).split(seed));
      for (int depth : List.of(1, 2, 4)) {
        assertThat(curve.error("LISTA", depth))
            .isLessThan(.7 * curve.error("ISTA", depth))
            .isLessThan(.7 * curve.error("FISTA", depth));
      }
      assertThat(curve.table().rows()).hasSize(9);
      assertThat(curve.figure().alt()).contains("LISTA", "FISTA");
    }
  }

  @Test
  void trainingGivesTheSameBits() {
    ListaOptions options =
        ListaOptions.defaults().withExamples(64).withIterations(20).withBatch(16);
    assertThat(Lista.train(PROBLEM, 3, options, Seed.of(8)).weights())
        .isEqualTo(Lista.train(PROBLEM, 3, options, Seed.of(8)).weights());
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> SparseCoding.random(0, 3, Seed.of(1))).hasMessageContaining("got 0");
    double[][] bad = {{1, Double.NaN}};
    assertThatThrownBy(() -> new SparseCoding(bad, .1, .1, 0))
        .hasMessageContaining("NaN at [0][1]");
    double[][] zero = {{1, 0}};
    assertThatThrownBy(() -> new SparseCoding(zero, .1, .1, 0)).hasMessageContaining("atom 1");
    assertThatThrownBy(() -> new SparseCoding(new double[][] {{1}}, 0, .1, 0))
        .hasMessageContaining("penalty above 0");
    assertThatThrownBy(() -> Lista.untrained(PROBLEM, 0)).hasMessageContaining("at least 1 layer");
    assertThatThrownBy(() -> Lista.untrained(PROBLEM, 1).with(new float[3]))
        .hasMessageContaining("weights, got 3");
    assertThatThrownBy(() -> ListaOptions.defaults().withExamples(3))
        .hasMessageContaining("got 64");
    assertThatThrownBy(() -> PROBLEM.solve(new double[3])).hasMessageContaining("got 3");
  }

  private static double objective(SparseCoder coder, SparseSignals test) {
    return PROBLEM.objective(test.signals(), coder.encode(test.signals(), 50), 50);
  }

  private static Lista perturbed(Lista network) {
    float[] weights = network.weights();
    var random = Seed.of(9).random();
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          Math.abs(weights[i]) < 1e-6
              ? weights[i]
              : (float) (weights[i] * (1 + .3 * (random.nextDouble() - .5)));
    }
    return network.with(weights);
  }

  private static float[] moved(float[] weights, double[] direction, double step) {
    float[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return moved;
  }

  /** In double precision from single-precision codes: ½‖z − z*‖² a signal. */
  private static double loss(Lista network, float[] weights, SparseSignals batch) {
    float[] codes = network.with(weights).encode(batch.signals(), batch.count());
    double sum = 0;
    for (int i = 0; i < codes.length; i++) {
      double wrong = (double) codes[i] - batch.codes()[i];
      sum += wrong * wrong / 2;
    }
    return sum / batch.count();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
