package org.mesascope.infer;

import java.util.Arrays;

/**
 * Something that could be observed next: {@link MaxCausalEntropyIrl#experiment} for a world, {@link
 * LogitFit#experiment} for menus.
 *
 * @param name of the experiment
 * @param information expected of one trace at the fitted parameters, K·K; not copied
 */
public record Experiment(String name, double[] information) {

  public Experiment {
    if (!Arrays.stream(information).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "experiment \"" + name + "\" expects finite numbers as its information");
    }
  }
}
