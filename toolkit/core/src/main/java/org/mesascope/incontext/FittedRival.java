package org.mesascope.incontext;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The member of a family of algorithms that comes nearest to a model.
 *
 * @param family the algorithm, before it has parameters
 * @param lineage what it is a kind of; a control of another lineage must not pass for it
 * @param parameters what was fitted to the model's predictions, by name; empty where nothing is
 *     free, or where it is a whole matrix
 * @param freedom how many numbers were fitted
 * @param model the algorithm
 * @param constructed the same algorithm computed in another way, network weights where they are
 *     known: the positive control
 * @param wrong the same algorithm with twice the rate, a negative control; null where it has no
 *     rate
 */
public record FittedRival(
    String family,
    Lineage lineage,
    Map<String, Double> parameters,
    int freedom,
    InContextModel model,
    InContextModel constructed,
    @Nullable InContextModel wrong) {

  /** What an algorithm is a kind of. */
  public enum Lineage {
    NOTHING,
    DESCENT,
    RIDGE,
    LEAST_SQUARES,
    NEIGHBOUR,
    ONLINE_DESCENT,
    MEMORY
  }

  public FittedRival {
    parameters = Map.copyOf(parameters);
  }

  /** "η = 1.515", or how many numbers there are; empty where nothing is free. */
  public String fitted() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(parameters)
        .forEach(
            (name, value) ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(" = ")
                    .append(Rivals.shown(value)));
    return parameters.isEmpty() && freedom > 0 ? freedom + " numbers" : text.toString();
  }
}
