package org.mesascope.dl4j;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.stats.Seed;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Multilayer perceptrons in double precision whose last layer is linear. Their weights come from a
 * {@link Seed}, not from ND4J's global generator, so that networks may be made on any thread.
 */
final class Perceptron {

  private static final double LAST_LAYER_SCALE = .01;

  private Perceptron() {}

  static MultiLayerNetwork of(int inputs, int outputs, ReinforceOptions options, Seed seed) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new Adam(options.learningRate()))
            .miniBatch(false)
            .list();
    int width = inputs;
    for (int hidden : options.hidden()) {
      layers.layer(dense(width, hidden, options.activation()));
      width = hidden;
    }
    layers.layer(dense(width, outputs, Activation.IDENTITY));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    drawWeights(network, options.hidden(), seed.random());
    return network;
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  /**
   * Glorot and Bengio's normal weights, biases 0, and the last layer's weights a hundredth of that:
   * training begins next to the uniform policy (Andrychowicz and others 2021, section 3.2).
   */
  private static void drawWeights(
      MultiLayerNetwork network, List<Integer> hidden, RandomGenerator random) {
    for (int layer = 0; layer <= hidden.size(); layer++) {
      INDArray weights = network.getParam(layer + "_W");
      double scale = layer == hidden.size() ? LAST_LAYER_SCALE : 1;
      double deviation = scale * Math.sqrt(2.0 / (weights.rows() + weights.columns()));
      for (int i = 0; i < weights.rows(); i++) {
        for (int j = 0; j < weights.columns(); j++) {
          weights.putScalar(i, j, deviation * random.nextGaussian());
        }
      }
      network.getParam(layer + "_b").assign(0);
    }
  }
}
