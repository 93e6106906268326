package org.mesascope.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;

/** Shows DL4J's networks by their layers and parameter counts. */
public final class RenderNetworks implements RendererProvider {

  @Override
  public void register(Registry registry) {
    registry.add(MultiLayerNetwork.class, network -> MimeBundle.text(network.summary().strip()));
    registry.add(ComputationGraph.class, network -> MimeBundle.text(network.summary().strip()));
  }
}
