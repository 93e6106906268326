package org.mesascope.dl4j;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.mesascope.stats.Seed;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Multilayer perceptrons in double precision whose last layer is linear. Their weights come from a
 * {@link Seed}, not from ND4J's global generator, so that networks may be made on any thread.
 */
final class Perceptron {

  private static final double LAST_LAYER_SCALE = .01;

  private Perceptron() {}

  static MultiLayerNetwork of(int inputs, int outputs, ReinforceOptions options, Seed seed) {
    return of(
        inputs, outputs, options.hidden(), options.activation(), options.learningRate(), seed);
  }

  static MultiLayerNetwork of(
      int inputs,
      int outputs,
      List<Integer> hidden,
      Activation activation,
      double learningRate,
      Seed seed) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new Adam(learningRate))
            .miniBatch(false)
            .list();
    int width = inputs;
    for (int units : hidden) {
      layers.layer(dense(width, units, activation));
      width = units;
    }
    layers.layer(dense(width, outputs, Activation.IDENTITY));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    drawWeights(network, hidden, seed.random());
    return network;
  }

  /** The outputs of rows of inputs; {@link #backpropagate} goes back through this pass. */
  static INDArray forward(MultiLayerNetwork network, INDArray inputs) {
    network.setInput(inputs);
    List<INDArray> activations = network.feedForward(true, false);
    return activations.get(activations.size() - 1);
  }

  /** The outputs of rows of inputs, row by row, as numbers. */
  static double[] outputs(MultiLayerNetwork network, INDArray inputs) {
    return forward(network, inputs).dup('c').data().asDouble();
  }

  /**
   * The gradient of a loss by the network's parameters.
   *
   * @param outputGradient of the loss by the outputs of the last {@link #forward}, row by row
   */
  static Gradient backpropagate(MultiLayerNetwork network, double... outputGradient) {
    int outputs = network.layerSize(network.getnLayers() - 1);
    INDArray epsilon = Nd4j.create(outputGradient, outputGradient.length / outputs, outputs);
    return network.backpropGradient(epsilon, null).getFirst();
  }

  /** One step of Adam down a gradient, which it changes. */
  static void descend(MultiLayerNetwork network, Gradient gradient, int step) {
    network.getUpdater().update(network, gradient, step, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(gradient.gradient());
  }

  /**
   * Lets a network that was trained on standardised inputs take them as they are: (x − mean) /
   * scale moves into the weights of its first layer.
   */
  static void takeRaw(MultiLayerNetwork network, double[] mean, double[] scale) {
    INDArray weights = network.getParam("0_W");
    INDArray bias = network.getParam("0_b");
    for (int j = 0; j < weights.columns(); j++) {
      double moved = bias.getDouble(j);
      for (int i = 0; i < weights.rows(); i++) {
        double w = weights.getDouble(i, j) / scale[i];
        weights.putScalar(i, j, w);
        moved -= w * mean[i];
      }
      bias.putScalar(j, moved);
    }
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
