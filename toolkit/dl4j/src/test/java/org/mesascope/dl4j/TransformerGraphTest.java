package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.dl4j.TransformerGraph.End;
import org.mesascope.dl4j.TransformerGraph.Stretch;
import org.mesascope.stats.Seed;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle of every gradient: central finite differences, in double precision. */
class TransformerGraphTest {

  private static final double H = 1e-5;
  private static final TransformerOptions TINY =
      TransformerOptions.defaults().withLayers(2).withWidth(4).withHidden(5).withMaxContext(3);
  private static final List<TransformerOptions> KINDS =
      List.of(
          TINY,
          TINY.withNorm(true).withPositions(true),
          TINY.withHeads(1).withHidden(0),
          TINY.withAttention(AttentionKind.LINEAR).withHidden(0),
          TINY.withCausal(false).withHeads(4));

  @Test
  void theLossHasTheGradientThatTrainingFollows() {
    for (TransformerOptions options : KINDS) {
      int queries = options.causal() ? 4 : 1;
      TokenLayout layout = new TokenLayout.Prompt(3, queries, options.causal());
      TransformerWeights places = Transformer.places(2, options);
      float[] weights = random(places.size(), 1);
      TransformerGraph graph = graph(options, places, weights, layout, End.SQUARED_ERROR);
      INDArray in = matrix(2 * layout.length(), 4, 2);
      INDArray targets = matrix(2 * layout.length(), 1, 3);
      float[] gradient = new float[weights.length];
      float[] unused = new float[weights.length];
      graph.lossAndGradient(in, targets, gradient);
      assertThat(graph.weightNames()).as("weights used").hasSameElementsAs(places.at().keySet());
      for (String name : graph.weightNames()) {
        INDArray weight = graph.weight(name);
        for (int i = 0; i < weight.length(); i += 13) {
          double here = weight.data().getDouble(i);
          weight.data().put(i, here + H);
          double above = graph.lossAndGradient(in, targets, unused);
          weight.data().put(i, here - H);
          double below = graph.lossAndGradient(in, targets, unused);
          weight.data().put(i, here);
          assertThat((double) gradient[places.place(name).from() + i])
              .as("%s[%d] of %s", name, i, options)
              .isCloseTo((above - below) / (2 * H), within(1e-6));
        }
      }
    }
  }

  @Test
  void theSumOfPredictionsHasTheInputGradientThatIsTheSensitivity() {
    for (TransformerOptions options : KINDS) {
      TokenLayout layout = new TokenLayout.Prompt(3, 1, options.causal());
      TransformerWeights places = Transformer.places(2, options);
      float[] weights = random(places.size(), 1);
      TransformerGraph sum = graph(options, places, weights, layout, End.SUM);
      INDArray in = matrix(2 * layout.length(), 4, 2);
      INDArray gradient = sum.inputGradient(in);
      for (int row = 0; row < in.rows(); row++) {
        for (int column = 0; column < in.columns(); column++) {
          double here = in.getDouble(row, column);
          in.putScalar(row, column, here + H);
          double above = predictions(sum, in);
          in.putScalar(row, column, here - H);
          double below = predictions(sum, in);
          in.putScalar(row, column, here);
          assertThat(gradient.getDouble(row, column))
              .as("token %d, number %d of %s", row, column, options)
              .isCloseTo((above - below) / (2 * H), within(1e-8));
        }
      }
    }
  }

  /** ReLU and softmax far from 0 must not overflow on the way back. */
  @Test
  void largeActivationsHaveFiniteGradients() {
    TokenLayout layout = new TokenLayout.Prompt(3, 1, true);
    TransformerWeights places = Transformer.places(2, TINY);
    float[] weights = random(places.size(), 1);
    TransformerGraph graph =
        new TransformerGraph(
            TINY,
            places,
            weights,
            new Stretch(layout, 0, 2, false, End.SQUARED_ERROR),
            DataType.FLOAT);
    float[] gradient = new float[weights.length];
    INDArray in = matrix(4, 4, 2).mul(1000).castTo(DataType.FLOAT);
    graph.lossAndGradient(in, Nd4j.create(DataType.FLOAT, 4, 1), gradient);
    for (float g : gradient) {
      assertThat(g).isFinite();
    }
  }

  private static double predictions(TransformerGraph graph, INDArray in) {
    INDArray out = graph.output(in);
    return out.getDouble(3, 0) + out.getDouble(7, 0);
  }

  private static TransformerGraph graph(
      TransformerOptions options,
      TransformerWeights places,
      float[] weights,
      TokenLayout layout,
      End end) {
    Stretch stretch = new Stretch(layout, 0, options.layers(), false, end);
    return new TransformerGraph(options, places, weights, stretch, DataType.DOUBLE);
  }

  private static float[] random(int size, long seed) {
    float[] values = new float[size];
    RandomGenerator random = Seed.of(seed).random();
    for (int i = 0; i < size; i++) {
      values[i] = (float) (.5 * random.nextGaussian());
    }
    return values;
  }

  private static INDArray matrix(int rows, int columns, long seed) {
    INDArray matrix = Nd4j.create(DataType.DOUBLE, rows, columns);
    RandomGenerator random = Seed.of(seed).random();
    for (int i = 0; i < rows * columns; i++) {
      matrix.data().put(i, random.nextGaussian());
    }
    return matrix;
  }
}
