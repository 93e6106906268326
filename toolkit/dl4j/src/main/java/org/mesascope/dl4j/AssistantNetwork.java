package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.support.Assistant;
import org.mesascope.support.SupportCase;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An assistant whose network gives each reply a number from what is seen of ticket and reply; a
 * reply is taken with probability proportional to its exponential.
 */
public final class AssistantNetwork implements Assistant {

  private final MultiLayerNetwork network;

  /**
   * Takes a network as an assistant.
   *
   * @param network from {@link SupportCase#SEEN} (rows) to one number; not copied
   * @throws IllegalArgumentException if the network's shape is another
   */
  public AssistantNetwork(MultiLayerNetwork network) {
    int outputs = network.layerSize(network.getnLayers() - 1);
    if (network.layerInputSize(0) != SupportCase.SEEN.size() || outputs != 1) {
      throw new IllegalArgumentException(
          "an assistant's network expects %d inputs and one output, got %d and %d"
              .formatted(SupportCase.SEEN.size(), network.layerInputSize(0), outputs));
    }
    this.network = network;
  }

  /** The network. Not copied: training it changes this assistant. */
  public MultiLayerNetwork network() {
    return network;
  }

  /** One forward pass over all replies of all cases. */
  @Override
  public double[][] probabilities(List<SupportCase> cases) {
    double[] logits;
    INDArray seen = seen(cases);
    synchronized (network) {
      logits = Perceptron.outputs(network, seen);
    }
    return softmax(cases, logits);
  }

  /** What is seen of every reply, case after case. */
  static INDArray seen(List<SupportCase> cases) {
    List<double[]> rows = new ArrayList<>();
    cases.forEach(each -> rows.addAll(List.of(each.seen())));
    return Nd4j.create(rows.toArray(double[][]::new));
  }

  /**
   * A softmax over the replies of each case.
   *
   * @throws ArithmeticException if a logit is not finite
   */
  static double[][] softmax(List<SupportCase> cases, double[] logits) {
    double[][] p = new double[cases.size()][];
    int from = 0;
    for (int i = 0; i < p.length; i++) {
      int to = from + cases.get(i).replies().size();
      Logits.normalise(logits, from, to);
      p[i] = new double[to - from];
      for (int j = from; j < to; j++) {
        p[i][j - from] = Math.exp(logits[j]);
      }
      from = to;
    }
    return p;
  }

  AssistantNetwork copy() {
    return new AssistantNetwork(network.clone());
  }

  @Override
  public String toString() {
    return "AssistantNetwork[%d parameters]".formatted(network.numParams());
  }
}
