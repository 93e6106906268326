package org.mesascope.dl4j;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.mesascope.dl4j.TransformerGraph.End;
import org.mesascope.dl4j.TransformerGraph.Stretch;
import org.mesascope.train.InnerState;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frozen weights and the graphs that run them, one a layout of tokens, built when first asked for.
 * Thread-safe: one call runs at a time.
 */
final class TokenNetwork {

  /** Tokens a call may hold; more go in several calls. */
  private static final int CHUNK = 1 << 14;

  private final TransformerOptions options;
  private final TransformerWeights places;
  private final float[] weights;
  private final Map<Stretch, TransformerGraph> graphs = new HashMap<>();

  TokenNetwork(TransformerOptions options, TransformerWeights places, float[] weights) {
    this.options = options;
    this.places = places;
    this.weights = weights;
  }

  TransformerOptions options() {
    return options;
  }

  TransformerWeights places() {
    return places;
  }

  float[] weights() {
    return weights;
  }

  int inputs() {
    return places.place("embed").rows();
  }

  int outputs() {
    return places.place("read").columns();
  }

  /** The readout at every token, {@code [batch][tokens][outputs]}. */
  float[] readout(TokenLayout layout, float[] tokens) {
    Stretch all = new Stretch(layout, 0, options.layers(), false, End.READOUT);
    return inChunks(layout, tokens, outputs(), in -> graph(all).output(in));
  }

  /** The gradient of each prompt's predictions, summed, {@code [batch][tokens][inputs]}. */
  float[] sensitivity(TokenLayout layout, float[] tokens) {
    Stretch all = new Stretch(layout, 0, options.layers(), false, End.SUM);
    return inChunks(layout, tokens, inputs(), in -> graph(all).inputGradient(in));
  }

  /** The readout after so many layers, each residual stream shown to {@code edit}. */
  synchronized float[] run(
      TokenLayout layout, float[] tokens, int layers, InnerState.StateEdit edit) {
    if (layers < 1 || layers > options.layers()) {
      throw new IllegalArgumentException(
          "thinking time is counted in layers: 1 to %d expected, got %d"
              .formatted(options.layers(), layers));
    }
    INDArray x = array(tokens, inputs());
    for (int l = 0; l < layers; l++) {
      x = graph(new Stretch(layout, l, l + 1, l > 0, End.STATES)).output(x);
      float[] state = floats(x);
      edit.edit(l + 1, state);
      x = array(state, options.width());
    }
    Stretch read = new Stretch(layout, layers, layers, true, End.READOUT);
    return finite(floats(graph(read).output(x)));
  }

  @FunctionalInterface
  private interface Call {
    INDArray on(INDArray in);
  }

  private synchronized float[] inChunks(TokenLayout layout, float[] tokens, int width, Call call) {
    int rows = tokens.length / inputs();
    int chunk = Math.max(1, CHUNK / layout.length()) * layout.length();
    float[] all = new float[rows * width];
    for (int from = 0; from < rows; from += chunk) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "a transformer was interrupted after %d of %d tokens".formatted(from, rows));
      }
      int to = Math.min(rows, from + chunk);
      float[] part = new float[(to - from) * inputs()];
      System.arraycopy(tokens, from * inputs(), part, 0, part.length);
      float[] out = floats(call.on(array(part, inputs())));
      System.arraycopy(out, 0, all, from * width, out.length);
    }
    return finite(all);
  }

  private TransformerGraph graph(Stretch stretch) {
    return graphs.computeIfAbsent(
        stretch, s -> new TransformerGraph(options, places, weights, s, DataType.FLOAT));
  }

  static INDArray array(float[] values, int columns) {
    return Nd4j.createFromArray(values).reshape(values.length / columns, columns);
  }

  /** What an array holds, row by row. */
  static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static float[] finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ArithmeticException(
            "a transformer's output is not finite (%s): its inputs or its weights are too large"
                .formatted(value));
      }
    }
    return values;
  }
}
