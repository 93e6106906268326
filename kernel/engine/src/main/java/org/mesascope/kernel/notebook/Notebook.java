package org.mesascope.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A Jupyter notebook, nbformat 4.
 *
 * @param cells in order, each with an id that no other cell has
 * @param metadata everything the file says about the notebook, known or not
 */
public record Notebook(List<Cell> cells, JsonObject metadata) {

  /** Gives a cell without an id, or with one that came before, an id of its own. */
  public Notebook {
    cells = withUniqueIds(cells);
  }

  /** This notebook with other cells. */
  public Notebook withCells(List<Cell> newCells) {
    return new Notebook(newCells, metadata);
  }

  /** Ids depend on content and position alone, so that the same notebook is the same bytes. */
  private static List<Cell> withUniqueIds(List<Cell> cells) {
    Set<String> taken = new HashSet<>();
    List<Cell> unique = new ArrayList<>(cells.size());
    for (Cell cell : cells) {
      Cell named = cell;
      for (int i = 0; named.id().isEmpty() || !taken.add(named.id()); i++) {
        String seed = unique.size() + "/" + i + "/" + cell.kind() + "/" + cell.source();
        named = cell.withId(Sha256.of(seed).substring(0, 8));
      }
      unique.add(named);
    }
    return List.copyOf(unique);
  }
}
