package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Renderer;
import org.mesascope.display.RendererProvider;
import org.mesascope.stats.Seed;
import org.mesascope.world.Gridworld;

class RenderNetworksTest {

  private final MultiLayerNetwork network =
      Perceptron.of(2, 2, ReinforceOptions.defaults(), Seed.of(3));

  @Test
  void theKernelFindsHowNetworksAreShown() {
    Map<Class<?>, Renderer<?>> renderers = new HashMap<>();
    RendererProvider.Registry registry =
        new RendererProvider.Registry() {
          @Override
          public <T> void add(Class<T> type, Renderer<? super T> renderer) {
            renderers.put(type, renderer);
          }
        };
    ServiceLoader.load(RendererProvider.class).forEach(provider -> provider.register(registry));
    assertThat(renderers).containsKeys(MultiLayerNetwork.class, ComputationGraph.class);
    @SuppressWarnings("unchecked") // the registry's own promise
    Renderer<MultiLayerNetwork> renderer =
        (Renderer<MultiLayerNetwork>) renderers.get(MultiLayerNetwork.class);
    assertThat(renderer.render(network).text()).contains("Total Parameters").contains("82");
  }

  @Test
  void aPolicyShowsWhatItMapsAndItsNetwork() {
    MimeBundle shown = new PolicyNetwork(network, List.of("left", "right")).toMimeBundle();
    assertThat(shown.text())
        .startsWith("PolicyNetwork[2 observed numbers to [left, right], 82 parameters]")
        .contains("Total Parameters");
  }

  @Test
  void aNetworkMustFitItsActionsAndItsWorld() {
    assertThatThrownBy(() -> new PolicyNetwork(network, List.of("up", "right", "down")))
        .hasMessageContaining("one output for each of the actions [up, right, down], got 2");
    PolicyNetwork policy = new PolicyNetwork(network, List.of("left", "right"));
    assertThatThrownBy(() -> policy.in(Gridworld.gw5()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this policy sees 2 numbers");
  }
}
