package org.mesascope.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A policy whose logits a network computes from what it observes: π(· | s) = softmax(f(o(s))). What
 * it does in a world it never saw is decided by how the network generalises.
 */
public final class PolicyNetwork implements Policy, Displayable {

  private final MultiLayerNetwork network;
  private final List<String> actionNames;

  /**
   * Takes a network as a policy.
   *
   * @param network from observations (rows) to one logit an action; not copied
   * @param actionNames in the order of the logits
   * @throws IllegalArgumentException if the network's output is not one number an action
   */
  public PolicyNetwork(MultiLayerNetwork network, List<String> actionNames) {
    this.network = network;
    this.actionNames = List.copyOf(actionNames);
    int outputs = network.layerSize(network.getnLayers() - 1);
    if (outputs != actionNames.size()) {
      throw new IllegalArgumentException(
          "a policy network expects one output for each of the actions %s, got %d outputs"
              .formatted(actionNames, outputs));
    }
  }

  /** The network. Not copied: training it changes this policy. */
  public MultiLayerNetwork network() {
    return network;
  }

  /** The actions, in the order of the network's outputs. */
  public List<String> actionNames() {
    return actionNames;
  }

  /** How many numbers the network sees. */
  public int observationSize() {
    return network.layerInputSize(0);
  }

  /** One forward pass over the observations of all states. */
  @Override
  public TabularPolicy in(World world) {
    requireFit(world);
    INDArray observed = observations(List.of(world));
    synchronized (network) {
      return softmax(network.output(observed));
    }
  }

  /**
   * The probability of each action where this is observed: for worlds too large for a table.
   *
   * @param observed {@link #observationSize()} numbers
   */
  public double[] probabilities(double... observed) {
    if (observed.length != observationSize()) {
      throw new IllegalArgumentException(
          "this policy sees %d numbers, got %d".formatted(observationSize(), observed.length));
    }
    return probabilities(new double[][] {observed});
  }

  /** The probability of each action for rows of observations, row by row. */
  double[] probabilities(double[][] rows) {
    INDArray observed = Nd4j.create(rows);
    synchronized (network) {
      return softmax(network.output(observed)).probabilities();
    }
  }

  /**
   * Writes network and action names to a file, all or nothing. The file is a zip; its entry {@code
   * network.zip} is in DL4J's own format.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    new NetworkFile(actionNames, network).write(NetworkFile.Kind.POLICY, file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if the file cannot be read, is no policy network or one of another version,
   *     or its network is not of the shape it declares
   */
  public static PolicyNetwork load(Path file) throws IOException {
    NetworkFile read = NetworkFile.read(NetworkFile.Kind.POLICY, file);
    return new PolicyNetwork(read.network(), read.names());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(this + "\n" + network.summary().strip());
  }

  @Override
  public String toString() {
    return "PolicyNetwork[%d observed numbers to %s, %d parameters]"
        .formatted(observationSize(), actionNames, network.numParams());
  }

  PolicyNetwork copy() {
    return new PolicyNetwork(network.clone(), actionNames);
  }

  /** The logits of the observed rows; {@link #backpropagate} goes back through this pass. */
  INDArray forward(INDArray observed) {
    return Perceptron.forward(network, observed);
  }

  /**
   * The gradient of a loss by the network's parameters.
   *
   * @param logitGradient of the loss by the logits of the last {@link #forward}, row by row
   */
  Gradient backpropagate(double... logitGradient) {
    return Perceptron.backpropagate(network, logitGradient);
  }

  void requireFit(World world) {
    if (world.observationSize() != observationSize()) {
      throw new IllegalArgumentException(
          "this policy sees %d numbers, but world \"%s\" shows %d"
              .formatted(observationSize(), world.name(), world.observationSize()));
    }
    if (!world.mdp().actionNames().equals(actionNames)) {
      throw new IllegalArgumentException(
          "this policy knows the actions %s, but world \"%s\" has %s"
              .formatted(actionNames, world.name(), world.mdp().actionNames()));
    }
  }

  /** What is seen in every state of every world, one row a state, world after world. */
  static INDArray observations(List<? extends World> worlds) {
    int rows = worlds.stream().mapToInt(world -> world.mdp().states()).sum();
    double[][] observed = new double[rows][];
    int row = 0;
    for (World world : worlds) {
      for (int s = 0; s < world.mdp().states(); s++) {
        observed[row++] = world.observe(s);
      }
    }
    return Nd4j.create(observed);
  }

  /** Row-wise softmax with the maximum taken out first. */
  static TabularPolicy softmax(INDArray logits) {
    int actions = logits.columns();
    double[] p = logits.dup('c').data().asDouble();
    for (int row = 0; row < p.length; row += actions) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = row; k < row + actions; k++) {
        if (!Double.isFinite(p[k])) {
          throw new ArithmeticException("the network's outputs are not finite");
        }
        max = Math.max(max, p[k]);
      }
      double sum = 0;
      for (int k = row; k < row + actions; k++) {
        p[k] = Math.exp(p[k] - max);
        sum += p[k];
      }
      for (int k = row; k < row + actions; k++) {
        p[k] /= sum;
      }
    }
    return new TabularPolicy(actions, p);
  }
}
