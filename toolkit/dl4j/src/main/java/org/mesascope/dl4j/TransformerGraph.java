package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A stretch of a transformer for one layout of tokens, as a SameDiff graph. Activations are {@code
 * [batch · tokens][width]}, so that every projection is one product of matrices; attention is a
 * batched product {@code [batch · heads][tokens][·]}.
 *
 * <p>The network is pre-norm: x += attention(norm(x)), x += mlp(norm(x)). Not thread-safe.
 */
final class TransformerGraph {

  static final String IN = "in";
  static final String OUT = "out";
  static final String TARGETS = "targets";
  static final String LOSS = "loss";

  private static final double BLOCKED = -1e9;

  /** What a graph ends with. */
  enum End {
    /** The residual stream, {@code [batch · tokens][width]}. */
    STATES,
    /** The readout, {@code [batch · tokens][outputs]}. */
    READOUT,
    /** The readout, and as loss its sum over predictions: its gradient is the sensitivity. */
    SUM,
    /** The readout, and as loss its mean squared error over predictions. */
    SQUARED_ERROR
  }

  /**
   * Which stretch.
   *
   * @param from how many layers its input has been through; at 0 it is tokens, not yet embedded,
   *     unless {@code embedded}
   * @param to how many layers its output has been through
   */
  record Stretch(TokenLayout layout, int from, int to, boolean embedded, End end) {}

  private final TransformerOptions options;
  private final TransformerWeights places;
  private final Stretch stretch;
  private final DataType type;
  private final SameDiff sd = SameDiff.create();
  private final List<String> used = new ArrayList<>();

  TransformerGraph(
      TransformerOptions options,
      TransformerWeights places,
      float[] weights,
      Stretch stretch,
      DataType type) {
    this.options = options;
    this.places = places;
    this.stretch = stretch;
    this.type = type;
    SDVariable x =
        sd.placeHolder(
            IN, type, -1, stretch.embedded() ? options.width() : places.place("embed").rows());
    if (!stretch.embedded()) {
      x = embed(x);
    }
    for (int l = stretch.from(); l < stretch.to(); l++) {
      x = layer("layer" + l + ".", x);
    }
    finish(x);
    load(weights);
    if (stretch.end() == End.SUM || stretch.end() == End.SQUARED_ERROR) {
      sd.setLossVariables(LOSS);
      QuietGradients.create(sd, stretch.end() == End.SUM ? List.of(IN) : used);
    }
  }

  /** The names of the weights that this stretch uses. */
  List<String> weightNames() {
    return used;
  }

  /** The array that holds a weight. */
  INDArray weight(String name) {
    return sd.getVariable(name).getArr();
  }

  /** Takes these weights from now on. */
  void load(float[] weights) {
    for (String name : used) {
      TransformerWeights.Place place = places.place(name);
      INDArray own = weight(name);
      for (int i = 0; i < place.size(); i++) {
        own.data().put(i, weights[place.from() + i]);
      }
    }
  }

  /** Runs the stretch. */
  INDArray output(INDArray in) {
    return found(sd.output(Map.of(IN, in), OUT), OUT);
  }

  /** ∂(sum of predictions)/∂in; for {@link End#SUM}. */
  INDArray inputGradient(INDArray in) {
    return found(sd.calculateGradients(Map.of(IN, in), IN), IN);
  }

  /**
   * The loss, with its gradient written over {@code gradient}; for {@link End#SQUARED_ERROR}.
   *
   * @param gradient in the order of the weights
   */
  double lossAndGradient(INDArray in, INDArray targets, float[] gradient) {
    var both =
        sd.calculateGradientsAndOutputs(Map.of(IN, in, TARGETS, targets), List.of(LOSS), used);
    for (String name : used) {
      float[] own = TokenNetwork.floats(found(both.getGradients(), name));
      System.arraycopy(own, 0, gradient, places.place(name).from(), own.length);
    }
    return found(both.getOutputs(), LOSS).getDouble(0);
  }

