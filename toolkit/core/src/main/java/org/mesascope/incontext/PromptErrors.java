package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;

/**
 * What models lose on prompts that move along an axis, such as the scale of the inputs or the
 * number of examples, and how far each lies from the first of them: the same prompts for all, so
 * that differences are paired. Intervals are Student's, 95 %, over prompts.
 *
 * <pre>{@code
 * PromptErrors.over("input scale", scales, s -> PromptCondition.inputs(training, s).prompts())
 *     .compare(model, rivals, 4_000, Seed.of(1))
 *     .figure();
 * }</pre>
 *
 * @param axis what moves
 * @param at its values, ascending
 * @param names of the models
 * @param errors {@code [model][value]}: E(ŷ − y)² against the clean target
 * @param distances {@code [model][value]}, from the first model; those of the first are 0
 */
public record PromptErrors(
    String axis,
    double[] at,
    List<String> names,
    List<List<Estimate>> errors,
    List<List<ModelDistance>> distances)
    implements Displayable {

  private static final double LEVEL = .95;

  public PromptErrors {
    at = at.clone();
    names = List.copyOf(names);
    errors = List.copyOf(errors);
    distances = List.copyOf(distances);
  }

  /** An axis along which prompts move. */
  public record Axis(String name, double[] values, DoubleFunction<RegressionPrompts> prompts) {

    /**
     * Compares models along the axis.
     *
     * @param model what is explained
     * @param rivals what may explain it, or bounds it; each of another name
     * @param count prompts at each value, at least 2
     * @throws IllegalArgumentException if a prediction is not finite, naming model and value
     */
    public PromptErrors compare(
        InContextModel model, List<? extends InContextModel> rivals, int count, Seed seed) {
      List<InContextModel> all = new ArrayList<>(List.of(model));
      all.addAll(rivals);
      List<String> names = all.stream().map(InContextModel::name).toList();
      if (names.stream().distinct().count() < names.size()) {
        throw new IllegalArgumentException("models expect names of their own, got " + names);
      }
      List<List<Estimate>> errors = new ArrayList<>();
      List<List<ModelDistance>> distances = new ArrayList<>();
      for (int m = 0; m < all.size(); m++) {
        errors.add(new ArrayList<>());
        distances.add(new ArrayList<>());
      }
      for (int i = 0; i < values.length; i++) {
        String where = name + " " + Rivals.shown(values[i]);
        Prompts prompts = this.prompts.apply(values[i]).sample(count, seed.split(i));
        Answers first = Answers.of(model, prompts, where);
        for (int m = 0; m < all.size(); m++) {
          Answers own = m == 0 ? first : Answers.of(all.get(m), prompts, where);
          errors.get(m).add(error(names.get(m), own));
          distances.get(m).add(ModelDistance.between(own, first, LEVEL));
        }
      }
      return new PromptErrors(name, values, names, errors, distances);
    }
  }

  /**
   * Prompts that move along an axis.
   *
   * @param name what moves, for the figure
   * @param values finite, ascending, at least one
   * @param prompts the law of prompts at a value
   */
  public static Axis over(String name, double[] values, DoubleFunction<RegressionPrompts> prompts) {
    boolean ascends = values.length > 0;
    for (int i = 0; i < values.length; i++) {
      ascends &= Double.isFinite(values[i]) && (i == 0 || values[i] > values[i - 1]);
    }
    if (!ascends) {
      throw new IllegalArgumentException(
          "an axis expects at least one value, ascending, got " + Arrays.toString(values));
    }
    return new Axis(name, values.clone(), prompts);
  }

  private static Estimate error(String name, Answers answers) {
    double[] squares = new double[answers.predictions().length];
    Arrays.setAll(
        squares, p -> Math.pow(answers.predictions()[p] - answers.prompts().targets()[p], 2));
    return Estimate.of(
        "error of " + name,
        Averages.mean(squares),
        Averages.studentInterval(squares, LEVEL),
        squares.length,
        "mean over prompts, Student");
  }

  /**
   * The errors of one of the models, one a value.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  public List<Estimate> errorsOf(String name) {
    int m = names.indexOf(name);
    if (m < 0) {
      throw new IllegalArgumentException(
          "there is no model \"%s\", only %s".formatted(name, names));
    }
    return errors.get(m);
  }

  /** Errors along the axis, on a logarithmic scale. */
  public Figure figure() {
    Figure figure =
        Figure.titled("Error over " + axis).xAxis(axis, "").yAxis("squared error", "").logY();
    for (int m = 0; m < names.size(); m++) {
      figure =
          m == 0
              ? figure.points(names.get(m), at, errors.get(m))
              : figure.line(
                  names.get(m), at, errors.get(m).stream().mapToDouble(Estimate::value).toArray());
    }
    return figure;
  }

  /** One row a model and value: its error, and its distance from the first model. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Error over " + axis)
            .columns("model", axis, "squared error", "prediction difference", "cosine");
    for (int m = 0; m < names.size(); m++) {
      for (int i = 0; i < at.length; i++) {
        ModelDistance distance = distances.get(m).get(i);
        table =
            table.row(
                names.get(m),
                at[i],
                errors.get(m).get(i),
                m == 0 ? null : distance.prediction(),
                m == 0 ? null : distance.cosine());
      }
    }
    return table.withNote("differences and cosines are to " + names.get(0));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return figure().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }
}
