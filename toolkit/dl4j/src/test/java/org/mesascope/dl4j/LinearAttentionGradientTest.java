package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.incontext.LinearAttentionGradient;
import org.mesascope.incontext.LinearAttentionShape;
import org.mesascope.incontext.LinearSelfAttention;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The hand-written gradients of linear self-attention against SameDiff's, over all tokens. */
class LinearAttentionGradientTest {

  private static final int D = 3;
  private static final int CONTEXT = 4;
  private static final int COUNT = 20;

  @Test
  void gradientsAreThoseOfSameDiff() {
    Prompts prompts =
        new RegressionPrompts(InputLaw.Gaussian.standard(D), new WeightLaw.Gaussian(1), CONTEXT, .3)
            .sample(COUNT, Seed.of(1));
    for (LinearAttentionShape shape :
        List.of(
            LinearAttentionShape.oneLayer(D),
            LinearAttentionShape.stack(D, 2),
            LinearAttentionShape.looped(D, 3),
            new LinearAttentionShape(D, 2, false, true))) {
      double[] start = LinearSelfAttention.untrained(shape, .3, Seed.of(2)).weights();
      float[] weights = new float[start.length];
      for (int i = 0; i < start.length; i++) {
        weights[i] = (float) start[i];
      }
      float[] gradient = new float[weights.length];
      try (LinearAttentionGradient ours = new LinearAttentionGradient(shape, prompts, 1)) {
        ours.at(weights, gradient);
      }
      double[] expected = bySameDiff(shape, weights, prompts);
      double largest = 0;
      for (double g : expected) {
        largest = Math.max(largest, Math.abs(g));
      }
      assertThat(largest).isGreaterThan(.01);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) gradient[i])
            .as("%s, weight %d", shape, i)
            .isCloseTo(expected[i], within(1e-5 * largest));
      }
    }
  }

  private static double[] bySameDiff(LinearAttentionShape shape, float[] weights, Prompts prompts) {
    int size = shape.token();
    int square = size * size;
    int tokens = CONTEXT + 1;
    SameDiff graph = SameDiff.create();
    List<String> names = new ArrayList<>();
    List<SDVariable> matrices = new ArrayList<>();
    for (int i = 0; i < weights.length / square; i++) {
      INDArray matrix = Nd4j.create(DataType.DOUBLE, size, size);
      for (int k = 0; k < square; k++) {
        matrix.putScalar(k / size, k % size, weights[i * square + k]);
      }
      names.add("w" + i);
      matrices.add(graph.var("w" + i, matrix));
    }
    INDArray e = Nd4j.zeros(DataType.DOUBLE, COUNT, tokens, size);
    INDArray read = Nd4j.zeros(DataType.DOUBLE, 1, tokens, size);
    INDArray attended = Nd4j.ones(DataType.DOUBLE, 1, tokens, 1);
    read.putScalar(new int[] {0, CONTEXT, D}, -1);
    attended.putScalar(new int[] {0, CONTEXT, 0}, shape.queryAttended() ? 1 : 0);
    for (int p = 0; p < COUNT; p++) {
      for (int i = 0; i < CONTEXT; i++) {
        for (int k = 0; k < D; k++) {
          e.putScalar(new int[] {p, i, k}, prompts.inputs()[(p * CONTEXT + i) * D + k]);
        }
        e.putScalar(new int[] {p, i, D}, prompts.labels()[p * CONTEXT + i]);
      }
      for (int k = 0; k < D; k++) {
        e.putScalar(new int[] {p, CONTEXT, k}, prompts.queries()[p * D + k]);
      }
    }
    SDVariable now = graph.constant("tokens", e);
    SDVariable mask = graph.constant("attended", attended);
    for (int l = 0; l < shape.layers(); l++) {
      int at = shape.looped() ? 0 : 4 * l;
      SDVariable keys = now.mul(mask);
      SDVariable scores =
          graph.mmul(
              times(graph, now, matrices.get(at), size),
              times(graph, keys, matrices.get(at + 1), size),
              false,
              true,
              false);
      SDVariable moved = graph.mmul(scores, times(graph, now, matrices.get(at + 2), size));
      now = now.add(times(graph, moved, matrices.get(at + 3), size).mul(1.0 / CONTEXT));
    }
    SDVariable predictions = now.mul(graph.constant("read", read)).sum(1, 2);
    SDVariable targets = graph.constant("targets", Nd4j.createFromArray(prompts.targets()));
    SDVariable error = predictions.sub(targets);
    error.mul(error).mean().rename("loss");
    graph.setLossVariables("loss");
    Map<String, INDArray> gradients = graph.calculateGradients(Map.<String, INDArray>of(), names);
    double[] flat = new double[weights.length];
    for (int i = 0; i < names.size(); i++) {
      System.arraycopy(
          gradients.get(names.get(i)).dup('c').data().asDouble(), 0, flat, i * square, square);
    }
    return flat;
  }

  private static SDVariable times(SameDiff graph, SDVariable e, SDVariable w, int size) {
    SDVariable flat = graph.reshape(e, -1, size);
    return graph.reshape(graph.mmul(flat, w), COUNT, -1, size);
  }
}