  private static INDArray found(Map<String, INDArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  private SDVariable use(String name) {
    TransformerWeights.Place place = places.place(name);
    used.add(name);
    return sd.var(name, Nd4j.create(type, place.rows(), place.columns()));
  }

  private SDVariable embed(SDVariable tokens) {
    SDVariable x = tokens.mmul(use("embed")).add(use("embed.bias"));
    if (!options.positions()) {
      return x;
    }
    int tokenCount = stretch.layout().length();
    INDArray oneHot = Nd4j.create(type, tokenCount, options.maxContext() + 1);
    for (int i = 0; i < tokenCount; i++) {
      oneHot.putScalar(i, stretch.layout().position(i), 1);
    }
    SDVariable positions = sd.constant("oneHot", oneHot).mmul(use("positions"));
    return flat(perPrompt(x).add(positions.reshape(1, tokenCount, options.width())));
  }

  private SDVariable layer(String layer, SDVariable x) {
    SDVariable mixed = attention(layer, normed(layer + "gain", x));
    SDVariable out = x.add(mixed.mmul(use(layer + "out")));
    if (options.hidden() == 0) {
      return out;
    }
    SDVariable hidden =
        normed(layer + "mlp.gain", out).mmul(use(layer + "mlp.in")).add(use(layer + "mlp.bias"));
    return out.add(sd.nn().relu(hidden, 0).mmul(use(layer + "mlp.out")));
  }

  private SDVariable attention(String layer, SDVariable x) {
    double scale = 1 / Math.sqrt((double) options.width() / options.heads());
    SDVariable query = heads(x.mmul(use(layer + "query").mul(scale)));
    SDVariable key = heads(x.mmul(use(layer + "key")));
    SDVariable value = heads(x.mmul(use(layer + "value")));
    SDVariable scores = sd.mmul(query, key, false, true, false);
    SDVariable mixing =
        switch (options.attention()) {
          case SOFTMAX -> sd.nn().softmax(scores.add(mask()), 2);
          case LINEAR -> scores.mul(mask());
        };
    SDVariable mixed = sd.mmul(mixing, value);
    if (options.heads() == 1) {
      return flat(mixed);
    }
    int perHead = options.width() / options.heads();
    return flat(
        mixed.reshape(-1, options.heads(), stretch.layout().length(), perHead).permute(0, 2, 1, 3));
  }

  /** {@code [batch · heads][tokens][width / heads]}. */
  private SDVariable heads(SDVariable x) {
    if (options.heads() == 1) {
      return perPrompt(x);
    }
    int perHead = options.width() / options.heads();
    int tokens = stretch.layout().length();
    return x.reshape(-1, tokens, options.heads(), perHead)
        .permute(0, 2, 1, 3)
        .reshape(-1, tokens, perHead);
  }

  /** Softmax: what is added to scores. Linear: what they are multiplied by. */
  private SDVariable mask() {
    if (sd.hasVariable("mask")) {
      return sd.getVariable("mask");
    }
    TokenLayout layout = stretch.layout();
    boolean softmax = options.attention() == AttentionKind.SOFTMAX;
    INDArray mask = Nd4j.create(type, 1, layout.length(), layout.length());
    for (int i = 0; i < layout.length(); i++) {
      for (int j = 0; j < layout.length(); j++) {
        double seen = softmax ? 0 : 1.0 / layout.seen(i);
        double unseen = softmax ? BLOCKED : 0;
        mask.putScalar(0, i, j, layout.sees(i, j) ? seen : unseen);
      }
    }
    return sd.constant("mask", mask);
  }

  private SDVariable normed(String gain, SDVariable x) {
    return options.norm() ? sd.math().standardize(x, 1).mul(use(gain)) : x;
  }

  private void finish(SDVariable x) {
    if (stretch.end() == End.STATES) {
      x.rename(OUT);
      return;
    }
    SDVariable out = normed("gain", x).mmul(use("read")).add(use("read.bias")).rename(OUT);
    int outputs = places.place("read").columns();
    SDVariable counted = sd.constant("counted", counted());
    if (stretch.end() == End.SUM) {
      out.reshape(-1, stretch.layout().length(), outputs).mul(counted).sum(LOSS);
    } else if (stretch.end() == End.SQUARED_ERROR) {
      SDVariable miss = out.sub(sd.placeHolder(TARGETS, type, -1, outputs));
      SDVariable square =
          sd.math().square(miss).reshape(-1, stretch.layout().length(), outputs).mul(counted);
      double share = (double) stretch.layout().predictions() / stretch.layout().length();
      square.mean().div(share).rename(LOSS);
    }
  }

  private INDArray counted() {
    TokenLayout layout = stretch.layout();
    INDArray counted = Nd4j.create(type, 1, layout.length(), 1);
    for (int i = 0; i < layout.length(); i++) {
      counted.putScalar(0, i, 0, layout.predicts(i) ? 1 : 0);
    }
    return counted;
  }

  private SDVariable perPrompt(SDVariable x) {
    return x.reshape(-1, stretch.layout().length(), options.width());
  }

  private SDVariable flat(SDVariable x) {
    return x.reshape(-1, options.width());
  }
}
