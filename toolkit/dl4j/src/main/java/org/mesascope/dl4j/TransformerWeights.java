package org.mesascope.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Where each matrix of a transformer lies in its flat array of weights.
 *
 * @param at by name, in the order of the array
 * @param size of the array
 */
record TransformerWeights(Map<String, Place> at, int size) {

  /** A matrix, row by row, from {@code from} on; {@code deviation} is that of its first weights. */
  record Place(int from, int rows, int columns, double deviation) {
    int size() {
      return rows * columns;
    }
  }

  static TransformerWeights of(TransformerOptions options, int inputs, int outputs) {
    Layout all = new Layout();
    int w = options.width();
    all.matrix("embed", inputs, w);
    all.vector("embed.bias", w);
    if (options.positions()) {
      all.add("positions", options.maxContext() + 1, w, .1);
    }
    double residual = Math.sqrt(.5 / options.layers());
    for (int l = 0; l < options.layers(); l++) {
      String layer = "layer" + l + ".";
      if (options.norm()) {
        all.vector(layer + "gain", w);
      }
      all.matrix(layer + "query", w, w);
      all.matrix(layer + "key", w, w);
      all.matrix(layer + "value", w, w);
      all.add(layer + "out", w, w, residual / Math.sqrt(w));
      if (options.hidden() > 0) {
        if (options.norm()) {
          all.vector(layer + "mlp.gain", w);
        }
        all.matrix(layer + "mlp.in", w, options.hidden());
        all.vector(layer + "mlp.bias", options.hidden());
        all.add(layer + "mlp.out", options.hidden(), w, residual / Math.sqrt(options.hidden()));
      }
    }
    if (options.norm()) {
      all.vector("gain", w);
    }
    all.add("read", w, outputs, .1 / Math.sqrt(w));
    all.vector("read.bias", outputs);
    return new TransformerWeights(all.at, all.size);
  }

  Place place(String name) {
    Place place = at.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no weights \"" + name + "\", only " + at.keySet());
    }
    return place;
  }

  /** First weights: gains 1, biases 0, all else Gaussian. */
  float[] initial(Seed seed) {
    float[] weights = new float[size];
    RandomGenerator random = seed.random();
    at.forEach(
        (name, place) -> {
          for (int i = 0; i < place.size(); i++) {
            weights[place.from() + i] =
                place.deviation() == 0
                    ? (name.endsWith("gain") ? 1 : 0)
                    : (float) (place.deviation() * random.nextGaussian());
          }
        });
    return weights;
  }

  private static final class Layout {
    private final Map<String, Place> at = new LinkedHashMap<>();
    private int size;

    void matrix(String name, int rows, int columns) {
      add(name, rows, columns, 1 / Math.sqrt(rows));
    }

    void vector(String name, int columns) {
      add(name, 1, columns, 0);
    }

    void add(String name, int rows, int columns, double deviation) {
      at.put(name, new Place(size, rows, columns, deviation));
      size += rows * columns;
    }
  }
}
