package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.task.Sequences;

/**
 * How well models predict the next state after 1, 2, … states, and how far each is from the first
 * of them: the same sequences for all, so that differences are paired.
 *
 * @param names of the models
 * @param errors {@code [model][position]}: (1/d) E‖ŝₜ₊₁ − sₜ₊₁‖²
 * @param distances {@code [model][position]}: (1/d) E‖ŝₜ₊₁ − ŝₜ₊₁ of the first model‖²
 */
public record PositionErrors(
    List<String> names, List<List<Estimate>> errors, List<List<Estimate>> distances)
    implements Displayable {

  public PositionErrors {
    names = List.copyOf(names);
    errors = List.copyOf(errors);
    distances = List.copyOf(distances);
  }

  /**
   * Compares models on sequences; intervals are Student's, 95 %, over sequences.
   *
   * @param model what is explained
   * @param rivals what may explain it, each of another name
   * @param sequences at least 2
   */
  public static PositionErrors of(
      SequenceModel model, List<SequenceModel> rivals, Sequences sequences) {
    double[] next = nextStates(sequences);
    double[] first = model.predict(sequences);
    List<SequenceModel> all = new ArrayList<>(List.of(model));
    all.addAll(rivals);
    List<List<Estimate>> errors = new ArrayList<>();
    List<List<Estimate>> distances = new ArrayList<>();
    for (SequenceModel one : all) {
      double[] predicted = one.predict(sequences);
      errors.add(squares("error of " + one.name(), predicted, next, sequences));
      distances.add(squares("distance to " + one.name(), predicted, first, sequences));
    }
    return new PositionErrors(all.stream().map(SequenceModel::name).toList(), errors, distances);
  }

  /** Errors over positions, on a logarithmic axis. */
  public Figure figure() {
    Figure figure =
        Figure.titled("Prediction of the next state")
            .xAxis("states seen", "")
            .yAxis("squared error, mean over coordinates", "")
            .logY();
    double[] x = new double[errors.get(0).size()];
    for (int t = 0; t < x.length; t++) {
      x[t] = t + 1;
    }
    for (int m = 0; m < names.size(); m++) {
      figure = figure.line(names.get(m), x, errors.get(m));
    }
    return figure;
  }

  /** One row a position, for each model its error, and for each rival its distance to the model. */
  public ResultTable table() {
    List<String> columns = new ArrayList<>(List.of("states seen"));
    names.forEach(name -> columns.add("error of " + name));
    names.stream().skip(1).forEach(name -> columns.add("distance to " + name));
    ResultTable table =
        ResultTable.titled("Prediction of the next state").columns(columns.toArray(new String[0]));
    for (int t = 0; t < errors.get(0).size(); t++) {
      List<Object> row = new ArrayList<>(List.of(t + 1));
      for (List<Estimate> error : errors) {
        row.add(error.get(t).value());
      }
      for (List<Estimate> distance : distances.subList(1, distances.size())) {
        row.add(distance.get(t).value());
      }
      table = table.row(row.toArray());
    }
    return table.withNote("means over coordinates and sequences of squared differences");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return figure().toMimeBundle();
  }

  private static double[] nextStates(Sequences sequences) {
    int row = (sequences.length() - 1) * sequences.dimension();
    double[] next = new double[sequences.count() * row];
    for (int i = 0; i < sequences.count(); i++) {
      int from = i * (row + sequences.dimension()) + sequences.dimension();
      System.arraycopy(sequences.states(), from, next, i * row, row);
    }
    return next;
  }

  private static List<Estimate> squares(String name, double[] a, double[] b, Sequences sequences) {
    int d = sequences.dimension();
    int positions = sequences.length() - 1;
    List<Estimate> all = new ArrayList<>();
    for (int t = 0; t < positions; t++) {
      double[] own = new double[sequences.count()];
      for (int i = 0; i < own.length; i++) {
        for (int k = 0; k < d; k++) {
          double miss = a[(i * positions + t) * d + k] - b[(i * positions + t) * d + k];
          own[i] += miss * miss / d;
        }
      }
      Interval interval = Averages.studentInterval(own, .95);
      all.add(
          Estimate.of(
              name + " after " + (t + 1),
              Averages.mean(own),
              interval,
              own.length,
              "mean over sequences, Student"));
    }
    return all;
  }
}
