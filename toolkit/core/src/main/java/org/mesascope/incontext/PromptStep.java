package org.mesascope.incontext;

import org.jspecify.annotations.Nullable;
import org.mesascope.task.Prompts;
import org.mesascope.trace.Step;

/**
 * A prompt with a model's answer, as a step of a trace. The situation is the prompt in words, every
 * example as its coordinates and its label, then the query: {@code "0.1,0.2=0.5; 0.3,-1.0=1.2;
 * 1.0,2.0=?"}; the choice is the prediction, and the outcome the clean label of the query where it
 * is known. Numbers keep every bit.
 *
 * @param query {@code [dimension]}; not copied
 * @param prediction the model's answer, finite
 * @param target the query's clean label, or null where it was not recorded
 */
public record PromptStep(
    Examples examples, double[] query, double prediction, @Nullable Double target) {

  /** One of many prompts. */
  public static PromptStep of(Prompts prompts, int prompt, double prediction) {
    double[] query = new double[prompts.dimension()];
    System.arraycopy(prompts.queries(), prompt * query.length, query, 0, query.length);
    return new PromptStep(
        Examples.of(prompts, prompt), query, prediction, prompts.targets()[prompt]);
  }

  /**
   * Reads a step.
   *
   * @throws IllegalArgumentException saying what was expected where, if it is no prompt
   */
  public static PromptStep parse(Step step) {
    String[] parts = step.situation().split(";", -1);
    int n = parts.length - 1;
    int d = parts[n].split(",", -1).length;
    if (n < 1) {
      throw new IllegalArgumentException(
          "a prompt expects examples and a query, such as \"0.1,0.2=0.5; 1.0,2.0=?\", got \"%s\""
              .formatted(step.situation()));
    }
    double[] inputs = new double[n * d];
    double[] labels = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = number(inputOf(parts[i], inputs, i * d, d), parts[i]);
    }
    double[] query = new double[d];
    String asked = inputOf(parts[n], query, 0, d);
    if (!asked.equals("?")) {
      throw new IllegalArgumentException(
          "a prompt expects its query last, such as \"1.0,2.0=?\", got \"" + parts[n] + "\"");
    }
    String outcome = step.outcome();
    return new PromptStep(
        new Examples(n, d, inputs, labels),
        query,
        number(step.choice(), "prediction"),
        outcome == null ? null : number(outcome, "outcome"));
  }

  /** This prompt and answer as a step. */
  public Step toStep() {
    int d = query.length;
    StringBuilder situation = new StringBuilder();
    for (int i = 0; i < examples.context(); i++) {
      append(situation, examples.inputs(), i * d, d).append(examples.labels()[i]).append("; ");
    }
    append(situation, query, 0, d).append('?');
    return new Step(
        situation.toString(),
        null,
        Double.toString(prediction),
        target == null ? null : Double.toString(target));
  }

  /**
   * This prompt alone, for a model to answer; a target that is not known stands as the prediction.
   */
  public Prompts prompts() {
    return new Prompts(
        1,
        examples.context(),
        query.length,
        examples.inputs(),
        examples.labels(),
        query,
        new double[] {target == null ? prediction : target},
        new double[query.length]);
  }

  private static StringBuilder append(StringBuilder text, double[] x, int at, int d) {
    for (int k = 0; k < d; k++) {
      text.append(k == 0 ? "" : ",").append(x[at + k]);
    }
    return text.append('=');
  }

  /** Reads the coordinates before the sign of equality; what stands after it. */
  private static String inputOf(String part, double[] x, int at, int d) {
    int sign = part.indexOf('=');
    String[] coordinates = part.substring(0, Math.max(0, sign)).split(",", -1);
    if (sign < 0 || coordinates.length != d) {
      throw new IllegalArgumentException(
          "an example expects %d coordinates, a sign of equality and a label, got \"%s\""
              .formatted(d, part));
    }
    for (int k = 0; k < d; k++) {
      x[at + k] = number(coordinates[k], part);
    }
    return part.substring(sign + 1).strip();
  }

  private static double number(String text, String where) {
    double value;
    try {
      value = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a number was expected, got \"%s\" in \"%s\"".formatted(text, where), e);
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "a finite number was expected, got \"%s\" in \"%s\"".formatted(text, where));
    }
    return value;
  }
}
