package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.stats.Seed;

/** The contract, family by family, and what is known of each in closed form. */
class TaskFamiliesTest {

  private static final Examples DATA =
      Examples.of(
          new double[][] {{1, 0}, {0, 1}, {1, 1}, {2, -1}, {-1, 3}, {.5, .5}},
          new double[] {0, 1, 1, 0, 1, 0});

  static Stream<TaskFamily> families() {
    Quadratics quadratics = Quadratics.random(10);
    return Stream.of(
        quadratics,
        Quadratics.random(1),
        Quadratics.random(7).conditioned(10).rotated().scaled(10),
        Quadratics.ofCondition(5, 1000),
        Quadratics.ofCondition(5, 1000).rotated(),
        new Rosenbrock(2),
        new Rosenbrock(6),
        new Rastrigin(3),
        new LeastSquares(new ExampleLaw.Linear(4, 20, .1)),
        new LeastSquares(ExampleLaw.given(DATA)),
        new LogisticRegression(new ExampleLaw.Logistic(4, 20), 0),
        new LogisticRegression(new ExampleLaw.Subset(DATA, 4), .1),
        new MlpTasks(new ExampleLaw.Clusters(3, 20, 4, .5), 5, new MlpLoss.CrossEntropy(4)),
        new MlpTasks(ExampleLaw.given(DATA), List.of(4, 3), new MlpLoss.Squared()),
        new MlpTasks(ExampleLaw.given(DATA), List.of(), new MlpLoss.CrossEntropy(2)),
        new Lasso(new ExampleLaw.Linear(6, 20, .1, 2), .2),
        Augmented.of(quadratics, new Augmentation.LossScale(.1, 10)),
        Augmented.of(quadratics, new Augmentation.ParameterScale(.1, 10, true)),
        Augmented.of(new Rosenbrock(3), new Augmentation.Rotation()),
        Augmented.of(
            new Rastrigin(4),
            new Augmentation.ParameterScale(.1, 10, false),
            new Augmentation.Rotation(),
            new Augmentation.LossScale(.5, 2)));
  }

  @ParameterizedTest
  @MethodSource("families")
  void contract(TaskFamily family) {
    TaskContract.check(family, Seed.of(1));
  }

  @Test
  void quadraticsByHand() {
    TaskParams params =
        new TaskParams(Map.of("W", new double[] {1, 2, 3, 4}, "y", new double[] {5, 6}));
    Task task = Quadratics.random(2).task(params);
    double[] gradient = new double[2];
    // W(1, 1) − y = (−2, 1)
    assertThat(task.lossAndGradient(new double[] {1, 1}, gradient)).isEqualTo(5);
    assertThat(gradient).containsExactly(2 * (-2 + 3), 2 * (-4 + 4));
    assertThat(task.start()).containsExactly(0, 0);
  }

  @Test
  void conditionNumbersOfQuadratics() {
    for (Quadratics family :
        List.of(Quadratics.ofCondition(6, 50), Quadratics.ofCondition(6, 50).rotated())) {
      assertThat(condition(family, Seed.of(3))).isCloseTo(50, within(1e-9));
      assertThat(condition(family.conditioned(10), Seed.of(3))).isCloseTo(500, within(1e-6));
      assertThat(condition(family.scaled(7), Seed.of(3))).isCloseTo(50, within(1e-9));
    }
  }

  @Test
  void shiftsKeepTheDraw() {
    Quadratics plain = Quadratics.random(4);
    Seed seed = Seed.of(5);
    double[] point = {.1, -.2, .3, .4};
    double loss = plain.task(plain.sample(seed)).loss(point);
    Quadratics larger = plain.scaled(10);
    assertThat(larger.task(larger.sample(seed)).loss(point)).isCloseTo(10 * loss, within(1e-9));
    assertThat(plain.conditioned(10).sample(seed).get("y")).isEqualTo(plain.sample(seed).get("y"));
    TaskFamily augmented = Augmented.of(plain, new Augmentation.LossScale(3, 3));
    assertThat(augmented.task(augmented.sample(seed)).loss(point))
        .isCloseTo(3 * loss, within(1e-9));
  }

