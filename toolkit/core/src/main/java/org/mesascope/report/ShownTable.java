package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as a reader sees it: every cell a text, every column on one side.
 *
 * @param cells texts row by row
 * @param numeric for each column, whether it holds numbers and stands to the right
 */
record ShownTable(List<List<String>> cells, List<Boolean> numeric) {

  static final String DASH = "–";

  static ShownTable of(ResultTable table) {
    List<Boolean> numeric = new ArrayList<>();
    List<Boolean> whole = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      boolean words = false;
      boolean numbers = false;
      boolean fractions = false;
      for (List<Cell> row : table.rows()) {
        Cell cell = row.get(column);
        words |= cell instanceof Cell.Text;
        numbers |= cell instanceof Cell.Numeric || cell instanceof Cell.Measured;
        fractions |= cell instanceof Cell.Numeric n && !Numerals.isWhole(n.value());
      }
      numeric.add(numbers && !words);
      whole.add(!fractions);
    }
    List<List<String>> cells = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      List<String> texts = new ArrayList<>(row.size());
      for (int column = 0; column < row.size(); column++) {
        texts.add(text(row.get(column), whole.get(column)));
      }
      cells.add(texts);
    }
    return new ShownTable(cells, numeric);
  }

  private static String text(Cell cell, boolean whole) {
    if (cell instanceof Cell.Text text) {
      return text.value();
    }
    if (cell instanceof Cell.Numeric number) {
      return whole
          ? Numerals.whole(number.value())
          : Numerals.significant(number.value(), number.digits());
    }
    if (cell instanceof Cell.Measured measured) {
      return Numerals.estimate(measured.estimate());
    }
    return DASH;
  }
}
