package org.mesascope.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.World;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A reward that a network computes from what is observed on arrival: R(s, a, s′) = f(o(s′)). In any
 * world that shows the same numbers it is a {@link TransitionReward}, and so is judged by the same
 * distances and the same regret as any other.
 */
public final class RewardNetwork implements Displayable {

  private final String name;
  private final MultiLayerNetwork network;

  /**
   * Takes a network as a reward.
   *
   * @param name for figures and tables
   * @param network from observations (rows) to one number; not copied
   */
  public RewardNetwork(String name, MultiLayerNetwork network) {
    this.name = name;
    this.network = network;
    int outputs = network.layerSize(network.getnLayers() - 1);
    if (outputs != 1) {
      throw new IllegalArgumentException(
          "a reward network expects one output, got " + outputs + " outputs");
    }
  }

  public String name() {
    return name;
  }

  /** The network. Not copied: training it changes this reward. */
  public MultiLayerNetwork network() {
    return network;
  }

  /** How many numbers the network sees. */
  public int observationSize() {
    return network.layerInputSize(0);
  }

  /** The reward for arriving where this is observed. */
  public double of(double... observed) {
    if (observed.length != observationSize()) {
      throw new IllegalArgumentException(
          "this reward sees %d numbers, got %d".formatted(observationSize(), observed.length));
    }
    return of(new double[][] {observed})[0];
  }

  /** The reward in a tabulated world: one forward pass, then a table by the state entered. */
  public TransitionReward in(World world) {
    if (world.observationSize() != observationSize()) {
      throw new IllegalArgumentException(
          "this reward sees %d numbers, but world \"%s\" shows %d"
              .formatted(observationSize(), world.name(), world.observationSize()));
    }
    double[] entered;
    INDArray observed = PolicyNetwork.observations(List.of(world));
    synchronized (network) {
      entered = network.output(observed).dup('c').data().asDouble();
    }
    return TransitionReward.of(name, (s, a, next) -> entered[next]);
  }

  /**
   * Writes network and name to a file, all or nothing.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    new NetworkFile(List.of(name), network).write(NetworkFile.Kind.REWARD, file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if the file cannot be read or is no reward network of this version
   */
  public static RewardNetwork load(Path file) throws IOException {
    NetworkFile read = NetworkFile.read(NetworkFile.Kind.REWARD, file);
    return new RewardNetwork(read.names().get(0), read.network());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(this + "\n" + network.summary().strip());
  }

  @Override
  public String toString() {
    return "RewardNetwork[%s, of %d observed numbers, %d parameters]"
        .formatted(name, observationSize(), network.numParams());
  }

  private double[] of(double[][] rows) {
    INDArray observed = Nd4j.create(rows);
    synchronized (network) {
      return network.output(observed).dup('c').data().asDouble();
    }
  }
}