  @Test
  void rotationsAreOrthogonalAndUniform() {
    double mean = 0;
    int draws = 2000;
    for (int k = 0; k < draws; k++) {
      double[] q = Rotations.draw(3, Seed.of(k).random());
      RealMatrix matrix = matrix(q, 3);
      assertThat(matrix.transpose().multiply(matrix).subtract(identity(3)).getNorm())
          .isLessThan(1e-12);
      mean += q[0] * q[0] / draws;
    }
    // E q² = 1/3 with variance 4/45 (a coordinate of a uniform point on the sphere)
    assertThat(mean).isCloseTo(1 / 3.0, within(4 * Math.sqrt(4 / 45.0 / draws)));
  }

  @Test
  void rotatingKeepsLossAndSizeOfGradient() {
    TaskFamily plain = new Rosenbrock(5);
    TaskFamily turned = Augmented.of(plain, new Augmentation.Rotation());
    TaskFamily scaled = Augmented.of(plain, new Augmentation.ParameterScale(4, 4, false));
    Seed seed = Seed.of(8);
    double[] slope = new double[5];
    double loss = startSlope(plain, seed, slope);
    double[] other = new double[5];
    assertThat(startSlope(turned, seed, other)).isCloseTo(loss, within(1e-9 * loss));
    assertThat(norm(other)).isCloseTo(norm(slope), within(1e-9 * norm(slope)));
    assertThat(startSlope(scaled, seed, other)).isCloseTo(loss, within(1e-9 * loss));
    assertThat(norm(other)).isCloseTo(4 * norm(slope), within(1e-9 * norm(slope)));
  }

  @Test
  void minimaInClosedForm() {
    assertStationary(task(new Rosenbrock(4)), new double[] {1, 1, 1, 1}, 0);
    Rastrigin rastrigin = new Rastrigin(3);
    TaskParams params = rastrigin.sample(Seed.of(2));
    assertStationary(rastrigin.task(params), params.get("centre"), 0);
  }

  @Test
  void leastSquaresAgainstNormalEquations() {
    LeastSquares family = new LeastSquares(new ExampleLaw.Linear(4, 30, .5));
    TaskParams params = family.sample(Seed.of(4));
    RealMatrix x = new Array2DRowRealMatrix(30, 4);
    for (int n = 0; n < 30; n++) {
      for (int i = 0; i < 4; i++) {
        x.setEntry(n, i, params.get("inputs")[n * 4 + i]);
      }
    }
    ArrayRealVector y = new ArrayRealVector(params.get("targets"));
    double[] solution =
        new LUDecomposition(x.transpose().multiply(x))
            .getSolver()
            .solve(x.transpose().operate(y))
            .toArray();
    double residual = y.subtract(x.operate(new ArrayRealVector(solution))).getNorm();
    assertStationary(family.task(params), solution, residual * residual / 60);
  }

  /** With XᵀX/n = I the solution is the soft threshold of Xᵀy/n, and 0 holds by the penalty. */
  @Test
  void lassoAgainstSoftThreshold() {
    double root = Math.sqrt(3);
    Examples data =
        Examples.of(
            new double[][] {{root, 0, 0}, {0, root, 0}, {0, 0, root}},
            new double[] {2 * root, -.3 * root, -1 * root});
    Task task = task(new Lasso(ExampleLaw.given(data), .5));
    // Xᵀy/n = (2, −.3, −1); the loss is ½ ‖θ − that‖² + .5 ‖θ‖₁
    double[] solution = {1.5, 0, -.5};
    assertStationary(task, solution, (.25 + .09 + .25) / 2 + .5 * 2);
    double[] gradient = new double[3];
    task.lossAndGradient(new double[3], gradient);
    assertThat(gradient).containsExactly(new double[] {-1.5, 0, .5}, within(1e-12));
  }

  @Test
  void logisticLossAtZeroAndFarAway() {
    LogisticRegression family = new LogisticRegression(ExampleLaw.given(DATA), .5);
    Task task = task(family);
    assertThat(task.loss(new double[2])).isCloseTo(Math.log(2), within(1e-15));
    double[] gradient = new double[2];
    assertThat(task.lossAndGradient(new double[] {1e4, 1e4}, gradient)).isFinite();
  }

