package org.mesascope.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;

/**
 * A figure that a notebook shows and a paper prints, with its data.
 *
 * <p>Immutable: each method gives a new figure. Colours are those of Okabe and Ito (2008), safe for
 * colour-blind readers, and every series has a marker or a dash of its own. The same figure gives
 * the same bytes on one JDK with the same fonts.
 *
 * <pre>{@code
 * Figure.titled("Goal misgeneralization")
 *     .xAxis("coin position", "cell")
 *     .yAxis("return", "")
 *     .line("capability", x, reached).band(low, high)
 *     .reference("chance", .5)
 *     .save(Path.of("gap.svg"));
 * }</pre>
 */
public final class Figure implements Displayable {

  private final Frame frame;
  private final List<Layer> layers;
  private final List<Figure> panels;

  private Figure(Frame frame, List<Layer> layers, List<Figure> panels) {
    this.frame = frame;
    this.layers = List.copyOf(layers);
    this.panels = List.copyOf(panels);
  }

  /** A figure with nothing in it yet. */
  public static Figure titled(String title) {
    return new Figure(Frame.titled(title), List.of(), List.of());
  }

  /** Estimates one below the other with their intervals; zero is marked. One unit for all. */
  public static Figure forest(String title, List<Estimate> estimates) {
    return forest(title, estimates, List.of());
  }

  /**
   * A forest plot with the numbers behind each estimate, for intervals of few units.
   *
   * @param points of each estimate, none or more; an empty list for none at all
   */
  public static Figure forest(String title, List<Estimate> estimates, List<double[]> points) {
    return titled(title)
        .plus(Checked.forest(title, estimates, points))
        .xAxis("estimate", estimates.get(0).unit());
  }

  /** Values on a grid, row 0 at the top, rows and columns numbered from 0. */
  public static Figure heatMap(String title, double[][] values) {
    int width = values.length == 0 ? 0 : values[0].length;
    return heatMap(title, values, new boolean[values.length][width]);
  }

  /** A heat map of which some cells, such as walls, have no value and are left grey. */
  public static Figure heatMap(String title, double[][] values, boolean[][] hidden) {
    double[][] grid = Checked.grid(title, values, hidden);
    return heat(title, numbers(grid.length), numbers(grid[0].length), grid, hidden);
  }

  /** A heat map whose rows and columns have names. */
  public static Figure heatMap(
      String title, List<String> rows, List<String> columns, double[][] values) {
    int width = values.length == 0 ? 0 : values[0].length;
    return heatMap(title, rows, columns, values, new boolean[values.length][width]);
  }

  /** A heat map with names of which some cells have no value and are left grey. */
  public static Figure heatMap(
      String title,
      List<String> rows,
      List<String> columns,
      double[][] values,
      boolean[][] hidden) {
    double[][] grid = Checked.grid(title, values, hidden);
    return heat(
        title,
        Checked.names(title, "row names", rows, grid.length),
        Checked.names(title, "column names", columns, grid[0].length),
        grid,
        hidden);
  }

  /** Figures side by side under one title, each with its own axes. */
  public static Figure panels(String title, List<Figure> figures) {
    if (figures.isEmpty() || figures.stream().anyMatch(figure -> !figure.panels.isEmpty())) {
      throw new IllegalArgumentException(
          "\"" + title + "\" expects one or more figures that have no panels themselves");
    }
    return new Figure(Frame.titled(title), List.of(), figures);
  }

  /** This figure under another title. */
  public Figure withTitle(String title) {
    return with(frame.withTitle(title));
  }

  public Figure xAxis(String label, String unit) {
    return with(frame.withX(x().named(label, unit)));
  }

  public Figure yAxis(String label, String unit) {
    return with(frame.withY(y().named(label, unit)));
  }

  /** What the colours of a heat map measure. */
  public Figure colourAxis(String label, String unit) {
    return with(frame.withColour(colour().named(label, unit)));
  }

  public Figure xRange(double low, double high) {
    return with(frame.withX(x().between(low, high)));
  }

  public Figure yRange(double low, double high) {
    return with(frame.withY(y().between(low, high)));
  }

  /** The values that a heat map's colours begin and end at, for maps that are to be compared. */
  public Figure colourRange(double low, double high) {
    return with(frame.withColour(colour().between(low, high)));
  }

