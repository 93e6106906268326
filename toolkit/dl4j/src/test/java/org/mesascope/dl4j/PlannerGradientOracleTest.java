package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.MazeOptions;
import org.mesascope.search.PlannerGradient;
import org.mesascope.search.RandomMazes;
import org.mesascope.search.RecurrentPlanner;
import org.mesascope.stats.Seed;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/** The planner's hand-written gradient. Oracle: SameDiff in double precision. */
class PlannerGradientOracleTest {

  private static final int SIDE = 4;
  private static final int MAZES = 3;
  private static final int TICKS = 4;
  private static final int C = RecurrentPlanner.CHANNELS;
  private static final List<String> WEIGHTS = List.of("Wd", "b", "Wr", "Wo", "bo");

  private final MazeBatch mazes =
      RandomMazes.of(MazeOptions.defaults().withDistractors(0).withSide(SIDE))
          .sample(MAZES, Seed.of(2).split("mazes"));
  private final float[] weights = RecurrentPlanner.untrained(Seed.of(2).split("weights")).weights();

  @Test
  void everyWeightHasTheSlopeThatSameDiffFinds() {
    PlannerGradient ours = new PlannerGradient(SIDE, MAZES, TICKS);
    double loss = ours.of(weights, mazes, TICKS);

    SameDiff graph = graph();
    assertThat(graph.getVariable("loss").eval().getDouble(0)).isCloseTo(loss, within(1e-6));
    Map<String, INDArray> found = graph.calculateGradients(Map.of(), WEIGHTS);
    int at = 0;
    double greatest = 0;
    for (String name : WEIGHTS) {
      INDArray slope = found.get(name).dup('c').reshape(-1);
      for (int i = 0; i < slope.length(); i++, at++) {
        assertThat((double) ours.gradient()[at])
            .as("%s[%d]", name, i)
            .isCloseTo(slope.getDouble(i), within(2e-7));
        greatest = Math.max(greatest, Math.abs(slope.getDouble(i)));
      }
    }
    assertThat(at).isEqualTo(RecurrentPlanner.WEIGHTS);
    assertThat(greatest).isGreaterThan(1e-2);
  }

  /** Images are [maze][channel][row][column]; windows [row][column][in][out], as ours. */
  private SameDiff graph() {
    SameDiff graph = SameDiff.create();
    SDVariable drive = graph.var("Wd", part(0, 3, 3, 5, 2 * C));
    SDVariable bias = graph.var("b", part(45 * 2 * C, 2 * C));
    SDVariable recurrent = graph.var("Wr", part(46 * 2 * C, 3, 3, C, 2 * C));
    int outAt = 46 * 2 * C + 9 * C * 2 * C;
    SDVariable out = graph.var("Wo", part(outAt, 4, C));
    SDVariable outBias = graph.var("bo", part(outAt + 4 * C, 4));
    SDVariable planes = graph.constant("planes", images(mazes.planes(), 5));
    SDVariable moves = graph.constant("moves", images(mazes.moves(), 4));
    Conv2DConfig same =
        Conv2DConfig.builder().kH(3).kW(3).sH(1).sW(1).paddingMode(PaddingMode.SAME).build();

    SDVariable driven = graph.cnn().conv2d(planes, drive, bias, same);
    SDVariable state = graph.constant("h0", Nd4j.zeros(DataType.DOUBLE, MAZES, C, SIDE, SIDE));
    for (int tick = 0; tick < TICKS; tick++) {
      SDVariable gates = graph.cnn().conv2d(state, recurrent, same).add(driven);
      SDVariable z = graph.nn().sigmoid(half(gates, 0));
      SDVariable c = graph.math().tanh(half(gates, C));
      state = state.mul(z.rsub(1)).add(z.mul(c));
    }
    SDVariable cells = graph.permute(state, 0, 2, 3, 1).reshape(-1, C);
    SDVariable logits = graph.mmul(cells, graph.transpose(out)).add(outBias);
    SDVariable targets = graph.permute(moves, 0, 2, 3, 1).reshape(-1, 4);
    SDVariable labelled = targets.sum().rename("labelled");
    SDVariable loss =
        targets.mul(graph.math().log(graph.nn().softmax(logits, 1))).sum().neg().div(labelled);
    loss.rename("loss");
    graph.setLossVariables("loss");
    return graph;
  }

  private static SDVariable half(SDVariable gates, int from) {
    return gates.get(SDIndex.all(), SDIndex.interval(from, from + C), SDIndex.all(), SDIndex.all());
  }

  private INDArray part(int from, long... shape) {
    INDArray part = Nd4j.create(DataType.DOUBLE, shape);
    for (int i = 0; i < part.length(); i++) {
      part.putScalar(i, weights[from + i]);
    }
    return part;
  }

  private static INDArray images(float[] ours, int channels) {
    INDArray images = Nd4j.create(DataType.DOUBLE, MAZES, channels, SIDE, SIDE);
    for (int cell = 0; cell < SIDE * SIDE; cell++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int maze = 0; maze < MAZES; maze++) {
          images.putScalar(
              new int[] {maze, channel, cell / SIDE, cell % SIDE},
              ours[(cell * channels + channel) * MAZES + maze]);
        }
      }
    }
    return images;
  }
}
