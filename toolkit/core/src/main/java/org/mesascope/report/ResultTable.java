package org.mesascope.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * A table that a notebook shows and a paper prints, with its data.
 *
 * <p>Immutable: each method gives a new table. Shown numbers are rounded; {@link #toCsv} and {@link
 * #toTablesaw} keep every digit.
 *
 * <pre>{@code
 * ResultTable.titled("Meta-test loss")
 *     .columns("optimizer", "median loss", "diverged")
 *     .row("LSTM", .0063, 0)
 *     .row("SGD", .4, null)
 *     .withNote("1,024 functions");
 * }</pre>
 *
 * @param title what the table shows
 * @param columns names, distinct
 * @param rows cells row by row, one for each column
 * @param notes lines below the table
 */
public record ResultTable(
    String title, List<String> columns, List<List<Cell>> rows, List<String> notes)
    implements Displayable {

  /** Fails on doubled column names and on a row of the wrong length. */
  public ResultTable {
    Objects.requireNonNull(title, "title");
    columns = List.copyOf(columns);
    if (columns.stream().distinct().count() < columns.size()) {
      throw new IllegalArgumentException(
          "table \"" + title + "\" expects distinct column names, got " + columns);
    }
    List<List<Cell>> copied = new ArrayList<>(rows.size());
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "row %d of table \"%s\" expects %d cells %s, got %d"
                .formatted(copied.size() + 1, title, columns.size(), columns, row.size()));
      }
      copied.add(List.copyOf(row));
    }
    rows = Collections.unmodifiableList(copied);
    notes = List.copyOf(notes);
  }

  /** A table without columns yet. */
  public static ResultTable titled(String title) {
    return new ResultTable(title, List.of(), List.of(), List.of());
  }

  /** One row an estimate: what, value with interval, unit where there is one, n and method. */
  public static ResultTable of(String title, List<Estimate> estimates) {
    return EstimateRows.table(title, estimates);
  }

  /** A Tablesaw table's cells; its missing values stay missing. */
  public static ResultTable from(Table table) {
    return TablesawTables.from(table);
  }

  /** This table with these columns, named before the first row. */
  public ResultTable columns(String... names) {
    if (!rows.isEmpty()) {
      throw new IllegalStateException(
          "columns are named before the first row; use column(name, values) to add one");
    }
    return new ResultTable(title, List.of(names), rows, notes);
  }

  /** This table with one row more; for each value see {@link Cell#of}. */
  public ResultTable row(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "row %d of table \"%s\" expects %d cells %s, got %d"
              .formatted(rows.size() + 1, title, columns.size(), columns, values.length));
    }
    List<Cell> cells = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      cells.add(cell(values[i], columns.get(i), rows.size() + 1));
    }
    List<List<Cell>> all = new ArrayList<>(rows);
    all.add(cells);
    return new ResultTable(title, columns, all, notes);
  }

  /** This table with one column more, as long as the columns it has. */
  public ResultTable column(String name, List<?> values) {
    if (!columns.isEmpty() && values.size() != rows.size()) {
      throw new IllegalArgumentException(
          "column \"%s\" of table \"%s\" expects %d values, one a row, got %d"
              .formatted(name, title, rows.size(), values.size()));
    }
    List<String> names = new ArrayList<>(columns);
    names.add(name);
    List<List<Cell>> all = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      List<Cell> row = new ArrayList<>(columns.isEmpty() ? List.of() : rows.get(i));
      row.add(cell(values.get(i), name, i + 1));
      all.add(row);
    }
    return new ResultTable(title, names, all, notes);
  }

  /** See {@link #column(String, List)}. */
  public ResultTable column(String name, double... values) {
    return column(name, Arrays.stream(values).boxed().toList());
  }

  /** This table with a line more below it. */
  public ResultTable withNote(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new ResultTable(title, columns, rows, all);
  }

  /** Columns aligned by spaces: words left, numbers right. */
  public String toText() {
    return PlainTable.write(this);
  }

  /** An HTML table that inherits the page's colours; every text is escaped. */
  public String toHtml() {
    return HtmlTable.write(this);
  }

  /** A pipe table. */
  public String toMarkdown() {
    return MarkdownTable.write(this);
  }

  /** A {@code table} environment with the rules of the booktabs package. */
  public String toLatex() {
    return LatexTable.write(this);
  }

  /** RFC 4180 with every digit; an estimate fills columns for value, low and high. */
  public String toCsv() {
    return CsvTable.write(this);
  }

  /** Number columns for numbers and text columns for the rest; estimates as in {@link #toCsv}. */
  public Table toTablesaw() {
    return TablesawTables.to(this);
  }

  /**
   * Writes the table in the form that the file's name ends in: .csv, .md, .tex, .html or .txt. The
   * file is whole or not there.
   *
   * @throws IllegalArgumentException on any other ending
   */
  public void save(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String text =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "csv" -> toCsv();
          case "md" -> toMarkdown();
          case "tex" -> toLatex();
          case "html" -> toHtml();
          case "txt" -> toText();
          default ->
              throw new IllegalArgumentException(
                  "a table is saved as .csv, .md, .tex, .html or .txt, got \"" + name + "\"");
        };
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toText()).withHtml(toHtml()).with(MimeBundle.LATEX, toLatex());
  }

  @Override
  public String toString() {
    return toText();
  }

  private Cell cell(@Nullable Object value, String column, int row) {
    try {
      return Cell.of(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "row %d, column \"%s\" of table \"%s\": %s".formatted(row, column, title, e.getMessage()),
          e);
    }
  }
}