  @Test
  void untrainedNetworksGuess() {
    MlpTasks family =
        new MlpTasks(new ExampleLaw.Clusters(3, 50, 4, .5), 5, new MlpLoss.CrossEntropy(4));
    Task task = task(family);
    assertThat(family.dimension()).isEqualTo((3 + 1) * 5 + (5 + 1) * 4);
    assertThat(task.loss(new double[family.dimension()])).isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void badInput() {
    refuses(() -> Quadratics.random(0), "dimension expects at least 1");
    refuses(() -> Quadratics.ofCondition(3, .5), "at least 1, got 0.5");
    refuses(() -> Quadratics.ofCondition(1, 2), "one dimension has the condition number 1");
    refuses(() -> Quadratics.random(3).conditioned(Double.NaN), "a change of condition");
    refuses(() -> Quadratics.random(3).scaled(0), "factor expects a finite number above 0");
    refuses(() -> new Rosenbrock(1), "at least 2 dimensions");
    refuses(() -> new Rastrigin(0), "at least 1");
    refuses(() -> new Lasso(ExampleLaw.given(DATA), -1), "penalty");
    refuses(() -> new LogisticRegression(ExampleLaw.given(DATA), Double.NaN), "l2");
    refuses(() -> new MlpTasks(ExampleLaw.given(DATA), 0, new MlpLoss.Squared()), "hidden units");
    refuses(() -> new MlpLoss.CrossEntropy(1), "at least 2 classes");
    refuses(
        () -> Examples.of(new double[][] {{1, Double.NaN}}, new double[] {1}),
        "got NaN at input 1 of example 0");
    refuses(() -> Examples.of(new double[][] {{1}, {1, 2}}, new double[] {1, 2}), "in row 1");
    refuses(() -> Examples.of(new double[0][], new double[0]), "at least 1");
    refuses(() -> new ExampleLaw.Subset(DATA, 7), "expects 1 to 6 of them, got 7");
    refuses(() -> new ExampleLaw.Linear(3, 5, Double.NaN), "noise");
    refuses(
        () -> task(new LogisticRegression(new ExampleLaw.Clusters(2, 50, 3, 1), 0)),
        "targets 0 to 1, got 2.0");
    refuses(
        () -> task(new MlpTasks(new ExampleLaw.Linear(2, 5, 1), 3, new MlpLoss.CrossEntropy(2))),
        "examples of 2 classes");
    refuses(() -> new Augmentation.LossScale(0, 1), "0 < low <= high");
    refuses(() -> Quadratics.random(3).task(Quadratics.random(2).sample(Seed.of(1))), "family");
  }

  /** A shift of a family gives families that a sweep can visit. */
  @Test
  void shifts() {
    Shift<TaskFamily> scale = TaskShift.scale(Quadratics.random(3));
    assertThat(scale.at(10).members().get(0))
        .isEqualTo(new Augmented(Quadratics.random(3), new Augmentation.LossScale(10, 10)));
    assertThat(TaskShift.dimension(10, Quadratics::random).at(100).members().get(0).dimension())
        .isEqualTo(100);
    assertThat(TaskShift.conditioning(Quadratics.random(3)).at(10).members().get(0))
        .isEqualTo(Quadratics.random(3).conditioned(10));
    refuses(() -> TaskShift.dimension(10, Quadratics::random).at(2.5), "whole number");
  }

  private static Task task(TaskFamily family) {
    return family.task(family.sample(Seed.of(1)));
  }

  private static void assertStationary(Task task, double[] point, double loss) {
    double[] gradient = new double[task.dimension()];
    assertThat(task.lossAndGradient(point, gradient)).isCloseTo(loss, within(1e-12));
    assertThat(norm(gradient)).isLessThan(1e-12);
    double[] beside = point.clone();
    beside[0] += 1e-3;
    assertThat(task.loss(beside)).isGreaterThan(loss);
  }

  private static double startSlope(TaskFamily family, Seed seed, double[] slope) {
    Task task = family.task(family.sample(seed));
    return task.lossAndGradient(task.start(), slope);
  }

  private static double norm(double[] vector) {
    return new ArrayRealVector(vector).getNorm();
  }

  private static double condition(Quadratics family, Seed seed) {
    RealMatrix w = matrix(family.sample(seed).get("W"), family.dimension());
    double[] values = new EigenDecomposition(w.transpose().multiply(w)).getRealEigenvalues();
    double low = Arrays.stream(values).min().orElseThrow();
    return Arrays.stream(values).max().orElseThrow() / low;
  }

  private static RealMatrix matrix(double[] flat, int d) {
    RealMatrix matrix = new Array2DRowRealMatrix(d, d);
    for (int i = 0; i < d * d; i++) {
      matrix.setEntry(i / d, i % d, flat[i]);
    }
    return matrix;
  }

  private static RealMatrix identity(int d) {
    return MatrixUtils.createRealIdentityMatrix(d);
  }

  private static void refuses(ThrowingCallable call, String m) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(m);
  }
}
