package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.PromptStep;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Prompts and what a learner answered, with what a loss needs of each.
 *
 * @param steps in the order of the log
 * @param unit the trace of each step, by number
 * @param units how many traces
 * @param squares XᵀX of each, {@code [dimension · dimension]}
 * @param products Xᵀy of each
 */
record PromptAnswers(
    int dimension,
    List<PromptStep> steps,
    int[] unit,
    int units,
    double[][] squares,
    double[][] products) {

  /**
   * Reads a log.
   *
   * @throws IllegalArgumentException naming the trace and step that is no prompt, or has inputs of
   *     another dimension
   */
  static PromptAnswers of(TraceLog log) {
    List<PromptStep> steps = new ArrayList<>();
    List<Integer> unit = new ArrayList<>();
    int d = 0;
    for (int t = 0; t < log.traces().size(); t++) {
      Trace trace = log.traces().get(t);
      for (int s = 0; s < trace.steps().size(); s++) {
        PromptStep step = parsed(trace, s);
        d = d == 0 ? step.query().length : d;
        if (step.query().length != d) {
          throw new IllegalArgumentException(
              "trace \"%s\", step %d expects inputs of %d dimensions as in the prompts before, got %d"
                  .formatted(trace.id(), s + 1, d, step.query().length));
        }
        steps.add(step);
        unit.add(t);
      }
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "an implicit loss expects at least one prompt with a prediction, got none");
    }
    double[][] squares = new double[steps.size()][d * d];
    double[][] products = new double[steps.size()][d];
    for (int i = 0; i < steps.size(); i++) {
      var examples = steps.get(i).examples();
      for (int e = 0; e < examples.context(); e++) {
        for (int k = 0; k < d; k++) {
          double x = examples.inputs()[e * d + k];
          products[i][k] += x * examples.labels()[e];
          for (int l = 0; l < d; l++) {
            squares[i][k * d + l] += x * examples.inputs()[e * d + l];
          }
        }
      }
    }
    return new PromptAnswers(
        d,
        List.copyOf(steps),
        unit.stream().mapToInt(Integer::intValue).toArray(),
        log.traces().size(),
        squares,
        products);
  }

  private static PromptStep parsed(Trace trace, int s) {
    Step step = trace.steps().get(s);
    try {
      return PromptStep.parse(step);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trace \"%s\", step %d: %s".formatted(trace.id(), s + 1, e.getMessage()), e);
    }
  }

  int size() {
    return steps.size();
  }

  double[] predictions() {
    return steps.stream().mapToDouble(PromptStep::prediction).toArray();
  }

  /** What another algorithm answers. */
  double[] answers(InContextModel model) {
    return steps.stream().mapToDouble(step -> model.predict(step.prompts())[0]).toArray();
  }

  /** The mean of a prompt's XᵀX over coordinates and prompts: a typical strength of a penalty. */
  double power() {
    double sum = 0;
    for (double[] square : squares) {
      for (int k = 0; k < dimension; k++) {
        sum += square[k * dimension + k];
      }
    }
    return sum / squares.length / dimension;
  }

  /** A typical size of weights: the root mean square of predictions over that of queries. */
  double weightScale() {
    double answers = 0;
    double queries = 0;
    for (PromptStep step : steps) {
      answers += step.prediction() * step.prediction();
      queries += Information.dot(step.query(), step.query());
    }
    if (queries == 0) {
      throw new IllegalArgumentException("an implicit loss expects queries that are not all 0");
    }
    return Math.sqrt(answers / queries);
  }
}
