package org.mesascope.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.trace.Menu;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A choice model whose utilities a network computes from an alternative's features: P(j) =
 * exp(u(x_j)) / Σ exp(u(x)). Like conditional logit it keeps to the independence of irrelevant
 * alternatives; unlike it, u may bend.
 */
public final class ChoiceNetwork implements Displayable {

  private final MultiLayerNetwork network;
  private final List<String> features;

  /**
   * Takes a network as a utility.
   *
   * @param network from the features of alternatives (rows) to one number; not copied
   * @param features names in the order of its inputs
   * @throws IllegalArgumentException if the network's shape is another
   */
  public ChoiceNetwork(MultiLayerNetwork network, List<String> features) {
    this.network = network;
    this.features = List.copyOf(features);
    int outputs = network.layerSize(network.getnLayers() - 1);
    if (network.layerInputSize(0) != features.size() || outputs != 1) {
      throw new IllegalArgumentException(
          "a choice network expects one input for each of %s and one output, got %d and %d"
              .formatted(features, network.layerInputSize(0), outputs));
    }
  }

  /** The network. Not copied: training it changes this model. */
  public MultiLayerNetwork network() {
    return network;
  }

  /** Names of the features, in the order of the network's inputs. */
  public List<String> features() {
    return features;
  }

  /**
   * P(alternative) for a menu, in its order.
   *
   * @throws IllegalArgumentException if the menu's features are others
   */
  public double[] predict(Menu menu) {
    if (!menu.features().equals(features)) {
      throw new IllegalArgumentException(
          "this choice network sees the features %s, but the menu has %s"
              .formatted(features, menu.features()));
    }
    INDArray rows = Nd4j.create(Decisions.rows(menu));
    synchronized (network) {
      return PolicyNetwork.softmax(network.output(rows).reshape(1, menu.alternatives().size()))
          .probabilities();
    }
  }

  /**
   * Writes network and feature names to a file, all or nothing.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    new NetworkFile(features, network).write(NetworkFile.Kind.CHOICE, file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if the file cannot be read or is no choice network of this version
   */
  public static ChoiceNetwork load(Path file) throws IOException {
    NetworkFile read = NetworkFile.read(NetworkFile.Kind.CHOICE, file);
    return new ChoiceNetwork(read.network(), read.names());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(this + "\n" + network.summary().strip());
  }

  @Override
  public String toString() {
    return "ChoiceNetwork[utility of %s, %d parameters]".formatted(features, network.numParams());
  }
}
