package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;
import org.mesascope.train.InnerState.StateEdit;

class TransformerTest {

  private static final TransformerOptions SMALL =
      TransformerOptions.defaults().withLayers(2).withWidth(8).withHidden(16).withMaxContext(6);

  private final Prompts prompts = prompts(5).sample(7, Seed.of(2));

  static RegressionPrompts prompts(int context) {
    return new RegressionPrompts(
        InputLaw.Gaussian.standard(2), new WeightLaw.Gaussian(1), context, .1);
  }

  /** Oracle: central finite differences of the prediction itself. */
  @Test
  void theSensitivityIsTheSlopeOfThePrediction() {
    Transformer model = Transformer.untrained(2, SMALL, Seed.of(1));
    double[] sensitivity = model.sensitivity(prompts);
    assertThat(sensitivity).hasSize(14);
    assertThat(Arrays.stream(sensitivity).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
    double h = 5e-3;
    for (int k = 0; k < 2; k++) {
      double[] above = model.predict(moved(k, h));
      double[] below = model.predict(moved(k, -h));
      for (int p = 0; p < 7; p++) {
        assertThat(sensitivity[p * 2 + k]).isCloseTo((above[p] - below[p]) / (2 * h), within(2e-3));
      }
    }
  }

  private Prompts moved(int coordinate, double by) {
    double[] queries = prompts.queries().clone();
    for (int p = 0; p < prompts.count(); p++) {
      queries[p * 2 + coordinate] += by;
    }
    return with(prompts.inputs(), prompts.labels(), queries);
  }

  private Prompts with(double[] inputs, double[] labels, double[] queries) {
    return new Prompts(7, 5, 2, inputs, labels, queries, prompts.targets(), prompts.weights());
  }

  @Test
  void withoutCausalMaskAndPositionsTheOrderOfExamplesIsForgotten() {
    TransformerOptions free = SMALL.withCausal(false);
    assertThat(orderSensitivity(free)).isLessThan(1e-6);
    assertThat(orderSensitivity(SMALL)).isGreaterThan(1e-5);
    assertThat(orderSensitivity(free.withPositions(true))).isGreaterThan(1e-5);
  }

  private double orderSensitivity(TransformerOptions options) {
    Transformer model = Transformer.untrained(2, options, Seed.of(1));
    double[] inputs = prompts.inputs().clone();
    double[] labels = prompts.labels().clone();
    for (int p = 0; p < 7; p++) {
      for (int i = 0; i < 5; i++) {
        labels[p * 5 + i] = prompts.labels()[p * 5 + 4 - i];
        System.arraycopy(prompts.inputs(), (p * 5 + 4 - i) * 2, inputs, (p * 5 + i) * 2, 2);
      }
    }
    double[] before = model.predict(prompts);
    double[] after = model.predict(with(inputs, labels, prompts.queries()));
    double most = 0;
    for (int p = 0; p < 7; p++) {
      most = Math.max(most, Math.abs(before[p] - after[p]));
    }
    return most;
  }

  @Test
  void aPredictionDependsOnItsOwnPromptAlone() {
    Transformer model = Transformer.untrained(2, SMALL, Seed.of(1));
    double[] all = model.predict(prompts(5).sample(5000, Seed.of(2)));
    double[] first = model.predict(prompts);
    for (int p = 0; p < 7; p++) {
      assertThat(all[p]).isCloseTo(first[p], within(1e-6));
    }
  }

  @Test
  void anyContextUpToTheLongestIsTakenAndNoneAbove() {
    Transformer model = Transformer.untrained(2, SMALL, Seed.of(1));
    for (int context : new int[] {1, 3, 6}) {
      assertThat(model.predict(prompts(context).sample(3, Seed.of(4)))).hasSize(3);
    }
    assertThatThrownBy(() -> model.predict(prompts(7).sample(3, Seed.of(4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 6 examples, got 7");
    Transformer wide = Transformer.untrained(3, SMALL, Seed.of(1));
    assertThatThrownBy(() -> wide.sensitivity(prompts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inputs of 3 dimensions, got 2");
  }

  @Test
  void anOverflowIsAnErrorAndNotNaN() {
    Transformer model = Transformer.untrained(2, SMALL, Seed.of(1));
    double[] huge = prompts.queries().clone();
    huge[0] = 1e300;
    assertThatThrownBy(() -> model.predict(with(prompts.inputs(), prompts.labels(), huge)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void layerByLayerTheModelIsTheSame() {
    Transformer model = Transformer.untrained(2, SMALL, Seed.of(1));
    double[] whole = model.predict(prompts);
    int[] sizes = new int[2];
    double[] layered = model.run(prompts, 2, (layer, state) -> sizes[layer - 1] = state.length);
    for (int p = 0; p < 7; p++) {
      assertThat(layered[p]).isCloseTo(whole[p], within(1e-5));
    }
    assertThat(sizes).containsExactly(7 * 6 * 8, 7 * 6 * 8);
    assertThat(model.run(prompts, 1, StateEdit.NONE)).isNotEqualTo(layered);
    assertThatThrownBy(() -> model.run(prompts, 3, StateEdit.NONE))
        .hasMessageContaining("1 to 2 expected, got 3");
  }

  /** Whatever the examples were, the state of another prompt gives that prompt's answer. */
  @Test
  void aPatchedStateCarriesTheAnswer() {
    Transformer model = Transformer.untrained(2, SMALL, Seed.of(1));
    Prompts other = prompts(5).sample(7, Seed.of(3));
    float[][] kept = new float[1][];
    double[] theirs =
        model.run(
            other,
            2,
            (layer, state) -> {
              if (layer == 1) {
                kept[0] = state.clone();
              }
            });
    double[] patched =
        model.run(
            prompts,
            2,
            (layer, state) -> {
              if (layer == 1) {
                System.arraycopy(kept[0], 0, state, 0, state.length);
              }
            });
    assertThat(patched).containsExactly(theirs);
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> SMALL.withHeads(3)).hasMessageContaining("must divide its width");
    assertThatThrownBy(() -> SMALL.withLayers(0)).hasMessageContaining("at least 1 layer");
    assertThatThrownBy(() -> Transformer.untrained(0, SMALL, Seed.of(1)))
        .hasMessageContaining("at least 1 dimension, got 0");
  }
}