  public Figure logX() {
    return with(frame.withX(x().logarithmic()));
  }

  public Figure logY() {
    return with(frame.withY(y().logarithmic()));
  }

  /** A line through points, in order. */
  public Figure line(String name, double[] x, double[] y) {
    double[] xs = Checked.finite(name, "x", x);
    return plus(
        new Layer.Line(name, xs, Checked.finite(name, "y", y, xs.length), null, null, null));
  }

  /** A line through estimates, with a band where every one has a finite interval. */
  public Figure line(String name, double[] x, List<Estimate> y) {
    Ends ends = Ends.of(y);
    Figure line = line(name, x, ends.values());
    return ends.bounded() ? line.band(ends.low(), ends.high()) : line;
  }

  /** A band around the line added last. */
  public Figure band(double[] low, double[] high) {
    if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof Layer.Line line)) {
      throw new IllegalStateException("a band belongs to the line added just before it");
    }
    double[] lows = Checked.finite(line.name(), "low", low, line.x().length);
    double[] highs = Checked.finite(line.name(), "high", high, line.x().length);
    Checked.around(line.name(), line.y(), lows, highs);
    List<Layer> all = new ArrayList<>(layers);
    all.set(
        all.size() - 1, new Layer.Line(line.name(), line.x(), line.y(), lows, highs, line.like()));
    return new Figure(frame, all, panels);
  }

  /** Gives the line or points added last the colour of another series, with a marker of its own. */
  public Figure like(String series) {
    if (layers.stream().noneMatch(layer -> layer.name().equals(series))) {
      throw new IllegalArgumentException(
          "figure \"%s\" has no series \"%s\"".formatted(title(), series));
    }
    Layer last = layers.get(layers.size() - 1);
    Layer alike;
    if (last instanceof Layer.Line line) {
      alike = new Layer.Line(line.name(), line.x(), line.y(), line.low(), line.high(), series);
    } else if (last instanceof Layer.Points points) {
      alike =
          new Layer.Points(
              points.name(), points.x(), points.y(), points.low(), points.high(), series);
    } else {
      throw new IllegalStateException("only lines and points take the colour of another series");
    }
    List<Layer> all = new ArrayList<>(layers);
    all.set(all.size() - 1, alike);
    return new Figure(frame, all, panels);
  }

  /** Markers alone. */
  public Figure points(String name, double[] x, double[] y) {
    double[] xs = Checked.finite(name, "x", x);
    return plus(
        new Layer.Points(name, xs, Checked.finite(name, "y", y, xs.length), null, null, null));
  }

  /** Markers with error bars. */
  public Figure points(String name, double[] x, double[] y, double[] low, double[] high) {
    double[] xs = Checked.finite(name, "x", x);
    double[] ys = Checked.finite(name, "y", y, xs.length);
    double[] lows = Checked.finite(name, "low", low, xs.length);
    double[] highs = Checked.finite(name, "high", high, xs.length);
    Checked.around(name, ys, lows, highs);
    return plus(new Layer.Points(name, xs, ys, lows, highs, null));
  }

  /** Markers for estimates, with error bars where every one has a finite interval. */
  public Figure points(String name, double[] x, List<Estimate> y) {
    Ends ends = Ends.of(y);
    return ends.bounded()
        ? points(name, x, ends.values(), ends.low(), ends.high())
        : points(name, x, ends.values());
  }

  /** One bar a category; several calls stand side by side and name the same categories. */
  public Figure bars(String name, List<String> categories, double[] y) {
    List<String> names = Checked.names(name, "categories", categories, categories.size());
    return plus(
        new Layer.Bars(name, names, Checked.finite(name, "y", y, names.size()), null, null));
  }

  /** Bars with error bars. */
  public Figure bars(
      String name, List<String> categories, double[] y, double[] low, double[] high) {
    List<String> names = Checked.names(name, "categories", categories, categories.size());
    double[] ys = Checked.finite(name, "y", y, names.size());
    double[] lows = Checked.finite(name, "low", low, names.size());
    double[] highs = Checked.finite(name, "high", high, names.size());
    Checked.around(name, ys, lows, highs);
    return plus(new Layer.Bars(name, names, ys, lows, highs));
  }

  /** Bars for estimates, with error bars where every one has a finite interval. */
  public Figure bars(String name, List<String> categories, List<Estimate> y) {
    Ends ends = Ends.of(y);
    return ends.bounded()
        ? bars(name, categories, ends.values(), ends.low(), ends.high())
        : bars(name, categories, ends.values());
  }

  /** A horizontal line at a known value. */
  public Figure reference(String name, double value) {
    return plus(
        new Layer.Reference(name, Checked.finite(name, "reference", new double[] {value})[0]));
  }

  /**
   * A path over the cells of a heat map, from a marker to an arrow; a path of one cell is a marker.
   *
   * @param column of each place, from 0 at the left
   * @param row of each place, from 0 at the top
   */
  public Figure path(String name, double[] column, double[] row) {
    double[] xs = Checked.finite(name, "column", column);
    return plus(new Layer.Path(name, xs, Checked.finite(name, "row", row, xs.length)));
  }

  /** A sentence below the figure that a reader must know, such as how few the seeds were. */
  public Figure note(String text) {
    return with(frame.withNote(text));
  }

  /** A description for readers who do not see the figure, in place of the generated one. */
  public Figure alt(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "figure \"" + title() + "\" expects an alt text that describes it, got a blank one");
    }
    return with(frame.withAlt(text));
  }

  public String title() {
    return frame.title();
  }

  /** The description given, or else one made from the data. */
  public String alt() {
    String given = frame.alt();
    return given == null ? FigureText.describe(this) : given;
  }

  /** The data behind the figure, one row a point. */
  public ResultTable data() {
    return FigureData.table(this);
  }

  /** The figure as a PNG image, two pixels to the point. */
  public byte[] toPng() {
    return FigureImage.png(this);
  }

  /** The figure as an SVG document with real text. */
  public String toSvg() {
    return FigureImage.svg(this);
  }

  /**
   * The figure as a PDF of one page, as vectors with real text; about 15 KB, of which the font is
   * most.
   */
  public byte[] toPdf() {
    return FigureImage.pdf(this);
  }

  /**
   * Writes the figure as its name ends: .png, .svg or .pdf, or .csv for its data. The file is whole
   * or not there.
   *
   * @throws IllegalArgumentException on any other ending
   */
  public void save(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      AtomicFile.write(file, toPng());
    } else if (name.endsWith(".svg")) {
      AtomicFile.write(file, toSvg().getBytes(StandardCharsets.UTF_8));
    } else if (name.endsWith(".pdf")) {
      AtomicFile.write(file, toPdf());
    } else if (name.endsWith(".csv")) {
      data().save(file);
    } else {
      throw new IllegalArgumentException(
          "a figure is saved as .png, .svg, .pdf or .csv, got \"" + name + "\"");
    }
  }

  @Override
  public MimeBundle toMimeBundle() {
    return FigureImage.bundle(toSvg(), toPng(), alt(), FigureImage.width(this));
  }

  @Override
  public String toString() {
    return alt();
  }

  Axis x() {
    return frame.x();
  }

  Axis y() {
    return frame.y();
  }

  Axis colour() {
    return frame.colour();
  }

  List<Layer> layers() {
    return layers;
  }

  List<Figure> panels() {
    return panels;
  }

  List<String> notes() {
    return frame.notes();
  }

  private Figure with(Frame other) {
    return new Figure(other, layers, panels);
  }

  private Figure plus(Layer layer) {
    if (!panels.isEmpty()) {
      throw new IllegalStateException(
          "\"" + title() + "\" has panels; add \"" + layer.name() + "\" to one of them");
    }
    Checked.together(title(), layers, layer);
    List<Layer> all = new ArrayList<>(layers);
    all.add(layer);
    return new Figure(frame, all, panels);
  }

  private static Figure heat(
      String title,
      List<String> rows,
      List<String> columns,
      double[][] values,
      boolean[][] hidden) {
    boolean[][] copy = Arrays.stream(hidden).map(boolean[]::clone).toArray(boolean[][]::new);
    return titled(title)
        .xAxis("column", "")
        .yAxis("row", "")
        .colourAxis("value", "")
        .plus(new Layer.Heat(title, rows, columns, values, copy));
  }

  private static List<String> numbers(int length) {
    return IntStream.range(0, length).mapToObj(Integer::toString).toList();
  }
}
