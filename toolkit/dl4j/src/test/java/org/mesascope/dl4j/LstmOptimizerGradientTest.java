package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.optimizer.LstmOptimizer;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.optimizer.OuterGradient;
import org.mesascope.optimizer.TruncatedBackpropagation;
import org.mesascope.optimizer.TruncationSchedule;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.TaskBatch;
import org.mesascope.task.TaskParams;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Truncated backpropagation through the LSTM optimizer. Oracle: SameDiff in double precision on the
 * unrolled graph, inner gradients as constants.
 */
class LstmOptimizerGradientTest {

  private static final int DIMENSION = 3;
  private static final int BATCH = 4;
  private static final int COLUMNS = DIMENSION * BATCH;
  private static final int STEPS = 5;
  private static final LstmOptimizer LSTM = new LstmOptimizer(4, .1, 10);
  private static final Quadratics FAMILY = Quadratics.random(DIMENSION);
  private static final Seed SEED = Seed.of(9);

  private final SameDiff graph = SameDiff.create();
  private final List<TaskParams> problems = new ArrayList<>();

  @Test
  void lossAndGradientAreThoseOfTheGraph() {
    for (int b = 0; b < BATCH; b++) {
      problems.add(FAMILY.sample(SEED.split("unroll/1").split(b)));
    }
    float[] weights = LSTM.initial(Seed.of(4));
    float[] found = new float[weights.length];
    OuterGradient.Run run =
        new TruncatedBackpropagation(TruncationSchedule.constant(STEPS), STEPS, BATCH)
            .start(LSTM, FAMILY, SEED);
    double loss = run.estimate(weights, found);

    int n = LSTM.units();
    int second = 4 * n * (n + 3);
    int readout = weights.length - n;
    SDVariable below = variable("below", weights, 0, 4 * n, n + 3);
    SDVariable above = variable("above", weights, second, 4 * n, 2 * n + 1);
    SDVariable out = variable("out", weights, readout, 1, n);
    SDVariable metaLoss = unroll(below, above, out, innerGradients(weights));

    assertThat(loss).isCloseTo(metaLoss.eval().getDouble(0), within(1e-5 * loss));
    Map<String, INDArray> expected = graph.calculateGradients(Map.of(), "below", "above", "out");
    double[] all =
        Arrays.stream(new String[] {"below", "above", "out"})
            .flatMapToDouble(
                name -> Arrays.stream(expected.get(name).dup('c').ravel().toDoubleVector()))
            .toArray();
    assertThat(all).hasSize(weights.length);
    double largest = Arrays.stream(all).map(Math::abs).max().orElse(0);
    assertThat(largest).isGreaterThan(.1);
    for (int k = 0; k < all.length; k++) {
      assertThat((double) found[k])
          .as("outer parameter %d", k)
          .isCloseTo(all[k], within(2e-5 * largest));
    }
  }

  private SDVariable variable(String name, float[] weights, int at, int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> weights[at + i]);
    return graph.var(name, Nd4j.createFromArray(values).reshape(rows, columns));
  }

  private SDVariable constant(String name, double[] values, long... shape) {
    return graph.constant(name, Nd4j.createFromArray(values).reshape(shape));
  }

  /** What the optimizer sees at each step, {@code [step][column]}. */
  private double[][] innerGradients(float[] weights) {
    TaskBatch batch = FAMILY.batch(problems);
    Optimizer.Run run = LSTM.with(weights).start(DIMENSION, BATCH);
    float[] parameters = new float[COLUMNS];
    float[] losses = new float[BATCH];
    float[] gradient = new float[COLUMNS];
    double[][] seen = new double[STEPS][COLUMNS];
    for (double[] row : seen) {
      batch.lossAndGradient(parameters, losses, gradient);
      Arrays.setAll(row, i -> gradient[i]);
      run.step(parameters, losses, gradient);
    }
    return seen;
  }

  private SDVariable unroll(
      SDVariable below, SDVariable above, SDVariable out, double[][] gradients) {
    int n = LSTM.units();
    SDVariable one = graph.constant("one", Nd4j.ones(DataType.DOUBLE, 1, COLUMNS));
    SDVariable zero = graph.constant("zero", Nd4j.zeros(DataType.DOUBLE, n, COLUMNS));
    SDVariable[] first = {zero, zero};
    SDVariable[] last = {zero, zero};
    SDVariable parameters = graph.constant("start", Nd4j.zeros(DataType.DOUBLE, 1, COLUMNS));
    SDVariable sum = null;
    for (int t = 0; t < STEPS; t++) {
      double[] inputs = new double[2 * COLUMNS];
      for (int b = 0; b < COLUMNS; b++) {
        double g = gradients[t][b];
        boolean large = Math.abs(g) >= Math.exp(-LSTM.magnitudes());
        inputs[b] = large ? Math.log(Math.abs(g)) / LSTM.magnitudes() : -1;
        inputs[COLUMNS + b] = large ? Math.signum(g) : g * Math.exp(LSTM.magnitudes());
      }
      SDVariable x = constant("x" + t, inputs, 2, COLUMNS);
      first = cell(below.mmul(graph.concat(0, first[0], x, one)), first[1]);
      last = cell(above.mmul(graph.concat(0, one, last[0], first[0])), last[1]);
      parameters = parameters.add(out.mmul(last[0]).mul(LSTM.outputScale()));
      SDVariable loss = loss(parameters, t);
      sum = sum == null ? loss : sum.add(loss);
    }
    SDVariable mean = sum.mul("metaLoss", 1.0 / (STEPS * BATCH));
    mean.markAsLoss();
    return mean;
  }

  /** Output and cell. */
  private SDVariable[] cell(SDVariable gates, SDVariable before) {
    int n = LSTM.units();
    SDVariable[] parts = new SDVariable[4];
    for (int i = 0; i < 4; i++) {
      parts[i] = graph.slice(gates, new int[] {i * n, 0}, n, COLUMNS);
    }
    SDVariable cell =
        graph
            .nn
            .sigmoid(parts[1])
            .mul(before)
            .add(graph.nn.sigmoid(parts[0]).mul(graph.math.tanh(parts[3])));
    return new SDVariable[] {graph.nn.sigmoid(parts[2]).mul(graph.math.tanh(cell)), cell};
  }

  /** Σ ‖Wθ − y‖² over the batch. */
  private SDVariable loss(SDVariable parameters, int step) {
    SDVariable theta = parameters.reshape(DIMENSION, BATCH);
    SDVariable sum = null;
    for (int i = 0; i < DIMENSION; i++) {
      double[] row = new double[COLUMNS];
      double[] target = new double[BATCH];
      for (int b = 0; b < BATCH; b++) {
        target[b] = problems.get(b).get("y")[i];
        for (int j = 0; j < DIMENSION; j++) {
          row[j * BATCH + b] = problems.get(b).get("W")[i * DIMENSION + j];
        }
      }
      SDVariable residual =
          theta
              .mul(constant("w" + step + i, row, DIMENSION, BATCH))
              .sum(0)
              .sub(constant("y" + step + i, target, BATCH));
      SDVariable square = residual.mul(residual).sum();
      sum = sum == null ? square : sum.add(square);
    }
    return sum;
  }
}
