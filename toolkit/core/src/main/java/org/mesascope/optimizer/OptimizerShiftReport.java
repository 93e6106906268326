package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * How optimizers fared under shifts. A divergent problem counts as infinitely bad: where half of
 * them diverged, so did the median.
 *
 * @param courses settings in order, in each the optimizers in order
 * @param drifts one an optimizer
 */
public record OptimizerShiftReport(List<Course> courses, List<Drift> drifts) {

  /** One optimizer in one setting; the curve has a summary a step, from 0 on. */
  public record Course(String setting, String optimizer, List<LossSummary> curve) {

    /** Keeps a list of its own. */
    public Course {
      curve = List.copyOf(curve);
    }

    /** After the last step. */
    public LossSummary last() {
      return curve.get(curve.size() - 1);
    }
  }

  /**
   * How far an optimizer goes where the gradient is 0 at every step: gradient descent stays.
   *
   * @param distance in the Euclidean norm
   */
  public record Drift(String optimizer, int dimension, int steps, double distance) {

    /** Runs an optimizer so many steps on gradients of 0. */
    public static Drift of(Optimizer optimizer, int dimension, int steps) {
      float[] parameters = new float[dimension];
      Optimizer.Run run = optimizer.start(dimension, 1);
      for (int t = 0; t < steps; t++) {
        run.step(parameters, new float[1], new float[dimension]);
      }
      double square = 0;
      for (float p : parameters) {
        square += (double) p * p;
      }
      return new Drift(optimizer.name(), dimension, steps, Math.sqrt(square));
    }
  }

  /** Keeps lists of its own. */
  public OptimizerShiftReport {
    courses = List.copyOf(courses);
    drifts = List.copyOf(drifts);
  }

  /** The course of an optimizer in a setting, both by name. */
  public Course course(String setting, String optimizer) {
    return courses.stream()
        .filter(one -> one.setting().equals(setting) && one.optimizer().equals(optimizer))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no \"%s\" in \"%s\", only %s in %s"
                        .formatted(optimizer, setting, optimizers(), settings())));
  }

  private List<String> settings() {
    return courses.stream().map(Course::setting).distinct().toList();
  }

  private List<String> optimizers() {
    return courses.stream().map(Course::optimizer).distinct().toList();
  }

  /** The median after the last step, a row an optimizer and a column a setting, and the drift. */
  public ResultTable table() {
    List<String> columns = new ArrayList<>(List.of("optimizer"));
    columns.addAll(settings());
    columns.add("drift without gradient");
    ResultTable table =
        ResultTable.titled("Median loss after the last step")
            .columns(columns.toArray(String[]::new));
    for (Drift drift : drifts) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(drift.optimizer());
      for (String setting : settings()) {
        double median = course(setting, drift.optimizer()).last().median();
        row.add(Double.isFinite(median) ? (Object) median : "diverges");
      }
      row.add(drift.distance());
      table = table.row(row.toArray());
    }
    Drift first = drifts.get(0);
    return table.withNote(
        "%d problems a setting; drift is the distance after %d steps of gradient 0 in %d dimensions"
            .formatted(courses.get(0).last().n(), first.steps(), first.dimension()));
  }

  /** Median, geometric mean and divergent share of every course. */
  public ResultTable details() {
    ResultTable table =
        ResultTable.titled("Loss after the last step")
            .columns("setting", "optimizer", "step", "median", "geometric mean", "divergent share");
    for (Course course : courses) {
      LossSummary last = course.last();
      table =
          table.row(
              course.setting(),
              course.optimizer(),
              course.curve().size() - 1,
              finite(last.median()),
              finite(last.geometricMean()),
              last.divergentShare());
    }
    return table.withNote(
        "%d problems a setting; the geometric mean is of those that did not diverge"
            .formatted(courses.get(0).last().n()));
  }

  private static Object finite(double value) {
    return Double.isFinite(value) ? (Object) value : "diverges";
  }

  /**
   * The median over steps, a panel a setting; the line of an optimizer that diverges ends where its
   * median exceeds ten times its first for good.
   */
  public Figure figure() {
    List<Figure> panels = new ArrayList<>();
    for (String setting : settings()) {
      Figure panel = Figure.titled(setting).xAxis("step", "").yAxis("median loss", "").logY();
      for (String optimizer : optimizers()) {
        panel = drawn(panel, course(setting, optimizer));
      }
      panels.add(panel);
    }
    return Figure.panels("Learned and tuned optimizers, in distribution and beyond", panels);
  }

  /** At most 100 points; losses that single precision does not tell from 0 lie on the floor. */
  private static Figure drawn(Figure panel, Course course) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<LossSummary> curve = course.curve();
    int every = Math.max(1, (curve.size() - 1) / 100);
    int end = curve.size() - 1;
    while (end > 0 && !(curve.get(end).median() <= 10 * curve.get(0).median())) {
      end--;
    }
    for (int t = 0; t <= end; t += every) {
      double median = curve.get(t).median();
      x.add((double) t);
      y.add(Math.max(median, 1e-14));
    }
    return panel.line(
        course.optimizer(),
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
