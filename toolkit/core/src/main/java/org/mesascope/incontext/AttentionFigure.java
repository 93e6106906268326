package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.report.Figure;

/**
 * What a layer of linear self-attention attends to and writes, as maps over the coordinates of a
 * token: its inputs x₁ … x_d and its label y.
 *
 * <pre>{@code
 * AttentionFigure.layer(model, 0);
 * }</pre>
 */
public final class AttentionFigure {

  private AttentionFigure() {}

  /**
   * The two maps that a prompt sees of a layer: QKᵀ, which coordinates of query and example are
   * compared, and VP, which coordinates of an example are written where.
   *
   * @param layer from 0
   */
  public static Figure layer(LinearSelfAttention model, int layer) {
    LinearAttentionShape shape = model.shape();
    if (layer < 0 || layer >= shape.layers()) {
      throw new IllegalArgumentException(
          "\"%s\" has layers 0 to %d, got %d".formatted(model.name(), shape.layers() - 1, layer));
    }
    AttentionPass pass = new AttentionPass(shape, model.weights());
    List<String> names = new ArrayList<>();
    for (int i = 1; i < shape.token(); i++) {
      names.add("x" + i);
    }
    names.add("y");
    return Figure.panels(
        "Layer %d of %s".formatted(layer, model.name()),
        List.of(
            map("Compared: query by example (QKᵀ)", names, pass.b(layer), "query", "example"),
            map("Written: from example (VP)", names, pass.c(layer), "from", "to")));
  }

  private static Figure map(
      String title, List<String> names, double[][] values, String rows, String columns) {
    return Figure.heatMap(title, names, names, values)
        .yAxis(rows, "coordinate")
        .xAxis(columns, "coordinate")
        .colourAxis("weight", "");
  }
}
